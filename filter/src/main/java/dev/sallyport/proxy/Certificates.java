// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.proxy;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.Security;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Certificates out of their bytes, by the JDK's own parser; within bounds, and with nothing before, between or behind them. */
final class Certificates {

    static final int MOST = 16;
    static final int LARGEST = 64 * 1024;
    static final int LARGEST_CHAIN = 256 * 1024;

    private static final @Nullable Provider SUN = Security.getProvider("SUN");

    private Certificates() {}

    static List<X509Certificate> parse(String header, List<byte[]> encoded) throws ForwardedException {
        requireBearable(header, encoded);
        List<X509Certificate> certificates = new ArrayList<>();
        for (byte[] each : encoded) {
            certificates.add(parse(header, each));
        }
        return certificates;
    }

    private static void requireBearable(String header, List<byte[]> encoded) throws ForwardedException {
        if (encoded.size() > MOST) {
            throw ForwardedException.malformed(header, "there are more than " + MOST + " certificates");
        }
        int total = encoded.stream().mapToInt(each -> each.length).sum();
        if (total > LARGEST_CHAIN || encoded.stream().anyMatch(each -> each.length > LARGEST)) {
            throw ForwardedException.malformed(
                    header, "a certificate has more than " + LARGEST + " bytes, or all more than " + LARGEST_CHAIN);
        }
    }

    private static X509Certificate parse(String header, byte[] encoded) throws ForwardedException {
        try {
            CertificateFactory factory = SUN == null
                    ? CertificateFactory.getInstance("X.509")
                    : CertificateFactory.getInstance("X.509", SUN);
            if (encoded.length > 0
                    && factory.generateCertificate(new ByteArrayInputStream(encoded)) instanceof X509Certificate parsed
                    && Arrays.equals(parsed.getEncoded(), encoded)) {
                return parsed;
            }
        } catch (GeneralSecurityException | RuntimeException e) {
            throw ForwardedException.malformed(header, "a certificate cannot be parsed");
        }
        throw ForwardedException.malformed(header, "a certificate is empty, or something else is beside it");
    }
}
