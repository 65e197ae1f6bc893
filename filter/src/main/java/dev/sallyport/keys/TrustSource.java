// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.keys;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.List;

/** Certificates out of a PEM, PKCS12 or JKS file; the content tells which. */
public final class TrustSource {

    private TrustSource() {}

    /**
     * Reads every certificate.
     *
     * @param content the whole file
     * @param password for a PKCS12 or JKS store; empty where there is none
     * @throws IOException if a part of the file cannot be read, or it holds no certificate; its message is one sentence
     */
    public static List<X509Certificate> read(byte[] content, char[] password) throws IOException {
        throw new IOException("not built");
    }
}
