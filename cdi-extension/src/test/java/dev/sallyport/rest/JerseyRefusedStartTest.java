// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.rest;

import dev.sallyport.cdi.Container;

class JerseyRefusedStartTest extends RestRefusedStart {
    JerseyRefusedStartTest() {
        super(Container::jetty, "jersey");
    }
}
