// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.rest.bank;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** A second application with a resource of the first. */
@ApplicationPath("/office")
public class BranchOffice extends Application {
    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(Safe.class);
    }
}
