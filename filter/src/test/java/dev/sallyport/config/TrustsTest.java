// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.config;

import static dev.sallyport.config.Given.contextParam;
import static dev.sallyport.config.Given.nothing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testca.TestCa;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustsTest {

    private static final TestCa ACME = TestCa.named("Acme CA");
    private static final TestCa GLOBEX = TestCa.named("Globex CA");

    @Test
    void trusts_are_read_by_their_names() {
        Configured configured = contextParam("trust.partners.anchors", "acme.pem, /WEB-INF/globex.pem")
                .and("trust.partners.usage", "any-accepted")
                .and("trust.partners.name", "spiffe")
                .and("trust.team-a.certificates", "acme.pem")
                .and("trust.edge.anchors", "container")
                .file("acme.pem", ACME.pem())
                .file("/WEB-INF/globex.pem", GLOBEX.pem())
                .configured();

        assertThat(configured.policy().trusts()).containsOnlyKeys("partners", "team-a", "edge");
        assertThat(configured.policy().trusts())
                .allSatisfy((name, trust) -> assertThat(trust.name()).isEqualTo(name));
        assertThat(configured.advice()).isEmpty();
    }

    @Test
    void a_trust_may_stand_in_the_environment() {
        Configured configured = nothing()
                .environment("SALLYPORT_TRUST_TEAM_A_ANCHORS", "acme.pem")
                .file("acme.pem", ACME.pem())
                .configured();

        assertThat(configured.policy().trusts()).containsOnlyKeys("team-a");
    }

    @Test
    void a_store_is_opened_with_the_password_and_the_password_is_never_told() throws Exception {
        ByteArrayOutputStream store = new ByteArrayOutputStream();
        ACME.trustStore().store(store, "hunter2".toCharArray());
        Given right = contextParam("trust.default.anchors", "acme.p12")
                .and("trust.default.password", "hunter2")
                .file("acme.p12", store.toByteArray());
        Given wrong = contextParam("trust.default.anchors", "acme.p12")
                .and("trust.default.password", "hunter3")
                .file("acme.p12", store.toByteArray());

        assertThat(right.configured().policy().trusts()).containsOnlyKeys("default");
        assertThat(wrong.problems())
                .singleElement()
                .asString()
                .startsWith("context-param sallyport.trust.default.anchors: 'acme.p12' cannot be read: ")
                .doesNotContain("hunter");
        assertThat(Source.contextParams(Map.of("sallyport.trust.default.password", "hunter2")))
                .asString()
                .doesNotContain("hunter2");
    }

    @Test
    void a_password_in_an_unknown_key_is_not_told_either() {
        assertThat(contextParam("trust.default.pasword", "hunter2").problems())
                .containsExactly("context-param sallyport.trust.default.pasword: is no setting (did you mean"
                        + " trust.default.password?)");
    }

    @Test
    void every_file_that_cannot_be_read_is_a_problem() {
        Given given = contextParam("trust.partners.anchors", "missing.pem, empty.pem, large.pem")
                .file("empty.pem", "")
                .file("large.pem", new byte[4 * 1024 * 1024 + 1]);

        assertThat(given.problems())
                .satisfiesExactly(
                        problem -> assertThat(problem)
                                .isEqualTo(
                                        "context-param sallyport.trust.partners.anchors: 'missing.pem' cannot be read:"
                                                + " there is no such file"),
                        problem -> assertThat(problem).contains("'empty.pem' cannot be read: "),
                        problem ->
                                assertThat(problem).contains("'large.pem' cannot be read: larger than 4194304 bytes"));
    }

    @Test
    void a_trust_needs_anchors_or_certificates() {
        assertThat(contextParam("trust.partners.usage", "required").problems())
                .containsExactly("the trust partners: sallyport.trust.partners.anchors is not set (expected: files with"
                        + " certificates, or container; or sallyport.trust.partners.certificates)");
    }

    @Test
    void a_trust_has_not_both_anchors_and_certificates() {
        Given given = contextParam("trust.partners.anchors", "acme.pem")
                .and("trust.partners.certificates", "acme.pem")
                .file("acme.pem", ACME.pem());

        assertThat(given.problems())
                .containsExactly("context-param sallyport.trust.partners.anchors: set beside context-param"
                        + " sallyport.trust.partners.certificates (expected: one of them)");
    }

    @Test
    void usage_and_name_are_words() {
        Given given = contextParam("trust.partners.anchors", "container")
                .and("trust.partners.usage", "accept-server-usage")
                .and("trust.partners.name", "CN");

        assertThat(given.problems())
                .containsExactly(
                        "context-param sallyport.trust.partners.usage: 'accept-server-usage' (expected: one of"
                                + " any-accepted, insecure-accept-server-usage, optional, required)",
                        "context-param sallyport.trust.partners.name: 'CN' (expected: one of cn, dns, email, ip, sha256,"
                                + " spiffe, subject, uri)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Partners", "team_a", "-a", "a b", "é"})
    void a_name_is_one_that_every_source_can_spell(String name) {
        List<String> problems =
                contextParam("trust." + name + ".anchors", "container").problems();

        assertThat(problems)
                .first()
                .asString()
                .startsWith("context-param sallyport.trust." + name + ".anchors: '" + name + "' (expected: a name of ");
    }

    @Test
    void an_expired_anchor_is_told() {
        TestCa expired = ACME.until(Given.NOW.minusSeconds(1));

        Configured configured = contextParam("trust.partners.anchors", "acme.pem")
                .file("acme.pem", expired.pem() + GLOBEX.pem())
                .configured();

        assertThat(configured.advice())
                .containsExactly("context-param sallyport.trust.partners.anchors: the certificate of CN=Acme CA expired"
                        + " at 2026-06-01T11:59:59Z and proves nobody");
    }

    @Test
    void insecure_usage_and_report_only_are_told() {
        Configured configured = contextParam("trust.partners.anchors", "container")
                .and("trust.partners.usage", "insecure-accept-server-usage")
                .and("trust.partners.report-only", "true")
                .configured();

        assertThat(configured.advice())
                .containsExactly(
                        "context-param sallyport.trust.partners.usage is insecure-accept-server-usage: certificates for"
                                + " servers prove callers",
                        "context-param sallyport.trust.partners.report-only is true: callers whom it refuses are let"
                                + " through, and only told of");
    }
}
