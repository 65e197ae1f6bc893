// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.containers;

import java.util.Map;

/** What runs applications: an embedded {@link Container} or a {@link Server}. */
sealed interface Host permits Container, Server {

    /** Starts it with these applications, by context path, and with these environment variables. */
    Running start(Map<String, War> applications, Map<String, String> environment);

    /** Starts it with these applications, by context path. */
    default Running start(Map<String, War> applications) {
        return start(applications, Map.of());
    }
}
