// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import static dev.sallyport.peer.Asking.NOON;
import static dev.sallyport.peer.Asking.below;
import static dev.sallyport.peer.Asking.ca;
import static dev.sallyport.peer.Asking.client;
import static dev.sallyport.peer.Asking.trusting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.Refusal;
import dev.sallyport.Way;
import dev.sallyport.testca.Draft;
import dev.sallyport.testca.TestCa;
import java.io.IOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TransparencyTest {

    private static final Instant ISSUED = NOON.minus(Duration.ofDays(60));
    private static final Duration MAX_AGE = Duration.ofDays(70);
    private static final KeyPair KEYS = TestLog.keys("EC", 256);

    private final TestCa acme = ca("Acme CA");
    private final TestCa issuing = below(acme, "Acme Issuing");
    private final TestLog first = TestLog.of("Alpha");
    private final TestLog second = TestLog.of("Beta");

    @Test
    void a_certificate_that_two_logs_of_two_operators_have_seen_is_known() {
        assertThat(answer(logged(first, second), first, second)).isEqualTo("known");
    }

    @Test
    void a_log_may_have_a_key_of_rsa() {
        TestLog rsa = second.withKeys(TestLog.keys("RSA", 2048));

        assertThat(answer(logged(first, rsa), first, rsa)).isEqualTo("known");
    }

    @Test
    void a_certificate_without_scts_is_refused() {
        assertThat(answer(List.of(draft().issue().certificate(), issuing.certificate()), first, second))
                .isEqualTo(
                        "the certificate of CN=billing is in no logs that the trust partners demands: it bears no SCTs");
    }

    @Test
    void one_log_twice_is_one_log() {
        assertThat(answer(logged(first, first), first, second))
                .contains("of 1 logs and 1 operators instead of 2 and 2");
    }

    @Test
    void two_logs_of_one_operator_are_of_one_operator() {
        TestLog another = TestLog.of("Alpha");

        assertThat(answer(logged(first, another), first, another))
                .contains("of 2 logs and 1 operators instead of 2 and 2");
    }

    @Test
    void who_ran_a_log_at_the_time_of_its_sct_is_its_operator() {
        second.json.put(
                "previous_operators",
                new org.json.JSONArray("[{\"name\":\"Alpha\",\"end_time\":\"" + ISSUED.plusMillis(1) + "\"}]"));

        assertThat(answer(logged(first, second), first, second)).contains("of 2 logs and 1 operators");
    }

    @Test
    void a_log_that_is_not_on_the_list_does_not_count() {
        assertThat(answer(logged(first, second), first))
                .contains("of 1 logs and 1 operators")
                .contains("that of " + second.json.getString("log_id") + " is of no log of the list");
    }

    @Test
    void a_signature_over_another_certificate_does_not_count() {
        byte[] entry = entry(draft().serial(BigInteger.TEN), issuing);
        List<X509Certificate> presented = bearing(TestLog.written(first.sct(entry, ISSUED), second.sct(entry, ISSUED)));

        assertThat(answer(presented, first, second))
                .contains(
                        "that of Alpha's log is not signed by its log", "that of Beta's log is not signed by its log");
    }

    @Test
    void a_log_has_seen_the_key_of_the_issuer() {
        byte[] entry = entry(draft(), ca("Acme Issuing"));

        assertThat(answer(bearing(TestLog.written(first.sct(entry, ISSUED), second.sct(entry, ISSUED))), first, second))
                .contains("is not signed by its log");
    }

    @Test
    void a_caller_directly_below_the_anchor_has_the_anchor_as_issuer() {
        TestCa root = ca("Root");
        Draft draft = fixed(client(root));
        byte[] entry = entry(draft, root);
        X509Certificate caller = fixed(client(root))
                .extension(
                        Sct.EXTENSION,
                        false,
                        extension(TestLog.written(first.sct(entry, ISSUED), second.sct(entry, ISSUED))))
                .issue()
                .certificate();

        assertThat(message(demanding(list(NOON, first, second), 2, 2, root), List.of(caller), NOON))
                .isEqualTo("known");
    }

    @ParameterizedTest(name = "{0} {1}s before the SCT: {2}")
    @CsvSource({
        "pending,    0, refused",
        "qualified,  0, known",
        "usable,     0, known",
        "readonly,   0, known",
        "retired,    0, refused", // retired at the instant of the SCT
        "retired,   -1, known", // retired a second after it
        "rejected,  -1, refused",
        "made-up,    0, refused", // nobody knows yet what that is
    })
    void a_log_counts_by_its_state(String state, long since, String expected) {
        second.in(state, ISSUED.minusSeconds(since));

        String answer = answer(logged(first, second), first, second);

        assertThat(answer.equals("known") ? "known" : "refused").isEqualTo(expected);
    }

    @Test
    void one_of_the_logs_must_not_be_retired() {
        first.in("retired", NOON);
        second.in("retired", NOON);

        assertThat(answer(logged(first, second), first, second))
                .contains("of 2 logs and 2 operators, none of them in force");
    }

    @Test
    void a_log_for_tests_and_one_without_a_state_count_for_nothing() {
        first.json.put("log_type", "test");
        second.json.remove("state");

        assertThat(answer(logged(first, second), first, second)).contains("of 0 logs");
    }

    @Test
    void a_log_takes_certificates_that_end_within_its_interval() {
        Instant end = draft().issue().certificate().getNotAfter().toInstant();

        second.taking(end, end.plusSeconds(1));
        assertThat(answer(logged(first, second), first, second)).isEqualTo("known");
        second.taking(end.minusSeconds(1), end);
        assertThat(answer(logged(first, second), first, second)).contains("takes no certificates of this end");
        second.taking(end.plusSeconds(1), end.plusSeconds(2));
        assertThat(answer(logged(first, second), first, second)).contains("takes no certificates of this end");
    }

    @Test
    void an_sct_counts_from_its_time_on_and_so_does_what_was_found() {
        byte[] entry = entry(draft(), issuing);
        Instant later = NOON.plusSeconds(60);
        List<X509Certificate> presented = bearing(TestLog.written(first.sct(entry, ISSUED), second.sct(entry, later)));
        ClientTrust trust = demanding(list(NOON, first, second), 2, 2, acme);

        assertThat(message(trust, presented, NOON)).contains("is of a time that is still to come");
        assertThat(message(trust, presented, later.minusNanos(1))).contains("still to come");
        assertThat(message(trust, presented, later)).isEqualTo("known");
    }

    @Test
    void a_list_that_is_too_old_or_not_yet_published_lets_nobody_in_and_what_was_found_ends_with_it() {
        Instant published = NOON.plusSeconds(60);
        ClientTrust trust = demanding(list(published, first, second), 2, 2, acme);
        ClientTrust aging = demanding(list(NOON.minus(MAX_AGE).plusSeconds(60), first, second), 2, 2, acme);
        List<X509Certificate> presented = logged(first, second);

        assertThat(message(trust, presented, NOON)).contains("which is still to come");
        assertThat(message(trust, presented, published)).isEqualTo("known");
        assertThat(message(aging, presented, published.minusNanos(1))).isEqualTo("known");
        assertThat(message(aging, presented, published)).contains("and older than PT1680H");
    }

    @Test
    void an_sct_of_another_version_is_passed_over_and_a_malformed_list_is_refused() {
        byte[] entry = entry(draft(), issuing);
        byte[] good = first.sct(entry, ISSUED);
        byte[] ofLater = good.clone();
        ofLater[0] = 1;
        byte[] list = TestLog.written(good, ofLater, second.sct(entry, ISSUED));

        assertThat(answer(bearing(list), first, second)).isEqualTo("known");
        list[1]++;
        assertThat(answer(bearing(list), first, second)).contains("its SCTs are truncated");
        assertThat(answer(bearing(new byte[2]), first, second)).contains("its list of SCTs is empty");
        assertThat(answer(bearing(TestLog.written(new byte[17][47])), first, second))
                .contains("more than 16 SCTs");
    }

    @Test
    void what_is_only_reported_comes_after_all_else() throws IOException {
        Transparency demand = new Transparency(LogList.read(TestLog.list(NOON, first)), MAX_AGE, 1, 1, true);
        ClientTrust trust = trusting(acme).transparency(demand).build();
        List<X509Certificate> presented = List.of(draft().issue().certificate(), issuing.certificate());

        assertThat(trust.verify(presented, Way.DIRECT, PeerRules.ANYBODY, NOON))
                .isInstanceOfSatisfying(
                        Verdict.Refused.class,
                        verdict -> assertThat(verdict.refusal())
                                .isInstanceOf(Refusal.NotLogged.class)
                                .matches(Refusal::reportOnly));
        assertThat(Asking.code(trust, presented, PeerRule.parse("dns:shipping.example")))
                .isEqualTo("not-allowed");
    }

    @Test
    void who_is_not_pinned_is_told_that_first() throws IOException {
        Transparency demand = new Transparency(LogList.read(TestLog.list(NOON, first)), MAX_AGE, 1, 1, false);
        Pins pins = Pins.of(Set.of(
                SubjectKey.pin(ca("one").certificate()),
                SubjectKey.pin(ca("other").certificate())));
        List<X509Certificate> presented = List.of(draft().issue().certificate(), issuing.certificate());

        assertThat(Asking.code(trusting(acme).pins(pins).transparency(demand).build(), presented))
                .isEqualTo("not-pinned");
        assertThat(Asking.code(
                        trusting(acme)
                                .pins(pins.onlyReported())
                                .transparency(demand)
                                .build(),
                        presented))
                .isEqualTo("not-logged");
    }

    @Test
    void only_a_trust_with_anchors_knows_who_issued_a_certificate() throws IOException {
        Transparency demand = new Transparency(LogList.read(TestLog.list(NOON, first)), MAX_AGE, 1, 1, false);

        for (ClientTrust.Builder builder : List.of(
                ClientTrust.named("partners").container(),
                ClientTrust.named("partners").certificates(List.of(acme.certificate())))) {
            assertThatThrownBy(() -> builder.transparency(demand).build())
                    .hasMessageContaining("has policies, a depth, logs or revocation, but believes no paths");
        }
    }

    @ParameterizedTest
    @CsvSource({"P0D, 2, 2", "-P1D, 2, 2", "P5000D, 2, 2", "P70D, 0, 0", "P70D, 1, 2"})
    void what_cannot_be_demanded_is_told(Duration maxAge, int scts, int operators) {
        assertThatThrownBy(() -> new Transparency(logs(list(NOON, first)), maxAge, scts, operators, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(expected: ");
    }

    /** What is presented by a caller whom these logs have seen. */
    private List<X509Certificate> logged(TestLog... logs) {
        byte[] entry = entry(draft(), issuing);
        List<byte[]> scts = new ArrayList<>();
        for (TestLog log : logs) {
            scts.add(log.sct(entry, ISSUED));
        }
        return bearing(TestLog.written(scts.toArray(byte[][]::new)));
    }

    private List<X509Certificate> bearing(byte[] scts) {
        Draft draft = draft().extension(Sct.EXTENSION, false, extension(scts));
        return List.of(draft.issue().certificate(), issuing.certificate());
    }

    private static byte[] extension(byte[] scts) {
        return Asn1.der(Der.OCTET_STRING, scts);
    }

    /** Always the same but for its signature, and for SCTs. */
    private Draft draft() {
        return fixed(client(issuing));
    }

    private static Draft fixed(Draft draft) {
        return draft.serial(BigInteger.TWO).keys(KEYS).dns("billing.example");
    }

    /** What a log sees of the precertificate: every field of the certificate but the SCTs. */
    private static byte[] entry(Draft draft, TestCa issuer) {
        try {
            byte[] fields = draft.issue().certificate().getTBSCertificate();
            return LogEntry.of(SubjectKey.sha256(issuer.certificate()), fields);
        } catch (java.security.cert.CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was issued has bytes", e);
        }
    }

    private String answer(List<X509Certificate> presented, TestLog... logs) {
        return message(demanding(list(NOON, logs), 2, 2, acme), presented, NOON);
    }

    private static String message(ClientTrust trust, List<X509Certificate> presented, Instant now) {
        return trust.verify(presented, Way.DIRECT, PeerRules.ANYBODY, now).either(peer -> "known", Refusal::message);
    }

    private static ClientTrust demanding(byte[] list, int scts, int operators, TestCa anchor) {
        Transparency demand = new Transparency(logs(list), MAX_AGE, scts, operators, false);
        return trusting(anchor).transparency(demand).build();
    }

    private static byte[] list(Instant timestamp, TestLog... logs) {
        return TestLog.list(timestamp, logs);
    }

    private static LogList logs(byte[] list) {
        try {
            return LogList.read(list);
        } catch (IOException e) {
            throw new IllegalStateException("a good list can be read", e);
        }
    }
}
