// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.cdi;

import dev.sallyport.testing.TestRequestExtension;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;

/** Weld without a servlet container. */
final class Fakes {

    private Fakes() {}

    static SeContainer weld(Class<?>... beans) {
        return SeContainerInitializer.newInstance()
                .disableDiscovery()
                .addExtensions(new SallyportExtension(), new TestRequestExtension())
                .addBeanClasses(beans)
                .addBeanClasses(Nothing.class)
                .initialize();
    }

    /** So that there is always a bean. */
    static class Nothing {}
}
