// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.sample;

import dev.sallyport.testca.TestCa;
import java.io.IOException;
import java.security.cert.Certificate;
import javax.net.ssl.SSLContext;

/** Asks on new connections. */
record Probe(int port) {

    /** What the server shows. */
    Certificate serverCertificate(TestCa servers) throws IOException {
        try (KeptAlive connection =
                new KeptAlive(port, servers.client("nobody").issue().sslContext(servers))) {
            connection.status("/");
            return connection.server();
        }
    }

    /** What becomes of this caller. */
    int status(SSLContext caller) throws IOException {
        try (KeptAlive connection = new KeptAlive(port, caller)) {
            return connection.status("/partner/orders");
        }
    }

    /** What is shown to the server by this context. */
    Certificate shown(SSLContext caller) throws IOException {
        try (KeptAlive connection = new KeptAlive(port, caller)) {
            connection.status("/partner/orders");
            return connection.own();
        }
    }
}
