// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.servlet;

import jakarta.servlet.ServletContext;
import java.util.List;
import java.util.Locale;

/**
 * The headers of which a container can be set to make certificates and cipher suites, in the place of those of the TLS connection
 * and without a trace: Tomcat's {@code SSLValve}, Undertow's {@code certificate-forwarding}, Jetty's
 * {@code ForwardedRequestCustomizer}. Nothing in an application tells whether it is.
 */
final class Forgeries {

    private Forgeries() {}

    /** Those of the container of this application. */
    static List<String> of(ServletContext context) {
        String server = String.valueOf(context.getServerInfo()).toLowerCase(Locale.ROOT);
        if (server.contains("tomcat") || server.contains("tomee")) {
            return List.of("ssl_client_cert", "ssl_client_escaped_cert", "ssl_cipher");
        }
        if (server.contains("undertow") || server.contains("wildfly") || server.contains("jboss")) {
            return List.of("ssl_client_cert", "ssl_cipher", "ssl_session_id");
        }
        return server.contains("jetty") ? List.of("Proxy-auth-cert") : List.of();
    }
}
