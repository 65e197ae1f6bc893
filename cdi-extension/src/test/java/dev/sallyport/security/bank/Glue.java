// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.security.bank;

import jakarta.security.auth.message.config.AuthConfigFactory;
import jakarta.security.auth.message.module.ServerAuthModule;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/** Introduces Soteria to Tomcat, as an application without a definition of ours has to do it. */
@WebListener
public class Glue implements ServletContextListener {

    @Override
    public void contextInitialized(ServletContextEvent event) {
        try { // Soteria is in the WAR only
            Object module = Class.forName("org.glassfish.soteria.mechanisms.jaspic.HttpBridgeServerAuthModule")
                    .getConstructors()[0]
                    .newInstance((Object) null);
            AuthConfigFactory.getFactory()
                    .registerServerAuthModule((ServerAuthModule) module, event.getServletContext());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("no Soteria", e);
        }
    }
}
