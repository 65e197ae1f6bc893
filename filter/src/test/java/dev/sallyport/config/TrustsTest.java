// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.config;

import static dev.sallyport.config.Given.contextParam;
import static dev.sallyport.config.Given.nothing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testca.TestCa;
import java.io.ByteArrayOutputStream;
import java.security.Security;
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
                .containsExactly(
                        "the trust partners: sallyport.trust.partners.anchors is not set (expected: files with"
                                + " certificates, or container; or sallyport.trust.partners.certificates, or sallyport.trust.partners.spiffe)");
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
                                + " any-accepted, insecure-accept-server-usage, insecure-ignored, optional, required)",
                        "context-param sallyport.trust.partners.name: 'CN' (expected: one of cn, dns, email, ip, sha256,"
                                + " spiffe, subject, uri)");
    }

    @Test
    void a_trust_may_name_spiffe_trust_domains_each_with_its_cas() {
        Configured configured = contextParam(
                        "trust.mesh.spiffe",
                        "prod.example=acme.pem, partner.example=globex.pem, prod.example=globex.pem")
                .file("acme.pem", ACME.pem())
                .file("globex.pem", GLOBEX.pem())
                .configured();

        assertThat(configured.policy().trusts()).containsOnlyKeys("mesh");
    }

    @Test
    void a_spiffe_trust_domain_needs_its_file_and_its_spelling() {
        assertThat(contextParam("trust.mesh.spiffe", "prod.example").problems())
                .containsExactly(
                        "context-param sallyport.trust.mesh.spiffe: 'prod.example' (expected: a trust domain and a"
                                + " file, such as prod.example=prod.pem)");
        assertThat(contextParam("trust.mesh.spiffe", "Prod.Example=acme.pem")
                        .file("acme.pem", ACME.pem())
                        .problems())
                .containsExactly("the trust mesh: 'Prod.Example' (expected: a SPIFFE trust domain)");
    }

    @Test
    void what_is_demanded_of_paths_is_read() {
        Given given = contextParam("trust.partners.anchors", "acme.pem")
                .and("trust.partners.algorithms", "rsa-3072, p-384, sha-384")
                .and("trust.partners.policies", "1.2.3.4, 1.2.3.5")
                .and("trust.partners.max-depth", "2")
                .and("trust.partners.anchor-limits", "bind")
                .file("acme.pem", ACME.pem());

        assertThat(given.configured().policy().trusts()).containsOnlyKeys("partners");
        assertThat(given.configured().advice()).isEmpty();
    }

    @Test
    void what_cannot_be_demanded_of_paths_is_told() {
        Given given = contextParam("trust.partners.anchors", "acme.pem")
                .and("trust.partners.algorithms", "rsa-1024")
                .and("trust.partners.policies", "gold")
                .and("trust.partners.max-depth", "-1")
                .and("trust.partners.anchor-limits", "ignored")
                .file("acme.pem", ACME.pem());

        assertThat(given.problems())
                .hasSize(4)
                .satisfiesExactlyInAnyOrder(
                        problem -> assertThat(problem).contains("algorithms: 'rsa-1024' (expected: rsa-"),
                        problem -> assertThat(problem).contains("policies: 'gold' (expected: an object identifier"),
                        problem -> assertThat(problem).contains("max-depth: '-1' (expected: a number of CAs"),
                        problem ->
                                assertThat(problem).contains("anchor-limits: 'ignored' (expected: one of bind, insec"));
    }

    @Test
    void what_would_not_be_looked_at_stops_the_start() {
        assertThat(contextParam("trust.partners.anchors", "container")
                        .and("trust.partners.policies", "1.2.3.4")
                        .problems())
                .containsExactly(
                        "the trust partners: the trust partners has policies, a depth, logs or revocation, but believes no paths to"
                                + " anchors of its own");
    }

    @Test
    void insecure_demands_are_told() {
        Configured configured = contextParam("trust.partners.anchors", "acme.pem")
                .and("trust.partners.algorithms", "rsa-2048, sha-256, insecure-sha-1")
                .and("trust.partners.anchor-limits", "insecure-ignored")
                .and("trust.partners.usage", "insecure-ignored")
                .file("acme.pem", ACME.pem())
                .configured();

        assertThat(configured.advice())
                .containsExactly(
                        "context-param sallyport.trust.partners.usage is insecure-ignored: certificates for whatever use,"
                                + " and those of CAs, prove callers",
                        "context-param sallyport.trust.partners.algorithms is insecure-sha-1: weak certificates prove"
                                + " callers",
                        "context-param sallyport.trust.partners.anchor-limits is insecure-ignored: CAs that may issue"
                                + " little prove everybody");
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

    @ParameterizedTest
    @ValueSource(strings = {"BC", "SunEC", "SunRsaSign"})
    void a_signature_provider_is_installed_or_that_of_bouncy_castle(String name) {
        Configured configured = contextParam("trust.partners.anchors", "acme.pem")
                .and("signature-provider", name)
                .file("acme.pem", ACME.pem())
                .configured();

        assertThat(configured.policy().trusts()).containsOnlyKeys("partners");
        assertThat(Security.getProvider("BC")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bc", "SunNobody", "SunSASL"})
    void a_signature_provider_that_is_not_there_or_has_no_signatures_is_a_problem(String name) {
        assertThat(contextParam("signature-provider", name).problems())
                .containsExactly(
                        "context-param sallyport.signature-provider: '" + name + "' (expected: the name of an installed"
                                + " security provider that has signatures, or BC with Bouncy Castle on the class path)");
    }
}
