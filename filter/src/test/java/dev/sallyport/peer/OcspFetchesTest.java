// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import static dev.sallyport.peer.Asking.NOON;
import static dev.sallyport.peer.Asking.client;
import static dev.sallyport.peer.OcspHost.bytes;
import static dev.sallyport.peer.OcspHost.says;
import static dev.sallyport.peer.Responding.ISSUING;
import static dev.sallyport.peer.Responding.ROOT;
import static dev.sallyport.peer.Responding.ocsp;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Event;
import dev.sallyport.fetch.Background;
import dev.sallyport.fetch.Deadline;
import dev.sallyport.fetch.FetchRules;
import dev.sallyport.fetch.Fetcher;
import dev.sallyport.fetch.LoopbackHost;
import dev.sallyport.testca.OcspDraft;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What comes of asking responders over HTTP, good ones and others, by a clock that the test turns. */
class OcspFetchesTest {

    private static final byte[] NONCE = Asn1.der(Der.OBJECT_IDENTIFIER, new byte[] {0x2B, 6, 1, 5, 5, 7, 0x30, 1, 2});

    private final OcspHost host = new OcspHost((exchange, request) -> exchange.sendResponseHeaders(500, -1));
    private final X509Certificate caller =
            client(ISSUING).ocspAt(host.url()).issue().certificate();
    private final List<Event> events = new ArrayList<>();
    private final Epoch epoch = new Epoch();
    private final Random random = new Random(1);
    private Instant now = NOON;
    private final Background background = new Background(Runnable::run, () -> now, random, events::add);

    @AfterEach
    void close() {
        background.close();
        host.close();
    }

    @Test
    void a_responder_is_asked_once_and_its_answer_remembered() {
        OcspSource source = source(rules(host));
        host.script(says(ocsp(ISSUING).good(caller)));

        assertThat(ask(source)).isEqualTo("good");
        assertThat(ask(source)).isEqualTo("good");
        assertThat(host.asked()).hasSize(1);
        assertThat(events).isEmpty();
    }

    @Test
    void who_was_revoked_and_whom_the_responder_does_not_know_is_told() {
        host.script(says(ocsp(ISSUING).revoked(caller)));
        assertThat(ask(source(rules(host)))).startsWith("revoked").contains("OCSP of 2026-06-01T11:00:00Z");

        host.script(says(ocsp(ISSUING).unknown(caller)));
        assertThat(ask(source(rules(host)))).contains("its OCSP responder does not know it");
    }

    @Test
    void every_request_has_its_own_nonce_and_an_answer_to_another_is_refused() {
        host.script((exchange, request) ->
                says(ocsp(ISSUING).good(caller).nonce(nonce(request))).answer(exchange, request));
        assertThat(ask(source(rules(host)))).isEqualTo("good");
        assertThat(ask(source(rules(host)))).isEqualTo("good");
        byte[] first = nonce(host.asked().get(0));

        host.script(says(ocsp(ISSUING).good(caller).nonce(first)));
        assertThat(ask(source(rules(host)))).contains("it answers another request");
        assertThat(first).hasSize(32).isNotEqualTo(nonce(host.asked().get(1)));
    }

    @Test
    void what_cannot_be_believed_says_nothing() {
        assertThat(askOf(ocsp(ISSUING).until(NOON).good(caller))).contains("holds from");
        assertThat(askOf(ocsp(ISSUING).good(caller).key(ROOT.privateKey()))).contains("signed by nobody who may");
        assertThat(askOf(ocsp(ISSUING))).contains("does not speak of the certificate");
        host.script(bytes("<html>".getBytes(US_ASCII)));
        assertThat(ask(source(rules(host)))).contains("the OCSP response cannot be used");
        assertThat(askOf(ocsp(ISSUING).good(caller))).as("their neighbour").isEqualTo("good");
    }

    @Test
    void a_responder_that_is_slow_or_wordy_or_sends_elsewhere_or_is_not_there_says_nothing() {
        FetchRules brief = rules(host).timeout(Duration.ofMillis(200));
        host.script(host::hang);
        assertThat(ask(source(brief))).contains("it said nothing within PT0.2S");
        now = NOON.plusSeconds(10);

        host.script(bytes(new byte[OcspReader.MOST_BYTES + 1]));
        assertThat(ask(source(rules(host)))).contains("has 65537 bytes, more than 65536");

        int before = host.asked().size();
        host.script((exchange, request) -> {
            exchange.getResponseHeaders().add("Location", host.url());
            exchange.sendResponseHeaders(307, -1);
        });
        assertThat(ask(source(rules(host)))).contains("307, but no redirect is followed");
        assertThat(host.asked()).hasSize(before + 1);

        host.close();
        assertThat(ask(source(rules(host)))).contains("it cannot be connected to");
    }

