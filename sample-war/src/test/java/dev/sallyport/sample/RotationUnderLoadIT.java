// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Event;
import dev.sallyport.outbound.OutboundTls;
import dev.sallyport.testca.Issued;
import dev.sallyport.testca.TestCa;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Eight clients with certificates call the sample for a minute or longer, while its key, its trust and their own key change in
 * every way in which files change, with broken candidates among them. How long each change took to be in force is written to
 * {@code target/rotation.md}.
 */
class RotationUnderLoadIT {

    private static final int ROTATIONS = 20;
    private static final int EVERY = 4;
    private static final Duration AT_LEAST = Duration.ofSeconds(60);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final String BILLING = "spiffe://prod.example/ns/billing/invoices";

    private static final TestCa SERVERS = TestCa.named("Server CA");
    private static final TestCa CLIENTS = TestCa.named("Client CA");
    private static final TestCa STRANGERS = TestCa.named("Client CA");

    /** The key of the sample, the CAs that it trusts, and the key of those who call it. */
    private static final String SERVER = "the key of the server";

    private static final String TRUST = "the trust partners";
    private static final String OUTBOUND = "the key of outbound load";

    @TempDir
    private Path folder;

    private final Queue<Event> events = new ConcurrentLinkedQueue<>();
    private final Map<String, List<Long>> times = new TreeMap<>();
    private final Map<String, Integer> broken = new TreeMap<>();
    private TestCa latest = TestCa.named("Partner CA 0");

    @Test
    void certificates_change_in_every_way_and_no_request_is_lost_and_no_stranger_gets_in() throws Exception {
        Path demo = Files.createDirectory(folder.resolve("demo"));
        Path own = Files.createDirectory(folder.resolve("own"));
        prepare(demo, own);
        try (RunningSample sample = RunningSample.start(demo);
                OutboundTls outbound = OutboundTls.builder("load")
                        .keys(own.resolve("client.pem"))
                        .key(own.resolve("client.key"))
                        .anchors(own.resolve("servers.pem"))
                        .events(events::add)
                        .build();
                Load load = Load.of(
                        8,
                        outbound.sslContext(),
                        sample.https("/partner/orders"),
                        billing(STRANGERS).sslContext(SERVERS))) {
            Instant begun = Instant.now();
            Probe probe = new Probe(sample.httpsPort());
            for (FileChange way : FileChange.values()) {
                for (int i = 1; i <= ROTATIONS; i++) {
                    rotateServer(way, i, demo, sample, probe);
                    rotateTrust(way, i, demo, sample, probe);
                    rotateOutbound(way, i, own, outbound, probe);
                }
            }
            load.until(begun.plus(AT_LEAST));

            String figures = figures(load, Duration.between(begun, Instant.now()));
            System.out.println(figures);
            Files.writeString(Path.of("target", "rotation.md"), figures);
            assertThat(load.failures()).isEmpty();
            assertThat(load.acceptedStrangers()).isZero();
            assertThat(load.refusedStrangers()).isPositive();
            assertThat(load.answers()).isGreaterThan(1_000);
            assertThat(told(SERVER, sample)).isEqualTo(broken.get(SERVER));
            assertThat(told(TRUST, sample)).isEqualTo(broken.get(TRUST));
            assertThat(told(OUTBOUND, sample)).isEqualTo(broken.get(OUTBOUND));
        }
    }

    private void rotateServer(FileChange way, int turn, Path demo, RunningSample sample, Probe probe) throws Exception {
        breakNow(
                SERVER,
                way,
                turn,
                sample,
                demo,
                brokenKey("server", SERVERS.server("localhost").issue()));
        Issued next = SERVERS.server("localhost").issue();
        change(
                SERVER,
                way,
                demo,
                key("server", next),
                () -> probe.serverCertificate(SERVERS).equals(next.certificate()));
    }

    private void rotateTrust(FileChange way, int turn, Path demo, RunningSample sample, Probe probe) throws Exception {
        breakNow(TRUST, way, turn, sample, demo, brokenTrust(turn));
        TestCa before = latest;
        TestCa next = TestCa.named("Partner CA " + way + ' ' + turn);
        Issued removed = billing(before);
        try (KeptAlive kept = new KeptAlive(sample.httpsPort(), removed.sslContext(SERVERS))) {
            assertThat(kept.status("/partner/orders")).isEqualTo(200);
            change(
                    TRUST,
                    way,
                    demo,
                    Map.of("ca.pem", CLIENTS.pem() + next.pem()),
                    () -> probe.status(billing(next).sslContext(SERVERS)) == 200);
            assertThat(kept.status("/partner/orders")).isEqualTo(403);
            assertThat(probe.status(removed.sslContext(SERVERS))).isEqualTo(403);
        }
        latest = next;
    }

