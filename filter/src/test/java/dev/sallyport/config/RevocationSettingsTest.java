// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.config;

import static dev.sallyport.config.Given.contextParam;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Refusal;
import dev.sallyport.Way;
import dev.sallyport.peer.PeerRules;
import dev.sallyport.testca.CrlDraft;
import dev.sallyport.testca.Draft;
import dev.sallyport.testca.TestCa;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RevocationSettingsTest {

    private static final TestCa ACME = TestCa.named("Acme CA").but(RevocationSettingsTest::wide);
    private static final X509Certificate REVOKED = caller();
    private static final X509Certificate GOOD = caller();

    @Test
    void crls_alone_are_hard_fail() {
        Given given = given(crl().revoke(REVOKED));

        assertThat(code(given, REVOKED)).isEqualTo("revoked");
        assertThat(code(given, GOOD)).isEqualTo("known");
        assertThat(code(given(crl().until(Given.NOW)), GOOD)).isEqualTo("revocation-unknown");
    }

    @Test
    void an_empty_setting_of_what_callers_must_meet_stops_the_start() {
        for (String key : List.of("crls", "pins", "ct-logs")) {
            assertThat(given(crl()).and("trust.partners." + key, " ").problems())
                    .anySatisfy(problem -> assertThat(problem)
                            .contains("trust.partners." + key, "empty, and so would demand nothing"));
        }
    }

    @Test
    void several_files_are_read_as_der_and_as_pem() {
        Given given = given(crl())
                .and("trust.partners.crls", "acme.crl, more.pem")
                .file("more.pem", crl().revoke(REVOKED).pem());

        assertThat(code(given, REVOKED)).isEqualTo("revoked");
    }

    @Test
    void soft_fail_lets_in_and_is_told() {
        Given given = given(crl().until(Given.NOW)).and("trust.partners.revocation", "insecure-soft-fail");

        assertThat(code(given, GOOD)).isEqualTo("known");
        assertThat(given.configured().advice())
                .anySatisfy(advice ->
                        assertThat(advice).contains("sallyport.trust.partners.revocation", "insecure-soft-fail"))
                .anySatisfy(advice -> assertThat(advice).contains("CN=Acme CA", "'acme.crl'", "out of date"));
    }

    @Test
    void off_is_told_where_crls_are_set() {
        Given given = given(crl().revoke(REVOKED)).and("trust.partners.revocation", "off");

        assertThat(code(given, REVOKED)).isEqualTo("known");
        assertThat(given.configured().advice())
                .containsExactly(
                        "context-param sallyport.trust.partners.crls is set, but revocation is off: revoked callers"
                                + " are let in");
    }

    @Test
    void a_maximum_age_binds() {
        CrlDraft old = crl().from(Given.NOW.minus(Duration.ofDays(2)));

        assertThat(code(given(old), GOOD)).isEqualTo("known");
        assertThat(code(given(old).and("trust.partners.crl-max-age", "P1D"), GOOD))
                .isEqualTo("revocation-unknown");
    }

    @Test
    void revocation_without_crls_stops_the_start() {
        assertThat(contextParam("trust.partners.anchors", "acme.pem")
                        .and("trust.partners.revocation", "hard-fail")
                        .file("acme.pem", ACME.pem())
                        .problems())
                .containsExactly("the trust partners: sallyport.trust.partners.revocation is on, but"
                        + " neither sallyport.trust.partners.crls nor sallyport.trust.partners.revocation-hosts is set"
                        + " (expected: files with CRLs, or hosts to fetch from)");
    }

    @Test
    void what_cannot_be_read_stops_the_start_and_all_of_it_is_told() {
        byte[] delta = crl().extension("2.5.29.27", true, new byte[] {2, 1, 1}).issue();

        assertThat(given(crl())
                        .and("trust.partners.crls", "absent.crl, acme.pem, delta.crl")
                        .and("trust.partners.revocation-scope", "leaf")
                        .and("trust.partners.crl-max-age", "10 days")
                        .file("delta.crl", delta)
                        .problems())
                .containsExactlyInAnyOrder(
                        "context-param sallyport.trust.partners.crls: 'absent.crl' cannot be read: there is no such file",
                        "context-param sallyport.trust.partners.crls: 'acme.pem' cannot be read: the PEM file holds something"
                                + " else than CRLs",
                        "context-param sallyport.trust.partners.crls: 'delta.crl' cannot be read: a CRL cannot be used: it is a"
                                + " delta CRL, which is not supported",
                        "context-param sallyport.trust.partners.revocation-scope: 'leaf' (expected: one of leaf-only, whole-path)",
                        "context-param sallyport.trust.partners.crl-max-age: '10 days' (expected: an ISO-8601 duration such as"
                                + " P10D or PT36H)");
    }

    @Test
    void a_trust_that_has_no_paths_cannot_ask() {
        assertThat(given(crl()).and("trust.partners.anchors", "container").problems())
                .singleElement()
                .asString()
                .contains("revocation, but believes no paths");
    }

    private static Given given(CrlDraft draft) {
        return contextParam("trust.partners.anchors", "acme.pem")
                .and("trust.partners.crls", "acme.crl")
                .file("acme.pem", ACME.pem())
                .file("acme.crl", draft.issue());
    }

    private static CrlDraft crl() {
        return ACME.crl().from(Given.NOW.minusSeconds(60)).until(Given.NOW.plus(Duration.ofDays(7)));
    }

    private static X509Certificate caller() {
        Draft draft = ACME.client("billing");
        wide(draft);
        return draft.issue().certificate();
    }

    private static void wide(Draft draft) {
        draft.from(Given.NOW.minus(Duration.ofDays(30))).until(Given.NOW.plus(Duration.ofDays(300)));
    }

    private static String code(Given given, X509Certificate caller) {
        return requireNonNull(given.configured().policy().trusts().get("partners"))
                .verify(List.of(caller), Way.DIRECT, PeerRules.ANYBODY, Given.NOW)
                .either(peer -> "known", Refusal::code);
    }
}
