// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.keys;

import dev.sallyport.keys.PemBlocks.Block;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;

/** Private keys out of the blocks of a PEM file. Exceptions have no cause here: it might tell a part of the key. */
final class PrivateKeys {

    private static final String PLAIN = "PRIVATE KEY";
    private static final String ENCRYPTED = "ENCRYPTED PRIVATE KEY";
    private static final String RSA = "RSA PRIVATE KEY";
    private static final String EC = "EC PRIVATE KEY";

    private PrivateKeys() {}

    static boolean isPrivateKey(String label) {
        return label.equals(PLAIN) || label.equals(ENCRYPTED) || label.equals(RSA) || label.equals(EC);
    }

    /** The key of a block, of the kind that the certificate's key is; whether it is that very key is not looked at. */
    static PrivateKey read(Block block, PublicKey ofCertificate, char[] password) throws IOException {
        byte[] der = block.der();
        PKCS8EncodedKeySpec pkcs8 = switch (block.label()) {
            case PLAIN -> new PKCS8EncodedKeySpec(der);
            case ENCRYPTED -> decrypt(block, der, password);
            default -> wrap(block, der, ofCertificate);
        };
        try {
            return KeyFactory.getInstance(ofCertificate.getAlgorithm()).generatePrivate(pkcs8);
        } catch (GeneralSecurityException | RuntimeException withPartOfIt) {
            throw new IOException(block.what() + " cannot be read as one of kind " + ofCertificate.getAlgorithm()
                    + ", as the certificate's is");
        } finally {
            Arrays.fill(der, (byte) 0);
        }
    }

    /** PBES2 alone: what came before it is too weak to be called encryption (RFC 8018, section 6.1). */
    private static PKCS8EncodedKeySpec decrypt(Block block, byte[] der, char[] password) throws IOException {
        if (password.length == 0) {
            throw new IOException(block.what() + " is encrypted, and no password is set");
        }
        EncryptedPrivateKeyInfo info = encrypted(block, der);
        String scheme = scheme(info);
        if (!scheme.startsWith("PBEWithHmac")) {
            throw unknownScheme(block);
        }
        PBEKeySpec spec = new PBEKeySpec(password);
        try {
            Cipher cipher = Cipher.getInstance(scheme);
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    SecretKeyFactory.getInstance(scheme).generateSecret(spec),
                    info.getAlgParameters());
            return info.getKeySpec(cipher);
        } catch (GeneralSecurityException | RuntimeException withPartOfIt) {
            throw new IOException("the password does not open " + block.what());
        } finally {
            spec.clearPassword();
        }
    }

    private static EncryptedPrivateKeyInfo encrypted(Block block, byte[] der) throws IOException {
        try {
            return new EncryptedPrivateKeyInfo(der);
        } catch (IOException | RuntimeException withPartOfIt) {
            throw unknownScheme(block);
        }
    }

    private static IOException unknownScheme(Block block) {
        return new IOException(block.what() + " is encrypted in a way that is weak or unknown"
                + " (expected: PBES2 with PBKDF2 and AES, as openssl pkcs8 -topk8 writes it)");
    }

    /** The JDK names the scheme of PBES2 by its parameters. */
    private static String scheme(EncryptedPrivateKeyInfo info) {
        AlgorithmParameters parameters = info.getAlgParameters();
        @Nullable String name = parameters == null ? null : parameters.toString();
        return name == null ? "" : name;
    }

    /** PKCS #1 and SEC 1 have no algorithm of their own: that of the certificate's key is put before them. */
    private static PKCS8EncodedKeySpec wrap(Block block, byte[] der, PublicKey ofCertificate) throws IOException {
        String algorithm = ofCertificate.getAlgorithm();
        boolean fits = block.label().equals(EC) ? algorithm.equals("EC") : algorithm.startsWith("RSA");
        if (!fits) {
            throw new IOException(block.what() + " is no key of kind " + algorithm + ", as the certificate's is");
        }
        byte[] version = {0x02, 0x01, 0x00};
        byte[] content = concat(version, algorithmIdentifier(ofCertificate.getEncoded()), tagged(0x04, der));
        return new PKCS8EncodedKeySpec(tagged(0x30, content));
    }

    /** The first element of a SubjectPublicKeyInfo (RFC 5280, section 4.1), with its header. */
    private static byte[] algorithmIdentifier(byte[] spki) {
        int begin = header(spki, 0);
        int inner = begin + header(spki, begin);
        return Arrays.copyOfRange(spki, begin, inner + length(spki, begin));
    }

    /** How many bytes the tag and the length take that begin there. */
    private static int header(byte[] der, int at) {
        int first = der[at + 1] & 0xFF;
        return first < 0x80 ? 2 : 2 + (first & 0x7F);
    }

    private static int length(byte[] der, int at) {
        int first = der[at + 1] & 0xFF;
        int length = first < 0x80 ? first : 0;
        for (int i = 2; i < header(der, at); i++) {
            length = (length << 8) | (der[at + i] & 0xFF);
        }
        return length;
    }

    private static byte[] tagged(int tag, byte[] content) {
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        header.write(tag);
        int size = content.length < 0x80 ? 0 : (39 - Integer.numberOfLeadingZeros(content.length)) / 8;
        if (size > 0) {
            header.write(0x80 | size);
        }
        for (int i = Math.max(size, 1) - 1; i >= 0; i--) {
            header.write(content.length >> (8 * i));
        }
        return concat(header.toByteArray(), content);
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
