// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.outbound;

import static dev.sallyport.outbound.Calls.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testca.TestCa;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotationUnderLoadTest {

    private static final int ROTATIONS = 20;
    private static final int THREADS = 4;
    private static final TestCa PARTNER = TestCa.named("Partner CA");
    private static final TestCa NEXT = TestCa.named("Partner CA 2");
    private static final TestCa STRANGER = TestCa.named("Stranger CA");
    private static final TestCa OURS = TestCa.named("Our CA");

    @TempDir
    Path folder;

    @Test
    void no_request_is_lost_and_no_stranger_called_while_keys_and_anchors_rotate() throws Exception {
        Calls calls = new Calls(folder).as(OURS.client("shop 0").issue()).believing(PARTNER);
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger answers = new AtomicInteger();
        try (Server server = Server.showing(PARTNER.server("localhost").issue(), OURS);
                Server stranger = Server.showing(STRANGER.server("localhost").issue(), OURS);
                OutboundTls tls = calls.open()) {
            HttpClient client = tls.httpClient();
            Callable<List<String>> caller = () -> {
                List<String> lost = new ArrayList<>();
                while (!over.get()) {
                    String answer = call(client, server.uri());
                    if (answer.startsWith("CN=shop ")) {
                        answers.incrementAndGet();
                    } else {
                        lost.add(answer);
                    }
                    if (!call(client, stranger.uri()).equals("unknown-issuer")) {
                        lost.add("a stranger was called");
                    }
                }
                return lost;
            };
            ExecutorService threads = Executors.newFixedThreadPool(THREADS);
            List<Future<List<String>>> running = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                running.add(threads.submit(caller));
            }

            for (int i = 1; i <= ROTATIONS; i++) {
                calls.as(OURS.client("shop " + i).issue());
                calls.believing(i % 2 == 0 ? new TestCa[] {PARTNER} : new TestCa[] {NEXT, PARTNER});
                tls.reload();
                String answer = call(client, server.uri());
                assertThat(answer).startsWith("CN=shop " + i + " from");
            }
            over.set(true);
            threads.shutdown();

            for (Future<List<String>> each : running) {
                assertThat(each.get()).isEmpty();
            }
            assertThat(answers).hasPositiveValue();
            assertThat(stranger.callers()).isEmpty();
        }
    }
}