    @Test
    void a_responder_that_changes_its_mind_ends_what_is_remembered() {
        OcspSource source = source(rules(host));
        host.script(says(ocsp(ISSUING).good(caller)));
        assertThat(ask(source)).isEqualTo("good");
        long before = epoch.now();

        host.script(says(ocsp(ISSUING).from(NOON).revoked(caller)));
        assertThat(ask(source)).isEqualTo("good");
        refresh();

        assertThat(ask(source)).startsWith("revoked");
        assertThat(epoch.now()).isGreaterThan(before);
    }

    @Test
    void an_answer_that_is_confirmed_ends_nothing() {
        OcspSource source = source(rules(host));
        host.script(says(ocsp(ISSUING).good(caller)));
        ask(source);
        host.script(says(ocsp(ISSUING).from(NOON).good(caller)));
        refresh();

        assertThat(ask(source)).isEqualTo("good");
        assertThat(host.asked()).hasSize(2);
        assertThat(epoch.now()).isZero();
    }

    @Test
    void who_was_revoked_stays_so_in_an_outage_until_a_responder_says_otherwise() {
        OcspSource source = source(rules(host));
        host.script(says(ocsp(ISSUING).revoked(caller)));
        assertThat(ask(source)).startsWith("revoked");

        host.script((exchange, request) -> exchange.sendResponseHeaders(503, -1));
        now = NOON.plus(Duration.ofHours(23));
        background.lookAround();
        assertThat(ask(source)).startsWith("revoked");

        now = NOON.plus(Duration.ofHours(24));
        host.script(says(ocsp(ISSUING).from(now).until(now.plusSeconds(60)).good(caller)));
        background.lookAround();
        assertThat(ask(source)).isEqualTo("good");
        assertThat(epoch.now()).isPositive();
    }

    @Test
    void whom_the_responder_does_not_know_it_is_asked_about_again_soon() {
        OcspSource source = source(rules(host));
        host.script(says(ocsp(ISSUING).unknown(caller)));
        assertThat(ask(source)).contains("does not know it");

        host.script(says(ocsp(ISSUING).from(NOON).good(caller)));
        now = NOON.plus(Duration.ofMinutes(4));
        background.lookAround();

        assertThat(ask(source)).isEqualTo("good");
        assertThat(epoch.now()).isPositive();
    }

    @Test
    void an_older_answer_does_not_replace_a_newer_one() {
        OcspSource source = source(rules(host));
        host.script(says(ocsp(ISSUING).revoked(caller)));
        assertThat(ask(source)).startsWith("revoked");

        host.script(says(ocsp(ISSUING).from(NOON.minusSeconds(3601)).good(caller)));
        refresh();

        assertThat(host.asked()).hasSize(2);
        assertThat(ask(source)).startsWith("revoked");
    }

    @Test
    void what_cannot_be_believed_does_not_replace_an_answer() {
        OcspSource source = source(rules(host));
        host.script(says(ocsp(ISSUING).good(caller)));
        ask(source);

        host.script(says(ocsp(ISSUING).from(NOON).revoked(caller).key(ROOT.privateKey())));
        refresh();

        assertThat(host.asked()).hasSize(2);
        assertThat(ask(source)).isEqualTo("good");
        assertThat(events).hasSize(1);
        assertThat(events.get(0).message())
                .contains("the OCSP response of " + host.url(), "cannot be had", "signed by nobody who may");
    }

    @Test
    void in_an_outage_an_answer_counts_until_its_end_then_for_the_grace_and_then_nothing_is_known() {
        Duration grace = Duration.ofHours(2);
        OcspSource source = source(rules(host).grace(grace));
        Instant end = NOON.plus(Duration.ofHours(1));
        host.script(says(ocsp(ISSUING).until(end).good(caller)));
        assertThat(ask(source)).isEqualTo("good");
        host.script((exchange, request) -> exchange.sendResponseHeaders(503, -1));

        for (Instant later : List.of(end.minusNanos(1), end, end.plus(grace).minusNanos(1))) {
            now = later;
            background.lookAround();
            assertThat(status(source, caller)).isEqualTo(new RevocationStatus.Good(end.plus(grace)));
        }
        now = end.plus(grace);
        background.lookAround();
        assertThat(ask(source)).contains("the answer is 503");
        assertThat(events).extracting(Event::code).containsExactly("fetch-fails");

        host.script(says(ocsp(ISSUING).from(now).until(now.plusSeconds(7200)).good(caller)));
        now = now.plus(Duration.ofMinutes(10));
        background.lookAround();
        assertThat(ask(source)).isEqualTo("good");
        assertThat(events).extracting(Event::code).containsExactly("fetch-fails", "fetch-recovered");
    }

