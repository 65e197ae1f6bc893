// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.containers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports that were free a moment ago, for servers that do not choose their own. */
record Ports(int http, int https, int management) {

    /** From below those that the system gives to connections, so that no connection takes them in the meantime. */
    private static final int LOWEST = 12_000;

    private static final int HIGHEST = 32_000;

    static Ports free() {
        int[] three = ThreadLocalRandom.current()
                .ints(LOWEST, HIGHEST)
                .distinct()
                .filter(Ports::isFree)
                .limit(3)
                .toArray();
        return new Ports(three[0], three[1], three[2]);
    }

    String httpText() {
        return String.valueOf(http);
    }

    String httpsText() {
        return String.valueOf(https);
    }

    String managementText() {
        return String.valueOf(management);
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
