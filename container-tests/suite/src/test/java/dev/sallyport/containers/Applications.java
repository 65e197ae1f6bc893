// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.containers;

import dev.sallyport.containers.apps.Ancestor;
import dev.sallyport.containers.apps.Answers;
import dev.sallyport.containers.apps.Detour;
import dev.sallyport.containers.apps.Heir;
import dev.sallyport.containers.apps.Latecomer;
import dev.sallyport.containers.apps.LatecomerListener;
import dev.sallyport.containers.apps.Orders;
import dev.sallyport.containers.apps.Reached;
import dev.sallyport.containers.apps.Sessions;
import dev.sallyport.containers.apps.Who;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** The applications that most tests ask, all of them on one running container of each kind. */
final class Applications {

    private static final Map<Container, Running> RUNNING = new EnumMap<>(Container.class);

    private Applications() {}

    /** Started by the first test that asks, ended with the tests. */
    static synchronized Running on(Container container) {
        return RUNNING.computeIfAbsent(container, it -> it.start(all()));
    }

    /** By context path. */
    static Map<String, War> all() {
        Map<String, War> all = new LinkedHashMap<>();
        all.put("/annotated", annotated());
        all.put("/complete", complete());
        all.put("/mixed", mixed());
        all.put("/late", late());
        all.put("/patterns", patterns());
        return all;
    }

    private static War annotated() {
        return trusting("annotated")
                .classes(Reached.class, Orders.class, Ancestor.class, Heir.class, Detour.class)
                .classes(Answers.class, Sessions.class)
                .xml(errorPage("<error-code>418</error-code>"))
                .xml(errorPage("<exception-type>java.lang.IllegalStateException</exception-type>"));
    }

    /** Annotations of the container's own kind count for nothing here; ours do. */
    private static War complete() {
        return trusting("complete")
                .metadataComplete()
                .classes(Reached.class, Orders.class, Detour.class)
                .xml(servlet("bookkeeping", Orders.class, "/orders"))
                .xml(servlet("detour", Detour.class, "/detour/*"));
    }

    /** A filter of web.xml guards one servlet, an annotation another. */
    private static War mixed() {
        return trusting("mixed")
                .classes(Reached.class, Orders.class, Detour.class, Who.class)
                .xml(servlet("partner", Reached.class, "/partner/*"))
                .xml(servlet("who", Who.class, "/partner/who"))
                .xml(servlet("open", Who.class, "/open"))
                .xml("<filter><filter-name>partners</filter-name>"
                        + "<filter-class>dev.sallyport.servlet.ClientCertFilter</filter-class>"
                        + "<async-supported>true</async-supported></filter>"
                        + "<filter-mapping><filter-name>partners</filter-name><url-pattern>/partner/*</url-pattern>"
                        + "<dispatcher>REQUEST</dispatcher><dispatcher>FORWARD</dispatcher>"
                        + "<dispatcher>INCLUDE</dispatcher><dispatcher>ASYNC</dispatcher>"
                        + "<dispatcher>ERROR</dispatcher></filter-mapping>");
    }

    private static War late() {
        return trusting("late").classes(Reached.class, Latecomer.class, LatecomerListener.class);
    }

    /** Guarded by patterns, with an exemption beside. */
    private static War patterns() {
        return trusting("patterns")
                .classes(Reached.class, Orders.class, Detour.class)
                .setting("sallyport.require", "/secret/*, *.secret")
                .setting("sallyport.https.exempt", "/.well-known/acme-challenge/*, /health")
                .xml(servlet("secret", Reached.class, "/secret/*"))
                .xml(servlet("suffix", Reached.class, "*.secret"))
                .xml(servlet("challenge", Reached.class, "/.well-known/acme-challenge/*"))
                .xml(servlet("health", Reached.class, "/health"));
    }

    /** Partners may call; the ports of these tests are chosen by the system, so one is named to redirect to. */
    static War trusting(String name) {
        return War.named(name)
                .file("WEB-INF/partners.pem", Pki.PARTNERS.pem())
                .setting("sallyport.trust.default.anchors", "/WEB-INF/partners.pem")
                .setting("sallyport.https.port", "8443");
    }

    static String servlet(String name, Class<?> type, String pattern) {
        return "<servlet><servlet-name>" + name + "</servlet-name><servlet-class>" + type.getName()
                + "</servlet-class><async-supported>true</async-supported></servlet>"
                + "<servlet-mapping><servlet-name>" + name + "</servlet-name><url-pattern>" + pattern
                + "</url-pattern></servlet-mapping>";
    }

    private static String errorPage(String of) {
        return "<error-page>" + of + "<location>/orders</location></error-page>";
    }
}
