// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.cdi;

class WeldJettyTest extends InContainer {
    WeldJettyTest() {
        super(Container::jetty);
    }
}
