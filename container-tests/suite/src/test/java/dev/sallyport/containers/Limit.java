// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.containers;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What does not work somewhere.
 *
 * @param reason why
 * @param instead the way around
 */
record Limit(Set<? extends Host> hosts, Set<Feature> features, String reason, String instead) {

    /** Keeps copies. */
    Limit {
        hosts = Set.copyOf(hosts);
        features = Set.copyOf(features);
    }

    static final List<Limit> ALL = List.of(new Limit(
            Set.of(Container.JETTY_EE10, Container.JETTY_EE11, Container.UNDERTOW),
            Set.of(Feature.JAKARTA_SECURITY),
            "The container has no Jakarta Security, and no Jakarta Authentication by which one that the application brings along"
                    + " could be asked: an application with the definition does not start there, and says so.",
            "`@RequireClientCert`, and roles by `sallyport.roles.NAME`, which `isUserInRole` knows everywhere."));

    /** The number of the limit, from 1, that this feature has there; 0 if none. */
    static int number(Host host, Feature feature) {
        List<Limit> found = new ArrayList<>();
        for (Limit limit : ALL) {
            if (limit.hosts.contains(host) && limit.features.contains(feature)) {
                found.add(limit);
            }
        }
        if (found.size() > 1) {
            throw new IllegalStateException("more than one limit of " + feature + " on " + host);
        }
        return found.isEmpty() ? 0 : ALL.indexOf(found.get(0)) + 1;
    }
}
