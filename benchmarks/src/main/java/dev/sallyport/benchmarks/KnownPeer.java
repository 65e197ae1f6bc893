// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.benchmarks;

import dev.sallyport.benchmarks.contenders.Contender;
import dev.sallyport.benchmarks.contenders.Registered;
import dev.sallyport.benchmarks.pki.Partners;
import dev.sallyport.benchmarks.requests.Connection;
import java.security.cert.X509Certificate;
import java.util.Map;

/** A good peer on one connection to an application behind Sallyport. For one thread. */
final class KnownPeer {

    private final X509Certificate[] presented;
    private final Connection connection;

    /** Has the filters registered, and sees that they let this peer in. */
    KnownPeer(Partners partners, Map<String, String> settings) throws Exception {
        presented = partners.billing().chain().toArray(X509Certificate[]::new);
        connection = new Connection(Registered.filters(Contender.SALLYPORT, partners.anchorFile(), settings));
        if (!connection.send(presented)) {
            throw new IllegalStateException("a good peer is refused");
        }
    }

    boolean request() throws Exception {
        return connection.send(presented);
    }
}
