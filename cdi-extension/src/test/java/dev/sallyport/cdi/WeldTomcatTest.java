// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.cdi;

class WeldTomcatTest extends InContainer {
    WeldTomcatTest() {
        super(Container::tomcat);
    }
}
