// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.containers;

import dev.sallyport.cdi.CurrentPeer;
import dev.sallyport.containers.apps.everything.Api;
import dev.sallyport.containers.apps.everything.Bell;
import dev.sallyport.containers.apps.everything.Counter;
import dev.sallyport.containers.apps.everything.Desk;
import dev.sallyport.containers.apps.everything.Entrance;
import dev.sallyport.containers.apps.everything.Hall;
import dev.sallyport.containers.apps.everything.Ledger;
import dev.sallyport.containers.apps.everything.Safe;
import dev.sallyport.containers.apps.everything.Shelf;
import dev.sallyport.containers.apps.everything.Stairs;
import dev.sallyport.containers.apps.everything.Till;
import java.util.LinkedHashMap;
import java.util.Map;

/** The application that has an endpoint of every kind. */
final class Everything {

    static final String SECRET = "only-the-edge-and-we-know-this";

    private Everything() {}

    /** By context path; where the container has no CDI, the application brings it along. */
    static Map<String, War> on(Host host) {
        Map<String, War> all = new LinkedHashMap<>();
        all.put("/everything", withLibraries(host, everything()));
        all.put("/login", withSecurity(host, login()));
        return all;
    }

    private static War everything() {
        return Applications.trusting("everything")
                .library(CurrentPeer.class)
                .classes(Hall.class, Till.class, Desk.class, Ledger.class, Stairs.class, Safe.class)
                .classes(Api.class, Shelf.class, Bell.class)
                .setting("sallyport.roles.clerk", "spiffe://prod.example/ns/billing/*")
                .setting("sallyport.proxy.edge.secret", SECRET)
                .setting("sallyport.proxy.edge.forwarding", "x-forwarded")
                .setting("sallyport.proxy.edge.certificates", "rfc9440")
                .setting("sallyport.proxy.edge.cipher-suite-header", "X-SSL-Cipher")
                .file(
                        "WEB-INF/beans.xml",
                        "<beans xmlns='https://jakarta.ee/xml/ns/jakartaee' version='4.0' bean-discovery-mode='annotated'/>");
    }

    /** An application of its own, for it does not start where the container has no Jakarta Security. */
    private static War login() {
        return Applications.trusting("login")
                .library(CurrentPeer.class)
                .classes(Entrance.class, Counter.class)
                .file(
                        "WEB-INF/beans.xml",
                        "<beans xmlns='https://jakarta.ee/xml/ns/jakartaee' version='4.0' bean-discovery-mode='annotated'/>");
    }

    /** Tomcat can ask a mechanism of Jakarta Security, which the application brings along and which looks for CDI in JNDI. */
    private static War withSecurity(Host host, War war) {
        War with = withLibraries(host, war);
        if (host != Container.TOMCAT_10 && host != Container.TOMCAT_11) {
            return with;
        }
        return with.libraries(Folders.modules().resolve("libraries/target/security"))
                .file(
                        "META-INF/context.xml",
                        "<Context><Resource name='BeanManager' auth='Container'"
                                + " type='jakarta.enterprise.inject.spi.BeanManager'"
                                + " factory='org.jboss.weld.resources.ManagerObjectFactory'/></Context>");
    }

    private static War withLibraries(Host host, War war) {
        if (host instanceof Server) {
            return war;
        }
        return war.libraries(Folders.modules().resolve("libraries/target/lib"));
    }
}
