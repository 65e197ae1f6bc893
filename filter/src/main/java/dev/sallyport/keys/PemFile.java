// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.keys;

import dev.sallyport.keys.PemBlocks.Block;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/** The certificates of a PEM file. */
final class PemFile {

    private PemFile() {}

    static List<X509Certificate> read(byte[] content) throws IOException {
        List<X509Certificate> certificates = new ArrayList<>();
        for (Block block : PemBlocks.read(content, PemFile::onlyCertificates)) {
            certificates.add(certificate(block));
        }
        if (certificates.isEmpty()) {
            throw new IOException("the PEM file holds no certificate");
        }
        return certificates;
    }

    static boolean isCertificate(String label) {
        return label.equals("CERTIFICATE") || label.equals("X509 CERTIFICATE");
    }

    static X509Certificate certificate(Block block) throws IOException {
        byte[] der = block.der();
        try {
            return Certificates.parse(der);
        } catch (IOException e) {
            throw new IOException(block.what() + " cannot be read", e);
        }
    }

    private static void onlyCertificates(String label, int line) throws IOException {
        if (label.endsWith("PRIVATE KEY")) {
            throw new IOException(
                    "line " + line + " begins a private key, which does not belong among trusted certificates");
        }
        if (!isCertificate(label)) {
            throw new IOException("line " + line + " begins something else than a CERTIFICATE");
        }
    }
}
