// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.keys;

import dev.sallyport.keys.PemBlocks.Block;
import java.io.IOException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/**
 * Our own private key with its certificate and those of its issuers, out of a PEM, PKCS12 or JKS file, or out of two PEM
 * files; the content tells which.
 *
 * <ul>
 *   <li>PEM: our certificate stands first, then each issuer after the one it has issued. The key may be PKCS #8, plain or
 *       encrypted by PBES2 (RFC 8018), PKCS #1 or SEC 1. {@code EC PARAMETERS} are skipped; any other block is refused.
 *   <li>PKCS12 and JKS: the only key entry and its chain. The same password opens the store and the key.
 * </ul>
 *
 * <p>A file with two private keys is refused, for nothing says which one is meant. Nothing of a key is in any message.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7468#section-10">RFC 7468, sections 10 and 11</a>
 */
public final class KeySource {

    private KeySource() {}

    /**
     * Reads key and certificates out of one file.
     *
     * @param content the whole file, of at most 4 MiB
     * @param password for a store or an encrypted key; empty where there is none
     * @throws IOException if a part of the file cannot be read, or it does not hold exactly one key and its certificate; its
     *     message is one sentence
     */
    public static KeyMaterial read(byte[] content, char[] password) throws IOException {
        return switch (FileForm.of(content)) {
            case PEM -> ofPem(PemBlocks.read(content, KeySource::keyOrCertificate), password);
            case PKCS12 -> StoreFile.readKey("PKCS12", content, password);
            case JKS -> StoreFile.readKey("JKS", content, password);
            case CERTIFICATE -> throw new IOException("the file is a certificate as DER, without a private key");
        };
    }

    /**
     * Reads the certificates out of one PEM file and the key out of another.
     *
     * @param certificates the file with our certificate and its issuers, and no key
     * @param key the file with the key and nothing else
     * @param password for an encrypted key; empty where there is none
     * @throws IOException as {@link #read(byte[], char[])}
     */
    public static KeyMaterial read(byte[] certificates, byte[] key, char[] password) throws IOException {
        if (FileForm.of(certificates) != FileForm.PEM || FileForm.of(key) != FileForm.PEM) {
            throw new IOException(
                    "one of the two files is no PEM (expected: certificates and key as PEM, or one file)");
        }
        List<Block> blocks = new ArrayList<>(PemBlocks.read(certificates, KeySource::onlyCertificate));
        blocks.addAll(PemBlocks.read(key, KeySource::onlyKey));
        return ofPem(blocks, password);
    }

    private static KeyMaterial ofPem(List<Block> blocks, char[] password) throws IOException {
        List<X509Certificate> chain = new ArrayList<>();
        List<Block> keys = new ArrayList<>();
        for (Block block : blocks) {
            if (PemFile.isCertificate(block.label())) {
                chain.add(PemFile.certificate(block));
            } else if (PrivateKeys.isPrivateKey(block.label())) {
                keys.add(block);
            }
        }
        if (keys.size() != 1) {
            throw new IOException(keys.isEmpty() ? "there is no private key" : holds(keys.size()));
        }
        if (chain.isEmpty()) {
            throw new IOException("there is no certificate");
        }
        PrivateKey key = PrivateKeys.read(keys.get(0), chain.get(0).getPublicKey(), password);
        return new KeyMaterial(key, chain);
    }

    static String holds(int keys) {
        return "there are " + keys + " private keys, and nothing says which is meant";
    }

    private static void keyOrCertificate(String label, int line) throws IOException {
        if (!PemFile.isCertificate(label)) {
            onlyKey(label, line);
        }
    }

    private static void onlyCertificate(String label, int line) throws IOException {
        if (!PemFile.isCertificate(label)) {
            throw new IOException("line " + line + " of the certificates begins something else than a CERTIFICATE");
        }
    }

    private static void onlyKey(String label, int line) throws IOException {
        if (!PrivateKeys.isPrivateKey(label) && !label.equals("EC PARAMETERS")) {
            throw new IOException("line " + line + " begins something else than a private key or what belongs to it"
                    + " (expected: PRIVATE KEY, ENCRYPTED PRIVATE KEY, RSA PRIVATE KEY or EC PRIVATE KEY)");
        }
    }
}
