// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import static dev.sallyport.peer.Asking.NOON;
import static dev.sallyport.peer.Asking.ca;
import static dev.sallyport.peer.Asking.client;
import static dev.sallyport.peer.Asking.code;
import static dev.sallyport.peer.Asking.trusting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.Event;
import dev.sallyport.Refusal;
import dev.sallyport.Way;
import dev.sallyport.fetch.Background;
import dev.sallyport.testca.CrlDraft;
import dev.sallyport.testca.TestCa;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a folder of CRLs that is watched changes, and what it does not. */
class CrlFolderTest {

    private static final TestCa ROOT = ca("Root");
    private static final X509Certificate BILLING = client(ROOT).issue().certificate();

    private final List<Event> events = new ArrayList<>();
    private final Background background = new Background(Runnable::run, () -> NOON, new Random(1), events::add);

    @TempDir
    Path folder;

    @Test
    void a_file_that_is_replaced_counts_once_it_has_settled() throws IOException {
        write("root.crl", crl().issue(), 1);
        ClientTrust trust = trust();
        assertThat(code(trust, List.of(BILLING))).isEqualTo("known");

        write("root.crl", crl().revoke(BILLING).issue(), 2);
        background.lookAround();
        assertThat(code(trust, List.of(BILLING))).isEqualTo("known");
        background.lookAround();

        assertThat(code(trust, List.of(BILLING))).isEqualTo("revoked");
        assertThat(events).isEmpty();
    }

    @Test
    void a_peer_who_was_let_in_would_be_refused_once_his_trust_has_learned_that_he_is_revoked() throws IOException {
        write("root.crl", crl().issue(), 1);
        VerifiedPeer peer = trust().verify(List.of(BILLING), Way.DIRECT, PeerRules.ANYBODY, NOON)
                .either(known -> known, refusal -> {
                    throw new AssertionError(refusal.message());
                });
        assertThat(peer.refusal(NOON)).isEmpty();

        write("root.crl", crl().revoke(BILLING).issue(), 2);
        background.lookAround();
        background.lookAround();

        assertThat(peer.refusal(NOON)).map(Refusal::code).hasValue("revoked");
    }

    @Test
    void a_file_that_comes_or_goes_counts_or_counts_no_more() throws IOException {
        ClientTrust trust = trust();
        assertThat(code(trust, List.of(BILLING))).isEqualTo("revocation-unknown");

        write("root.pem", crl().pem().getBytes(StandardCharsets.US_ASCII), 1);
        background.lookAround();
        background.lookAround();
        assertThat(code(trust, List.of(BILLING))).isEqualTo("known");

        Files.delete(folder.resolve("root.pem"));
        background.lookAround();
        assertThat(code(trust, List.of(BILLING))).isEqualTo("revocation-unknown");
    }

    @Test
    void a_file_that_cannot_be_used_changes_nothing_and_is_told_once() throws IOException {
        write("root.crl", crl().revoke(BILLING).issue(), 1);
        ClientTrust trust = trust();

        write("root.crl", new byte[] {0x30, 0}, 2);
        for (int i = 0; i < 5; i++) {
            background.lookAround();
        }

        assertThat(code(trust, List.of(BILLING))).isEqualTo("revoked");
        assertThat(events).singleElement().isInstanceOf(Event.FileUnusable.class);
        assertThat(events.get(0).message()).contains("root.crl", "a CRL cannot be used");
    }

    @Test
    void a_folder_that_is_away_changes_nothing_and_is_told_once() throws IOException {
        write("root.crl", crl().issue(), 1);
        ClientTrust trust = trust();

        Files.delete(folder.resolve("root.crl"));
        Files.delete(folder);
        background.lookAround();
        background.lookAround();

        assertThat(code(trust, List.of(BILLING))).isEqualTo("known");
        assertThat(events).singleElement().isInstanceOf(Event.FileUnusable.class);
        Files.createDirectory(folder);
    }

    @Test
    void two_threads_that_ask_while_a_large_crl_is_replaced_are_never_told_wrong() throws Exception {
        X509Certificate leaked = client(ROOT).issue().certificate();
        write("root.crl", large(0).revoke(leaked).issue(), 0);
        ClientTrust trust = trust();
        CountDownLatch asking = new CountDownLatch(2);
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<Set<String>> good = threads.submit(() -> codes(trust, BILLING, asking, done));
            Future<Set<String>> bad = threads.submit(() -> codes(trust, leaked, asking, done));
            asking.await();
            for (int minute = 1; minute <= 10; minute++) {
                write("root.crl", large(minute).revoke(leaked).issue(), minute);
                background.lookAround();
                background.lookAround();
                assertThat(trust.verify(List.of(leaked), Way.DIRECT, PeerRules.ANYBODY, NOON))
                        .isInstanceOf(Verdict.Refused.class);
            }
            done.set(true);

            assertThat(good.get()).containsExactly("known");
            assertThat(bad.get()).containsExactly("revoked");
        } finally {
            done.set(true);
            threads.shutdownNow();
        }
    }

    private static Set<String> codes(
            ClientTrust trust, X509Certificate caller, CountDownLatch asking, AtomicBoolean done) {
        Set<String> codes = new HashSet<>(Set.of(code(trust, List.of(caller))));
        asking.countDown();
        while (!done.get()) {
            codes.add(code(trust, List.of(caller)));
        }
        return codes;
    }

    private static CrlDraft large(int more) {
        CrlDraft draft = crl();
        for (int number = 1; number <= 5_000 + more; number++) {
            draft.revoke(BigInteger.valueOf(number));
        }
        return draft;
    }

    @Test
    void hidden_files_are_not_meant_and_a_bad_one_at_first_is_told_by_name() throws IOException {
        write(".root.crl.part", new byte[] {1}, 1);
        assertThat(CrlFolder.open(folder).crls()).isEmpty();

        write("bad.crl", new byte[] {1}, 1);
        assertThatThrownBy(() -> CrlFolder.open(folder)).hasMessageContaining("'bad.crl' in it cannot be used");
    }

    private void write(String name, byte[] content, int minute) throws IOException {
        Path file = Files.write(folder.resolve(name), content);
        Files.setLastModifiedTime(file, FileTime.from(NOON.plus(Duration.ofMinutes(minute))));
    }

    private static CrlDraft crl() {
        return ROOT.crl().from(NOON.minusSeconds(60)).until(NOON.plusSeconds(3600));
    }

    private ClientTrust trust() throws IOException {
        Revocation revocation =
                Revocation.OFF.folders(List.of(CrlFolder.open(folder))).mode(RevocationMode.HARD_FAIL);
        return trusting(ROOT).revocation(revocation).background(background).build();
    }
}
