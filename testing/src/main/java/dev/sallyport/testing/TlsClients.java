// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.testing;

import dev.sallyport.testca.Issued;
import dev.sallyport.testca.TestCa;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * HTTP clients over real TLS, for tests against a running server. They verify the server and its host name; HTTP/2 where the
 * server offers it. A client keeps its connections, and with them the certificate that it has presented.
 */
public final class TlsClients {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(20);

    private TlsClients() {}

    /** A client that presents this certificate to servers of this CA. */
    public static HttpClient presenting(Issued certificate, TestCa serversOf) {
        return client(certificate.sslContext(serversOf));
    }

    /** A client that has no certificate. */
    public static HttpClient withoutCertificate(TestCa serversOf) {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(serversOf.trustStore());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return client(context);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no TLS client can be made", e);
        }
    }

    private static HttpClient client(SSLContext context) {
        return HttpClient.newBuilder()
                .sslContext(context)
                .connectTimeout(CONNECT_TIMEOUT)
                .build();
    }
}
