// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.rest;

import dev.sallyport.Refusal;
import dev.sallyport.RefusedException;
import dev.sallyport.RequireClientCert;
import dev.sallyport.cdi.Requirements;
import dev.sallyport.servlet.RestResources;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What the sub-resource locators of a class require. */
final class Locators {

    private static final ClassValue<List<Set<RequireClientCert>>> OF_CLASS = new ClassValue<>() {
        @Override
        protected List<Set<RequireClientCert>> computeValue(Class<?> type) {
            Requirements requirements = Requirements.of(type);
            return RestResources.locators(type)
                    .map(requirements::ofCall)
                    .distinct()
                    .toList();
        }
    };

    private Locators() {}

    /**
     * What was required of those by which the current resource was reached, the first one first.
     *
     * @throws RefusedException where that cannot be told
     */
    static List<Set<RequireClientCert>> above(UriInfo info) {
        List<Object> matched = info.getMatchedResources();
        List<Set<RequireClientCert>> above = new ArrayList<>();
        for (int i = matched.size() - 1; i > 0; i--) {
            above.addAll(of(matched.get(i).getClass()));
        }
        return above;
    }

    private static List<Set<RequireClientCert>> of(Class<?> type) {
        List<Set<RequireClientCert>> all = OF_CLASS.get(type);
        if (all.size() > 1) {
            throw new RefusedException(new Refusal.NotReady("the sub-resource locators of " + type.getName()
                    + " require different things, and which of them was called cannot be told"));
        }
        return all.stream().filter(required -> !required.isEmpty()).toList();
    }
}
