// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.cdi.Container;
import org.junit.jupiter.api.Test;

class ResteasyTest extends InImplementation {
    ResteasyTest() {
        super(Container::tomcat, "resteasy", "org.jboss.resteasy.plugins.server.servlet.HttpServlet30Dispatcher");
    }

    @Test
    void the_servlet_that_resteasy_registers_for_itself_has_no_resources() throws Exception {
        assertThat(get("/RESTEASY_HttpServlet30Dispatcher/safe/open").statusCode())
                .isEqualTo(404);
        assertThat(get("/RESTEASY_HttpServlet30Dispatcher").statusCode()).isEqualTo(404);
    }
}
