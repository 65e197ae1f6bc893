// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.rest.bank;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** Has a guarded locator that nothing guards. */
@ApplicationPath("/hidden")
public class HiddenApplication extends Application {
    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(Hidden.class);
    }
}
