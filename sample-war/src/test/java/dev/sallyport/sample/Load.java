// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.sample;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;

/** Clients that call all the time, each by itself on connections of its own, and one stranger. */
final class Load implements AutoCloseable {

    /** A hundredth of a second between two requests of one client, so that the machine has time for the rest. */
    private static final Duration PAUSE = Duration.ofMillis(10);

    private final URI address;
    private final List<Thread> threads = new ArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicLong answers = new AtomicLong();
    private final AtomicLong acceptedStrangers = new AtomicLong();
    private final AtomicLong refusedStrangers = new AtomicLong();

    private Load(URI address) {
        this.address = address;
    }

    static Load of(int clients, SSLContext context, String address, SSLContext stranger) {
        Load load = new Load(URI.create(address));
        for (int i = 0; i < clients; i++) {
            load.begin(context, load::good);
        }
        load.begin(stranger, load::strange);
        return load;
    }

    private interface Judge {
        void judge(HttpResponse<String> answer);
    }

    private void begin(SSLContext context, Judge judge) {
        HttpClient client = HttpClient.newBuilder()
                .sslContext(context)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        Thread thread = new Thread(() -> call(client, judge), "load");
        threads.add(thread);
        thread.start();
    }

    private void call(HttpClient client, Judge judge) {
        HttpRequest request = HttpRequest.newBuilder(address).build();
        try {
            while (!ended.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    judge.judge(client.send(request, BodyHandlers.ofString()));
                } catch (IOException e) {
                    failures.add(e.toString());
                }
            }
        } catch (InterruptedException e) {
            failures.add(e.toString());
        }
    }

    private void good(HttpResponse<String> answer) {
        answers.incrementAndGet();
        if (answer.statusCode() != 200 || !answer.body().contains("orders")) {
            failures.add(answer.statusCode() + " " + answer.body());
        }
    }

    private void strange(HttpResponse<String> answer) {
        (answer.statusCode() == 403 ? refusedStrangers : acceptedStrangers).incrementAndGet();
    }

    /** Goes on until then. */
    void until(Instant end) throws InterruptedException {
        Duration rest = Duration.between(Instant.now(), end);
        if (!rest.isNegative() && ended.await(rest.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("the load has ended before its time");
        }
    }

    List<String> failures() {
        return List.copyOf(failures);
    }

    long answers() {
        return answers.get();
    }

    long acceptedStrangers() {
        return acceptedStrangers.get();
    }

    long refusedStrangers() {
        return refusedStrangers.get();
    }

    @Override
    public void close() {
        ended.countDown();
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
