// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.testing;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.Extension;

/**
 * Makes the request of {@link WithPeer} injectable, as a servlet container does its own; where there is a container too, its
 * requests are injected outside of such tests. Found by the CDI container.
 */
public final class TestRequestExtension implements Extension {

    /** Made by the CDI container. */
    public TestRequestExtension() {}

    void add(@Observes AfterBeanDiscovery discovery, BeanManager beans) {
        discovery.addBean(new TestRequestBean(beans));
    }
}
