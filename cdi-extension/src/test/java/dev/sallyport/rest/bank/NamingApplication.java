// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.rest.bank;

import dev.sallyport.rest.GuardFeature;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.Set;

/** Loads no features that it does not name, and names ours. */
@ApplicationPath("/naming")
public class NamingApplication extends Application {
    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(GuardFeature.class, Safe.class);
    }

    @Override
    public Map<String, Object> getProperties() {
        return Map.of("jakarta.ws.rs.loadServices", false);
    }
}
