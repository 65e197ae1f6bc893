// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.rest;

import dev.sallyport.cdi.Container;

class JerseyTest extends InImplementation {
    JerseyTest() {
        super(Container::jetty, "jersey", "org.glassfish.jersey.servlet.ServletContainer");
    }
}
