// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.benchmarks.contenders;

import java.io.ByteArrayInputStream;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;

/** How a proxy writes the caller's certificate into a header, and how one reads it there with what the JDK has. */
public enum CertificateHeader {
    /** Base64 between colons. */
    RFC9440 {
        @Override
        public String of(X509Certificate certificate) throws GeneralSecurityException {
            return ':' + withoutFrame(certificate) + ':';
        }

        @Override
        public String withoutFrame(X509Certificate certificate) throws GeneralSecurityException {
            return Base64.getEncoder().encodeToString(certificate.getEncoded());
        }

        @Override
        byte[] decode(String value) {
            return Base64.getDecoder().decode(value);
        }
    },
    /** PEM with all escaped that a URI would escape. */
    NGINX {
        @Override
        public String of(X509Certificate certificate) throws GeneralSecurityException {
            String pem = "-----BEGIN CERTIFICATE-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
            return URLEncoder.encode(pem, StandardCharsets.US_ASCII).replace("+", "%20");
        }

        @Override
        public String withoutFrame(X509Certificate certificate) throws GeneralSecurityException {
            return of(certificate);
        }

        @Override
        byte[] decode(String value) {
            return URLDecoder.decode(value, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
        }
    };

    /** The header that it stands in here. */
    public static final String NAME = "X-Forwarded-Client-Cert";

    /** The value that the proxy sends. */
    public abstract String of(X509Certificate certificate) throws GeneralSecurityException;

    /** As {@link #of}, but without the colons, which the JDK does not read. */
    public abstract String withoutFrame(X509Certificate certificate) throws GeneralSecurityException;

    abstract byte[] decode(String value);

    /** Reads a value without colons: what it stands for, and the JDK's parser, which remembers certificates by their bytes. */
    public X509Certificate parse(CertificateFactory factory, String value) throws GeneralSecurityException {
        return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(decode(value)));
    }

    /** What Sallyport calls it. */
    public String dialect() {
        return this == RFC9440 ? "rfc9440" : "nginx";
    }
}
