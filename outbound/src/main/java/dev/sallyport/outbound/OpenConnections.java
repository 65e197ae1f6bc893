// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.outbound;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Predicate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

/** The connections to servers that were believed, as long as somebody else holds them. Safe for use by many threads. */
final class OpenConnections {

    private final Map<Object, X509Certificate[]> servers = Collections.synchronizedMap(new WeakHashMap<>());

    /** The server of this socket or engine has shown this. */
    void add(Object connection, X509Certificate[] shown) {
        servers.put(connection, shown.clone());
    }

    /**
     * Ends those whose server has shown something else, or of which that cannot be told. Waits for nobody at the other end. What goes
     * wrong with one is thrown when all have been looked at.
     */
    void endUnless(Predicate<X509Certificate[]> believed) {
        RuntimeException first = null;
        for (Map.Entry<Object, X509Certificate[]> each : entries()) {
            try {
                endUnless(believed, each.getKey(), each.getValue());
            } catch (RuntimeException e) {
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }

    private void endUnless(Predicate<X509Certificate[]> believed, Object connection, X509Certificate[] shown) {
        boolean stays = false;
        try {
            stays = believed.test(shown);
        } finally {
            if (!stays) {
                end(connection);
                servers.remove(connection);
            }
        }
    }

    private List<Map.Entry<Object, X509Certificate[]>> entries() {
        synchronized (servers) {
            List<Map.Entry<Object, X509Certificate[]>> entries = new ArrayList<>();
            servers.forEach((connection, shown) -> entries.add(Map.entry(connection, shown)));
            return entries;
        }
    }

    private static void end(Object connection) {
        if (connection instanceof SSLSocket socket) {
            end(socket);
        } else if (connection instanceof SSLEngine engine) {
            end(engine);
        }
    }

    /**
     * Without lingering: to say farewell it would wait for a thread that writes to a server which reads nothing. And without
     * waiting for the server's farewell, as it does over a plain socket that is not its own.
     */
    private static void end(SSLSocket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.setSoTimeout(1);
            socket.close();
        } catch (IOException e) {
            // closed already, or now
        }
    }

    private static void end(SSLEngine engine) {
        engine.closeOutbound();
        try {
            engine.closeInbound();
        } catch (SSLException e) {
            // the server has not said farewell, and nothing more is taken from it
        }
    }
}