    private void rotateOutbound(FileChange way, int turn, Path own, OutboundTls outbound, Probe probe)
            throws Exception {
        Issued next = billing(CLIENTS);
        int before = told(OUTBOUND);
        if (turn % EVERY == 0) {
            broken.merge(OUTBOUND, 1, Integer::sum);
            way.replace(own, brokenKey("client", next));
            await(() -> told(OUTBOUND) > before);
        }
        change(
                OUTBOUND,
                way,
                own,
                key("client", next),
                () -> probe.shown(outbound.sslContext()).equals(next.certificate()));
    }

    /** Puts a broken candidate in the place of the files every few turns, and waits until it is told of. */
    private void breakNow(
            String what, FileChange way, int turn, RunningSample sample, Path where, Map<String, String> candidate)
            throws Exception {
        if (turn % EVERY == 0) {
            int before = told(what, sample);
            broken.merge(what, 1, Integer::sum);
            way.replace(where, candidate);
            await(() -> told(what, sample) > before);
        }
    }

    private void change(String what, FileChange way, Path where, Map<String, String> files, Callable<Boolean> isInForce)
            throws Exception {
        way.replace(where, files);
        long begin = System.nanoTime();
        await(isInForce);
        times.computeIfAbsent(what + " | " + way.text(), unknown -> new ArrayList<>())
                .add((System.nanoTime() - begin) / 1_000_000);
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("in force in time").isLessThan(end);
        }
    }

    /** How often a bad candidate was told of. */
    private int told(String what, RunningSample sample) throws IOException {
        return what.equals(OUTBOUND)
                ? told(what)
                : (int) sample.logged()
                        .lines()
                        .filter(line -> line.contains("file-unusable: " + what))
                        .count();
    }

    private int told(String what) {
        return (int) events.stream()
                .filter(Event.FileUnusable.class::isInstance)
                .filter(event -> event.message().contains(what))
                .count();
    }

    private void prepare(Path demo, Path own) throws IOException {
        for (String name : List.of("accepted", "expired", "wrong-usage", "stranger", "not-allowed", "server")) {
            Issued issued = name.equals("server") ? SERVERS.server("localhost").issue() : billing(CLIENTS);
            write(demo, key(name, issued));
            Files.write(demo.resolve(name + ".p12"), issued.pkcs12("sallyport".toCharArray()));
        }
        write(demo, Map.of("ca.pem", CLIENTS.pem() + latest.pem()));
        write(own, key("client", billing(CLIENTS)));
        write(own, Map.of("servers.pem", SERVERS.pem()));
    }

    private static void write(Path folder, Map<String, String> files) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
    }

    private static Issued billing(TestCa ca) {
        return ca.client("billing").spiffe(BILLING).issue();
    }

    private static Map<String, String> key(String name, Issued issued) {
        return new TreeMap<>(Map.of(name + ".pem", issued.chainPem(), name + ".key", issued.keyPem()));
    }

    /** A certificate with another's key. */
    private static Map<String, String> brokenKey(String name, Issued issued) {
        return new TreeMap<>(Map.of(
                name + ".pem",
                issued.chainPem(),
                name + ".key",
                CLIENTS.client("another").issue().keyPem()));
    }

    private static Map<String, String> brokenTrust(int turn) {
        String half = CLIENTS.pem().substring(0, 300 + turn);
        return Map.of("ca.pem", turn % 8 == 0 ? half : CLIENTS.pem() + half);
    }

    private String figures(Load load, Duration length) {
        StringBuilder table = new StringBuilder("""
                | what changes | how | changes | in force after, median | at most |
                | --- | --- | ---: | ---: | ---: |
                """);
        times.forEach((what, all) -> {
            List<Long> sorted = all.stream().sorted().toList();
            table.append("| ").append(what).append(" | ").append(sorted.size()).append(" | ");
            table.append(sorted.get(sorted.size() / 2)).append(" ms | ");
            table.append(sorted.get(sorted.size() - 1)).append(" ms |\n");
        });
        return table + "\n" + load.answers() + " requests of 8 clients in " + length.toSeconds() + " s, "
                + load.failures().size() + " failed; " + load.refusedStrangers() + " of a stranger, "
                + load.acceptedStrangers() + " let in; broken candidates: " + broken + "\n";
    }
}
