// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.containers;

import dev.sallyport.containers.apps.Detour;
import dev.sallyport.containers.apps.Forgotten;
import dev.sallyport.containers.apps.Mistaken;
import dev.sallyport.containers.apps.Reached;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That an application with wrong settings answers nobody, and says what is wrong, all of it. */
class FiveMistakesIT {

    /** A word of each mistake that its message must repeat. */
    private static final List<String> MISTAKES = List.of(
            "missing.pem", // a file that cannot be read
            "max-agee", // an init-param that does not exist
            "one year", // no duration
            "preload", // without its conditions
            "nobody-knows-it"); // a trust that is required and not set

    @ParameterizedTest
    @EnumSource
    void five_mistakes_are_all_named_and_nothing_is_answered(Container container) {
        try (Running running = container.start(Map.of("/mistaken", war()))) {
            checkShut(running);
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("servers")
    void five_mistakes_are_all_named_and_nothing_is_answered_on_a_full_server(Server server) {
        try (Running running = server.start(Map.of("/mistaken", war()))) {
            checkShut(running);
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_nothing_guards_keeps_the_application_shut_and_no_stack_trace_leaves(Container container) {
        try (Running running = container.start(Map.of("/forgetful", forgetful()))) {
            checkForgetful(running);
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("servers")
    void what_nothing_guards_keeps_the_application_shut_and_no_stack_trace_leaves_a_full_server(Server server) {
        try (Running running = server.start(Map.of("/forgetful", forgetful()))) {
            checkForgetful(running);
        }
    }

    private static void checkForgetful(Running running) {
        Wire wire = new Wire(running);
        SoftAssertions softly = new SoftAssertions();
        for (Answer answer : List.of(
                wire.plainGet("/forgetful/open"),
                wire.get("/forgetful/open", Pki.NOBODY),
                wire.get("/forgetful/open", Pki.BILLING))) {
            softly.assertThat(answer.status()).isGreaterThanOrEqualTo(404);
            softly.assertThat(answer.body()).doesNotContain("reached", "Exception", "dev.sallyport.servlet");
        }
        softly.assertThat(running.output()).contains("Forgotten is annotated with @RequireClientCert");
        softly.assertAll();
    }

    private static War forgetful() {
        return Applications.trusting("forgetful")
                .classes(Reached.class, Forgotten.class)
                .xml(Applications.servlet("open", Reached.class, "/open"));
    }

    private static void checkShut(Running running) {
        Wire wire = new Wire(running);
        SoftAssertions softly = new SoftAssertions();
        for (String path :
                List.of("/mistaken/", "/mistaken/open", "/mistaken/guarded", "/mistaken/detour/forward?to=/open")) {
            softly.assertThat(wire.get(path, Pki.NOBODY).status()).as(path).isGreaterThanOrEqualTo(300);
            softly.assertThat(wire.get(path, Pki.BILLING).status()).as(path).isGreaterThanOrEqualTo(300);
            softly.assertThat(wire.plainGet(path).status()).as(path).isGreaterThanOrEqualTo(300);
        }
        softly.assertThat(running.output()).contains(MISTAKES);
        softly.assertAll();
    }

    private static War war() {
        return War.named("mistaken")
                .classes(Reached.class, Mistaken.class, Detour.class)
                .setting("sallyport.trust.default.anchors", "/WEB-INF/missing.pem")
                .setting("sallyport.hsts.max-age", "one year")
                .setting("sallyport.hsts.preload", "true")
                .xml(Applications.servlet("open", Reached.class, "/open"))
                .xml("<filter><filter-name>hsts</filter-name>"
                        + "<filter-class>dev.sallyport.servlet.HstsFilter</filter-class>"
                        + "<init-param><param-name>max-agee</param-name><param-value>P1D</param-value></init-param>"
                        + "</filter><filter-mapping><filter-name>hsts</filter-name><url-pattern>/*</url-pattern>"
                        + "</filter-mapping>");
    }
}
