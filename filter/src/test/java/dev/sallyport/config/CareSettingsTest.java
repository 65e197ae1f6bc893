// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testca.Issued;
import dev.sallyport.testca.TestCa;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CareSettingsTest {

    private static final TestCa ACME = TestCa.named("Acme CA").but(ca -> ca.from(Given.NOW.minusSeconds(9)));
    private static final Issued OWN = ACME.client("partner")
            .from(Given.NOW.minusSeconds(9))
            .until(Given.NOW.plusSeconds(9))
            .selfSigned()
            .issue();
    private static final JavaProcess LOGGING = new JavaProcess(
            Map.of("SSLKEYLOGFILE", "/tmp/keys"),
            Map.of("javax.net.debug", "all"),
            List.of("-javaagent:jSSLKeyLog.jar"));

    @Test
    void everything_that_logs_tls_keys_stops_the_start_in_production() {
        Findings findings = new Findings();
        new CareSettings("production", Set.of()).judge(LOGGING, findings);

        assertThat(findings.problems())
                .hasSize(3)
                .allMatch(problem -> problem.endsWith("(expected in production: nothing that does so)"));
        assertThat(findings.advice()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "staging"})
    void elsewhere_it_is_told_of(String environment) {
        Findings findings = new Findings();
        new CareSettings(environment, Set.of()).judge(LOGGING, findings);

        assertThat(findings.problems()).isEmpty();
        assertThat(findings.advice()).hasSize(3);
    }

    @Test
    void a_process_that_logs_no_keys_is_well_in_production() {
        Findings findings = new Findings();
        new CareSettings("production", Set.of())
                .judge(new JavaProcess(Map.of("PATH", "/bin"), Map.of("user.dir", "/"), List.of("-Xmx1g")), findings);

        assertThat(findings.problems()).isEmpty();
        assertThat(findings.advice()).isEmpty();
    }

    @Test
    void what_logs_the_keys_of_this_very_process_is_found_at_the_start() {
        System.setProperty("io.netty.ssl.masterKeyHandler", "true");
        try {
            assertThat(Given.contextParam("environment", "production").problems())
                    .singleElement()
                    .asString()
                    .contains("io.netty.ssl.masterKeyHandler");
            assertThat(Given.contextParam("environment", "staging").configured().advice())
                    .anyMatch(advice -> advice.contains("io.netty.ssl.masterKeyHandler"));
        } finally {
            System.clearProperty("io.netty.ssl.masterKeyHandler");
        }
    }

    @Test
    void the_name_of_the_environment_is_in_lower_case_so_that_production_is_not_missed() {
        assertThat(Given.contextParam("environment", "Production").problems())
                .containsExactly("context-param sallyport.environment: 'Production'"
                        + " (expected: a name in lower case, such as production)");
        assertThat(Given.contextParam("environment", "staging-2.eu").problems()).isEmpty();
    }

    @Test
    void a_name_that_is_almost_production_is_told_not_to_be() {
        assertThat(Given.contextParam("environment", "prod").configured().advice())
                .contains("context-param sallyport.environment is prod: careless handling of keys is refused in"
                        + " production alone");
        assertThat(Given.contextParam("environment", "production").configured().advice())
                .noneMatch(advice -> advice.contains("careless"));
    }

    @Test
    void an_empty_environment_does_not_turn_production_off() {
        assertThat(Given.nothing().environment("SALLYPORT_ENVIRONMENT", "").problems())
                .singleElement()
                .asString()
                .contains("SALLYPORT_ENVIRONMENT", "empty");
    }

    @Test
    void a_partners_self_signed_certificate_is_refused_in_production_unless_it_is_named() throws Exception {
        String sha256 = HexFormat.ofDelimiter(":")
                .withUpperCase()
                .formatHex(MessageDigest.getInstance("SHA-256")
                        .digest(OWN.certificate().getEncoded()));

        assertThat(partner("production").problems())
                .singleElement()
                .asString()
                .startsWith(
                        "context-param sallyport.trust.partner.certificates: the certificate of CN=partner is signed by its"
                                + " own key alone")
                .contains(sha256.replace(":", "").toLowerCase(Locale.ROOT));
        assertThat(partner("production").and("self-signed", sha256).problems()).isEmpty();
        assertThat(partner("staging").problems()).isEmpty();
    }

    @Test
    void one_among_the_anchors_is_too_for_it_stands_for_itself_there_and_a_root_is_not() throws Exception {
        Given production = Given.contextParam("environment", "production")
                .and("trust.partner.anchors", "partner.pem")
                .file("partner.pem", OWN.pem());

        assertThat(production.problems())
                .singleElement()
                .asString()
                .contains("trust.partner.anchors", "signed by its own key alone");
        assertThat(production
                        .file("partner.pem", TestCa.named("Partner CA").pem())
                        .problems())
                .isEmpty();
    }

    @Test
    void what_is_no_fingerprint_is_a_problem() {
        assertThat(Given.contextParam("self-signed", "ab:cd").problems())
                .containsExactly("context-param sallyport.self-signed: 'ab:cd' (expected: the SHA-256 of a certificate"
                        + " in hexadecimal, 64 digits)");
    }

    private static Given partner(String environment) {
        return Given.contextParam("environment", environment)
                .and("trust.partner.certificates", "partner.pem")
                .file("partner.pem", OWN.pem());
    }
}
