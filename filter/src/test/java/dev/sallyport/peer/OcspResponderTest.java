// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sallyport.Refusal;
import dev.sallyport.Way;
import dev.sallyport.fetch.Background;
import dev.sallyport.fetch.LoopbackHost;
import dev.sallyport.testca.TestCa;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a responder that others have written says, in a process of its own. */
class OcspResponderTest {

    private static final TestCa ISSUING = TestCa.named("Root").intermediate("Issuing");

    private final Background background = new Background(Runnable::run, this::now, new SecureRandom(), event -> {});
    private Duration ahead = Duration.ZERO;

    @TempDir
    private Path folder;

    @BeforeAll
    static void there_is_one() {
        assumeTrue(OpenSslResponder.isThere(), "NOT RUN: there is no openssl");
    }

    @Test
    void it_says_who_is_good_who_was_revoked_and_whom_it_does_not_know() {
        try (OpenSslResponder responder = OpenSslResponder.of(folder, ISSUING)) {
            X509Certificate good = caller(responder);
            X509Certificate revoked = caller(responder);
            X509Certificate unknown = caller(responder);
            responder.knows(List.of(good), List.of(revoked));
            ClientTrust trust = trust(responder);

            assertThat(ask(trust, good)).isEqualTo("known");
            assertThat(ask(trust, revoked)).contains("is revoked by its issuer: OCSP");
            assertThat(ask(trust, unknown)).contains("its OCSP responder does not know it");
        }
    }

    @Test
    void it_may_answer_with_a_key_that_the_issuer_certified_for_that_and_with_no_other() {
        TestCa other = TestCa.named("Issuing");
        try (OpenSslResponder delegate = OpenSslResponder.of(
                folder, ISSUING, ISSUING.responder("Responder").issue())) {
            X509Certificate good = caller(delegate);
            delegate.knows(List.of(good), List.of());
            assertThat(ask(trust(delegate), good)).isEqualTo("known");
        }
        try (OpenSslResponder client =
                OpenSslResponder.of(folder, ISSUING, ISSUING.client("Responder").issue())) {
            X509Certificate good = caller(client);
            client.knows(List.of(good), List.of());
            assertThat(ask(trust(client), good)).contains("signed by nobody who may answer", "lacks OCSPSigning");
        }
        try (OpenSslResponder stranger = OpenSslResponder.of(
                folder, ISSUING, other.responder("Responder").issue())) {
            X509Certificate good = caller(stranger);
            stranger.knows(List.of(good), List.of());
            assertThat(ask(trust(stranger), good)).contains("the issuer has not issued");
        }
    }

    @Test
    void when_it_changes_its_mind_that_is_learned_beside_the_requests() {
        try (OpenSslResponder responder = OpenSslResponder.of(folder, ISSUING)) {
            X509Certificate caller = caller(responder);
            responder.knows(List.of(caller), List.of());
            ClientTrust trust = trust(responder);
            assertThat(ask(trust, caller)).isEqualTo("known");

            responder.knows(List.of(), List.of(caller));
            background.lookAround();
            assertThat(ask(trust, caller)).as("before it is time to ask again").isEqualTo("known");
            X509Certificate[] shown = {caller};
            assertThat(trust.recall(shown, Way.DIRECT, PeerRules.ANYBODY, now()))
                    .isPresent();
            ahead = Duration.ofHours(1);
            background.lookAround();

            assertThat(trust.recall(shown, Way.DIRECT, PeerRules.ANYBODY, now()))
                    .isEmpty();
            assertThat(ask(trust, caller)).contains("is revoked");
        }
    }

    @Test
    void what_it_has_said_outlives_it_until_its_end() {
        try (OpenSslResponder responder = OpenSslResponder.of(folder, ISSUING)) {
            X509Certificate caller = caller(responder);
            responder.knows(List.of(caller), List.of());
            ClientTrust trust = trust(responder);
            assertThat(ask(trust, caller)).isEqualTo("known");
            responder.stop();

            ahead = Duration.ofHours(23);
            background.lookAround();
            assertThat(ask(trust, caller)).isEqualTo("known");
            ahead = Duration.ofHours(25);
            background.lookAround();
            assertThat(ask(trust, caller)).contains("it cannot be connected to");
        }
    }

    private Instant now() {
        return InstantSource.system().instant().plus(ahead);
    }

    private static X509Certificate caller(OpenSslResponder responder) {
        return ISSUING.client("billing").ocspAt(responder.url()).issue().certificate();
    }

    /** The sentence of the refusal, or {@code known}. */
    private String ask(ClientTrust trust, X509Certificate caller) {
        return trust.verify(List.of(caller), Way.DIRECT, PeerRules.ANYBODY, now())
                .either(peer -> "known", Refusal::message);
    }

    private ClientTrust trust(OpenSslResponder responder) {
        return Asking.trusting(ISSUING)
                .revocation(Revocation.hardFail(LoopbackHost.rules(responder.port())))
                .background(background)
                .build();
    }
}
