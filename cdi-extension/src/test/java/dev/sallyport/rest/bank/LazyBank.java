// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.rest.bank;

import jakarta.ws.rs.core.Application;
import java.util.Set;

/** Answers at a servlet of web.xml that would begin with its first request. */
public class LazyBank extends Application {
    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(Safe.class);
    }
}
