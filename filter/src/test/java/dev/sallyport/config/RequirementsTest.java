// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.config;

import static dev.sallyport.config.Given.contextParam;
import static dev.sallyport.config.Given.nothing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.RequireClientCert;
import dev.sallyport.gate.Requirement;
import dev.sallyport.peer.PeerRule;
import dev.sallyport.testca.TestCa;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequirementsTest {

    private static final String UNREADABLE = "dns:not a name";

    @RequireClientCert(
            trust = "partners",
            allow = {"spiffe://prod.example/a", "subject:CN=a,O=b"})
    private static final class Orders {}

    @RequireClientCert(trust = "partnres", allow = UNREADABLE)
    private static final class Misspelt {}

    private static Given partners() {
        return contextParam("trust.partners.anchors", "container").and("trust.default.anchors", "container");
    }

    private static RequireClientCert on(Class<?> type) {
        return type.getAnnotation(RequireClientCert.class);
    }

    @Test
    void patterns_need_the_default_trust_unless_another_is_named() {
        List<GuardedPatterns> guarded = partners()
                .and("require", "/api/*, *.pdf")
                .and("require.orders", "/orders")
                .and("require.orders.trust", "partners")
                .and("require.orders.allow", "subject:CN=billing,O=Acme, dns:pay.example")
                .configured()
                .guarded();

        assertThat(guarded).hasSize(2);
        assertThat(guarded.get(0).key()).isEqualTo("require");
        assertThat(guarded.get(0).patterns()).containsExactly("/api/*", "*.pdf");
        assertThat(guarded.get(0).requirement().trust().name()).isEqualTo("default");
        assertThat(guarded.get(0).requirement().allow().rules()).isEmpty();
        assertThat(guarded.get(1).key()).isEqualTo("require.orders");
        assertThat(guarded.get(1).patterns()).containsExactly("/orders");
        assertThat(guarded.get(1).requirement().trust().name()).isEqualTo("partners");
        assertThat(rules(guarded.get(1).requirement())).containsExactly("subject:CN=billing,O=Acme", "dns:pay.example");
    }

    private static List<String> rules(Requirement requirement) {
        return requirement.allow().rules().stream().map(PeerRule::toString).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "partner/*",
                "/",
                "",
                "/a/*/b",
                "/a*",
                "*",
                "*.",
                "*.a/b",
                "/a//b",
                "/a/../b",
                "/a;b",
                "/a%20b",
                "/a?b",
                "none",
                "/a,",
                "/a /b"
            })
    void a_pattern_must_be_one_that_every_container_takes_in_the_same_sense(String pattern) {
        assertThat(partners().and("require", "/ok, " + pattern).problems())
                .singleElement()
                .asString()
                .startsWith("context-param sallyport.require: '")
                .endsWith("(expected: URL patterns such as /partner/*, /status or *.pdf; /* is everything)");
    }

    @Test
    void a_requirement_with_a_trust_that_is_not_there_is_a_problem() {
        Given given = partners().and("require", "/api/*").and("require.trust", "partner");

        assertThat(given.problems())
                .containsExactly("context-param sallyport.require.trust: 'partner' is no trust (did you mean partners?)"
                        + " (expected: one that the settings name, as by sallyport.trust.partner.anchors)");
    }

    @Test
    void a_requirement_without_any_trust_is_a_problem() {
        assertThat(contextParam("require", "/api/*").problems())
                .containsExactly(
                        "context-param sallyport.require: 'default' is no trust (expected: one that the settings"
                                + " name, as by sallyport.trust.default.anchors)");
    }

    @Test
    void a_trust_or_rules_without_patterns_guard_nothing_and_are_a_problem() {
        Given given = partners().and("require.trust", "partners").and("require.orders.allow", "dns:pay.example");

        assertThat(given.problems())
                .containsExactly(
                        "context-param sallyport.require.trust: guards nothing (expected with it: sallyport.require, URL"
                                + " patterns such as /partner/*)",
                        "context-param sallyport.require.orders.allow: guards nothing (expected with it:"
                                + " sallyport.require.orders, URL patterns such as /partner/*)");
    }

    @Test
    void an_annotation_says_trust_and_rules() {
        Optional<Requirement> requirement = partners().settings().requirement(on(Orders.class), "com.acme.Orders");

        assertThat(requirement).hasValueSatisfying(found -> {
            assertThat(found.trust().name()).isEqualTo("partners");
            assertThat(rules(found)).containsExactly("spiffe://prod.example/a", "subject:CN=a,O=b");
            assertThat(found.reportOnly()).isFalse();
        });
    }

    @Test
    void an_annotation_that_is_wrong_is_a_problem_that_names_the_class() {
        Settings settings = partners().settings();

        assertThat(settings.requirement(on(Misspelt.class), "com.acme.Misspelt"))
                .isEmpty();
        assertThat(Given.problems(settings))
                .hasSize(2)
                .allMatch(problem -> problem.startsWith("@RequireClientCert on com.acme.Misspelt: "))
                .anyMatch(problem -> problem.contains("'partnres' is no trust (did you mean partners?)"))
                .anyMatch(problem -> problem.contains(UNREADABLE));
    }

    @Test
    void a_trust_that_is_broken_is_told_once_and_not_again_by_each_that_needs_it() {
        Settings settings =
                contextParam("trust.partners.anchors", "missing.pem").settings();

        assertThat(settings.requirement(on(Orders.class), "com.acme.Orders")).isEmpty();
        assertThat(Given.problems(settings)).hasSize(1);
    }

    @Test
    void a_filter_says_trust_rules_and_report_only_and_may_say_nothing() {
        Settings settings = partners().settings();

        Requirement plain = settings.clientCertFilter("plain", Map.of()).orElseThrow();
        Requirement full = settings.clientCertFilter(
                        "full",
                        Map.of("trust", " partners ", "allow", "dns:a.example, dns:b.example", "report-only", "true"))
                .orElseThrow();

        assertThat(plain.trust().name()).isEqualTo("default");
        assertThat(plain.reportOnly()).isFalse();
        assertThat(full.trust().name()).isEqualTo("partners");
        assertThat(rules(full)).containsExactly("dns:a.example", "dns:b.example");
        assertThat(full.reportOnly()).isTrue();
    }

    @Test
    void a_filter_that_is_wrong_is_a_problem_that_names_the_filter() {
        Settings settings = partners().settings();

        assertThat(settings.clientCertFilter("api", Map.of("trsut", "partners", "report-only", "maybe")))
                .isEmpty();
        assertThat(settings.clientCertFilter("api", Map.of("trsut", "partners", "report-only", "maybe")))
                .isEmpty();
        assertThat(Given.problems(settings))
                .containsExactly(
                        "init-param trsut of the filter api: is no setting (did you mean trust?)",
                        "init-param report-only of the filter api: 'maybe' (expected: one of false, true)");
    }

    @Test
    void a_trust_that_only_reports_makes_each_of_its_requirements_do_so() {
        Settings settings = partners()
                .and("trust.partners.report-only", "true")
                .and("require", "/a")
                .and("require.trust", "partners")
                .and("identity.trust", "partners")
                .settings();

        Configured configured = settings.configured();

        assertThat(configured.guarded().get(0).requirement().reportOnly()).isTrue();
        assertThat(configured.policy().identity().orElseThrow().reportOnly()).isTrue();
        assertThat(settings.requirement(on(Orders.class), "com.acme.Orders")
                        .orElseThrow()
                        .reportOnly())
                .isTrue();
        assertThat(settings.clientCertFilter("a", Map.of()).orElseThrow().reportOnly())
                .isFalse();
    }

    @Test
    void the_identity_of_unguarded_paths_is_that_of_a_trust_that_is_there() {
        assertThat(partners()
                        .and("identity.trust", "partners")
                        .configured()
                        .policy()
                        .identity())
                .hasValueSatisfying(
                        identity -> assertThat(identity.trust().name()).isEqualTo("partners"));
        assertThat(nothing().and("identity.trust", "partners").problems())
                .singleElement()
                .asString()
                .startsWith("context-param sallyport.identity.trust: 'partners' is no trust");
    }

    @Test
    void a_requirement_that_lets_nobody_in_for_want_of_rules_is_a_problem() {
        Given mesh = mesh().and("require", "/a").and("require.trust", "mesh");
        Settings settings = mesh.and("require.b", "/b")
                .and("require.b.trust", "mesh")
                .and("require.b.allow", "spiffe://prod.example/b")
                .settings();
        assertThat(settings.clientCertFilter("c", Map.of("trust", "mesh"))).isEmpty();
        assertThat(settings.clientCertFilter("d", Map.of("trust", "mesh", "allow", "spiffe://prod.example/d")))
                .isPresent();

        String nobody =
                ": lets nobody in, for the trust mesh believes SPIFFE trust domains and needs rules (expected with"
                        + " it: those of the callers, such as spiffe://prod.example/ns/billing/*)";
        assertThat(Given.problems(settings))
                .containsExactly(
                        "context-param sallyport.require" + nobody, "init-param allow of the filter c" + nobody);
    }

    @Test
    void an_identity_that_nobody_has_for_want_of_rules_is_told() {
        Configured configured = mesh().and("identity.trust", "mesh").configured();

        assertThat(configured.advice())
                .containsExactly(
                        "context-param sallyport.identity.trust is mesh, which believes SPIFFE trust domains and"
                                + " needs rules: nobody is known by it");
        assertThat(configured.policy().identity()).isPresent();
    }

    private static Given mesh() {
        return contextParam("trust.mesh.spiffe", "prod.example=prod.pem")
                .file("prod.pem", TestCa.named("Prod CA").pem());
    }
}
