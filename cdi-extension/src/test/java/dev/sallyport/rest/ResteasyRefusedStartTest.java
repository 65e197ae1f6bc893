// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.rest;

import dev.sallyport.cdi.Container;

class ResteasyRefusedStartTest extends RestRefusedStart {
    ResteasyRefusedStartTest() {
        super(Container::tomcat, "resteasy");
    }
}
