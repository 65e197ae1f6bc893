// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.containers.apps;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/** Adds a servlet when every initializer has run. */
@WebListener
public class LatecomerListener implements ServletContextListener {

    @Override
    public void contextInitialized(ServletContextEvent event) {
        event.getServletContext().addServlet("by class", Latecomer.class).addMapping("/by-class");
        event.getServletContext().addServlet("by instance", new Latecomer()).addMapping("/by-instance");
    }
}
