// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.outbound;

import dev.sallyport.transport.TlsProfile;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/** Which versions and cipher suites a profile enables, as far as the JDK has them. */
final class Suites {

    private static final List<String> SUPPORTED = supported();

    private Suites() {}

    static String[] of(TlsProfile profile) {
        return SUPPORTED.stream().filter(profile::accepts).toArray(String[]::new);
    }

    static String[] protocols(TlsProfile profile) {
        return profile == TlsProfile.MODERN ? new String[] {"TLSv1.3"} : new String[] {"TLSv1.3", "TLSv1.2"};
    }

    private static List<String> supported() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, null, null);
            return Stream.of(context.getSupportedSSLParameters().getCipherSuites())
                    .toList();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has TLS", e);
        }
    }
}