    @Test
    void one_responder_after_the_other_is_asked_until_one_knows() {
        try (OcspHost second = new OcspHost((exchange, request) -> exchange.sendResponseHeaders(500, -1))) {
            X509Certificate two =
                    client(ISSUING).ocspAt(host.url(), second.url()).issue().certificate();
            FetchRules both = rules(host, second);
            second.script(says(ocsp(ISSUING).good(two)));

            assertThat(say(status(source(both), two))).isEqualTo("good");
            host.script(says(ocsp(ISSUING).unknown(two)));
            assertThat(say(status(source(both), two))).isEqualTo("good");
            int asked = second.asked().size();
            host.script(says(ocsp(ISSUING).revoked(two)));
            assertThat(say(status(source(both), two))).startsWith("revoked");
            assertThat(second.asked()).hasSize(asked);
        }
    }

    @Test
    void at_most_four_are_asked() {
        String[] urls =
                Stream.of("1", "2", "3", "4", "5").map(host.url()::concat).toArray(String[]::new);
        X509Certificate many = client(ISSUING).ocspAt(urls).issue().certificate();
        OcspSource source = source(rules(host));

        assertThat(say(status(source, many))).contains("the answer is 500");
        assertThat(host.asked()).hasSize(4);
    }

    @Test
    void nobody_else_is_asked() {
        OcspSource source = source(rules(host));
        byte[] issuers = Asn1.der(
                Der.SEQUENCE,
                place("2b06010505073002", 0x86, host.url()), // where the issuer's certificate is
                place("2b06010505073001", 0x82, "127.0.0.1"),
                place("2b06010505073001", 0x81, "ocsp@127.0.0.1"));
        List<X509Certificate> odd = Stream.of(
                        client(ISSUING).ocspAt("ldap://127.0.0.1:" + host.port() + "/"),
                        client(ISSUING).ocspAt("file:///etc/passwd", "ftp://127.0.0.1/", "http://[::1/"),
                        client(ISSUING).ocspAt("http://somebody@127.0.0.1:" + host.port() + "/"),
                        client(ISSUING).ocspAt("http://localhost:" + host.port() + "/"),
                        client(ISSUING).ocspAt("http://169.254.169.254/latest/meta-data"),
                        client(ISSUING).extension("1.3.6.1.5.5.7.1.1", false, issuers),
                        client(ISSUING).extension("1.3.6.1.5.5.7.1.1", false, new byte[] {0x30, 2, 0x30, 0}),
                        client(ISSUING))
                .map(draft -> draft.issue().certificate())
                .toList();

        for (X509Certificate each : odd) {
            assertThat(say(status(source, each)))
                    .containsAnyOf(
                            "none of http or https", "not among the hosts", "names no OCSP responder", "malformed");
        }
        assertThat(host.asked()).isEmpty();
        assertThat(events).isEmpty();
    }

    @Test
    void nothing_is_asked_when_it_is_closed() {
        OcspSource source = source(rules(host));
        background.close();

        assertThat(ask(source)).contains("nothing is fetched any more");
        assertThat(host.asked()).isEmpty();
    }

    /** An hour is more than three quarters of any time after which an answer is looked at again. */
    private void refresh() {
        now = NOON.plusSeconds(3599);
        background.lookAround();
    }

    private String askOf(OcspDraft response) {
        host.script(says(response));
        return ask(source(rules(host)));
    }

    private String ask(OcspSource source) {
        return say(status(source, caller));
    }

    private RevocationStatus status(OcspSource source, X509Certificate certificate) {
        RevocationQuestion asked = Responding.asked(certificate, ISSUING, true, now);
        return source.status(new RevocationQuestion(
                asked.certificate(), asked.signers(), true, now, Deadline.in(Duration.ofMinutes(1))));
    }

    private static String say(RevocationStatus status) {
        if (status instanceof RevocationStatus.Revoked revoked) {
            return "revoked: " + revoked.refusal().message();
        }
        return status instanceof RevocationStatus.Unknown unknown
                ? unknown.refusal().message()
                : "good";
    }

    private OcspSource source(FetchRules rules) {
        OcspCheck check = Responding.check(AlgorithmPolicy.DEFAULT);
        OcspOrigin origin = new OcspOrigin(new Fetcher(rules), check, epoch, () -> now, random);
        return new OcspSource(new OcspFetches(origin, background));
    }

    private static FetchRules rules(OcspHost... hosts) {
        return LoopbackHost.rules(Arrays.stream(hosts).mapToInt(OcspHost::port).toArray());
    }

    private static byte[] place(String methodInHex, int tag, String name) {
        return Asn1.attribute(methodInHex, tag, name.getBytes(US_ASCII));
    }

    private static byte[] nonce(byte[] request) {
        try {
            List<Der> fields = Der.read(request).only(Der.SEQUENCE).children(Der.SEQUENCE);
            List<Der> extension = fields.get(1).only(0xA2).only(Der.SEQUENCE).children(Der.SEQUENCE);
            assertThat(extension.get(0).encoded()).isEqualTo(NONCE);
            return Der.read(extension.get(1).content()).content();
        } catch (UnreadableException e) {
            throw new IllegalStateException("our own request can be read", e);
        }
    }
}
