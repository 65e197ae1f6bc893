// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Event;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is remembered of what was fetched, by a clock that the test turns. */
class FetchCacheTest {

    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
    private static final Duration VALID = Duration.ofHours(1);
    private static final Deadline PATIENT = Deadline.in(Duration.ofMinutes(1));

    private Instant now = NOON;
    private final List<Event> events = Collections.synchronizedList(new ArrayList<>());
    private final List<Runnable> tasks = new ArrayList<>();
    private final Background background = new Background(Runnable::run, () -> now, new Random(1), events::add);
    private final Source source = new Source();

    /** Gives texts that say how often it was asked. */
    private static final class Source implements Origin<String, String> {
        private final AtomicInteger asked = new AtomicInteger();
        private final List<String> changes = new ArrayList<>();
        private volatile Optional<IOException> fault = Optional.empty();
        private volatile Instant until = NOON.plus(VALID);

        @Override
        public String host(String key) {
            return key.substring(0, key.indexOf('/'));
        }

        @Override
        public String name(String key) {
            return "the text at " + key;
        }

        @Override
        public int weight(String value) {
            return value.length();
        }

        @Override
        public Fetched<String> fetch(String key, Optional<String> held) throws IOException {
            int number = asked.incrementAndGet();
            if (fault.isPresent()) {
                throw fault.get();
            }
            return new Fetched<>(key + number, until);
        }

        @Override
        public void changed(Optional<String> before, String value) {
            changes.add(before.orElse("nothing") + ">" + value);
        }
    }

    /** Texts, of which all are alike and each is a host of its own. */
    private abstract static class Plain implements Origin<String, String> {
        @Override
        public String host(String key) {
            return key;
        }

        @Override
        public String name(String key) {
            return key;
        }

        @Override
        public int weight(String value) {
            return 1;
        }

        @Override
        public void changed(Optional<String> before, String value) {}
    }

    @Test
    void a_first_answer_is_waited_for_and_then_remembered() {
        FetchCache<String, String> cache = cache(Duration.ZERO);

        assertThat(got(cache)).isEqualTo("host/a1");
        assertThat(got(cache)).isEqualTo("host/a1");
        assertThat(source.asked).hasValue(1);
        assertThat(cache.get("host/a", now, PATIENT)).isEqualTo(new Answer.Held<>("host/a1", NOON.plus(VALID)));
        assertThat(source.changes).isEmpty();
    }

    @Test
    void all_that_want_a_first_answer_wait_for_one_fetch() throws Exception {
        int many = 20;
        CountDownLatch begun = new CountDownLatch(many);
        try (Background threads = new Background(() -> now, events::add);
                LoopbackHost host = new LoopbackHost((head, out) -> {
                    begun.await();
                    LoopbackHost.content("hello".getBytes(StandardCharsets.UTF_8))
                            .answer(head, out);
                })) {
            FetchCache<String, String> cache = new FetchCache<>(over(host), Duration.ZERO, threads, 100, 1);
            List<CompletableFuture<String>> answers = new ArrayList<>();
            for (int i = 0; i < many; i++) {
                CompletableFuture<String> answer = new CompletableFuture<>();
                answers.add(answer);
                new Thread(() -> {
                            begun.countDown();
                            answer.complete(text(cache.get(host.url("/a"), NOON, PATIENT)));
                        })
                        .start();
            }
            for (CompletableFuture<String> answer : answers) {
                assertThat(answer.get()).isEqualTo("hello");
            }
            assertThat(host.connections()).isEqualTo(1);
        }
    }

    @Test
    void who_waits_waits_no_longer_than_his_patience() {
        Background never = new Background(tasks::add, () -> now, new Random(1), events::add);
        FetchCache<String, String> cache = new FetchCache<>(source, Duration.ZERO, never, 100, 1);

        assertThat(cache.get("host/a", now, Deadline.in(Duration.ZERO)))
                .isEqualTo(new Answer.Missing<>("no answer has come in time", NOON.plusSeconds(10), Optional.empty()));
        assertThat(tasks).hasSize(1);
        tasks.get(0).run();
        assertThat(cache.get("host/a", now, Deadline.in(Duration.ZERO))).isInstanceOf(Answer.Held.class);
    }

    @Test
    void it_is_fetched_again_between_half_and_three_quarters_of_its_time_beside_the_requests() {
        Background later = new Background(tasks::add, () -> now, new Random(1), events::add);
        FetchCache<String, String> cache = new FetchCache<>(source, Duration.ZERO, later, 100, 1);
        assertThat(cache.get("host/a", now, Deadline.in(Duration.ZERO))).isInstanceOf(Answer.Missing.class);
        tasks.remove(0).run();

        now = NOON.plus(Duration.ofMinutes(30)).minusMillis(1);
        later.lookAround();
        assertThat(tasks).isEmpty();
        now = NOON.plus(Duration.ofMinutes(45));
        assertThat(got(cache)).isEqualTo("host/a1");
        assertThat(tasks).hasSize(1);
        later.lookAround();
        assertThat(tasks).hasSize(1);
        source.until = NOON.plus(Duration.ofHours(2));
        tasks.remove(0).run();
        assertThat(got(cache)).isEqualTo("host/a2");
        assertThat(source.changes).containsExactly("host/a1>host/a2");
    }

    @Test
    void what_is_good_for_long_is_looked_at_within_the_hour_all_the_same() {
        source.until = NOON.plus(Duration.ofDays(300));
        FetchCache<String, String> cache = cache(Duration.ZERO);
        assertThat(got(cache)).isEqualTo("host/a1");

        now = NOON.plus(VALID);
        background.lookAround();

        assertThat(source.asked).hasValue(2);
    }

    @Test
    void the_old_answer_counts_until_its_end_and_its_grace_and_then_nobody_waits_for_another() {
        FetchCache<String, String> cache = cache(Duration.ofMinutes(20));
        assertThat(got(cache)).isEqualTo("host/a1");
        source.fault = Optional.of(new IOException("of no use"));

        now = NOON.plus(Duration.ofMinutes(80)).minusNanos(1);
        assertThat(got(cache)).isEqualTo("host/a1");
        assertThat(cache.get("host/a", now, PATIENT))
                .isEqualTo(new Answer.Held<>("host/a1", NOON.plus(Duration.ofMinutes(80))));
        now = NOON.plus(Duration.ofMinutes(80));
        assertThat(got(cache)).startsWith("of no use; it is left alone until");
        now = NOON.plus(Duration.ofHours(2));
        assertThat(got(cache)).startsWith("it is fetched again after of no use");
        source.fault = Optional.empty();
        source.until = now.plus(VALID);
        now = NOON.plus(Duration.ofMinutes(140));
        background.lookAround();
        assertThat(got(cache)).startsWith("host/a");
    }

    @Test
    void what_ended_while_nobody_wanted_it_is_waited_for_again() {
        FetchCache<String, String> cache = cache(Duration.ZERO);
        assertThat(got(cache)).isEqualTo("host/a1");

        now = NOON.plus(VALID);
        source.until = now.plus(VALID);

        assertThat(got(cache)).isEqualTo("host/a2");
    }

    @Test
    void what_fails_is_left_alone_for_ten_seconds_and_twice_as_long_each_time_up_to_ten_minutes() {
        FetchCache<String, String> cache = cache(Duration.ZERO);
        source.fault = Optional.of(new FetchException("of no use"));

        for (int seconds : List.of(10, 20, 40, 80, 160, 320, 600, 600)) {
            int before = source.asked.get();
            Instant next = now.plusSeconds(seconds);
            Answer<String> expected =
                    new Answer.Missing<>("of no use; it is left alone until " + next, next, Optional.empty());
            assertThat(cache.get("host/a", now, PATIENT)).isEqualTo(expected);
            now = next.minusNanos(1);
            assertThat(cache.get("host/a", now, PATIENT)).isEqualTo(expected);
            background.lookAround();
            assertThat(source.asked).hasValue(before + 1);
            now = next;
        }
        assertThat(messages()).containsExactly("the text at host/a cannot be had: of no use");
    }

    @Test
    void a_failure_and_the_end_of_it_are_told_once() {
        FetchCache<String, String> cache = cache(Duration.ZERO);
        source.fault = Optional.of(new IOException("of no use"));
        got(cache);
        now = now.plusSeconds(10);
        got(cache);
        source.fault = Optional.empty();
        now = now.plusSeconds(20);
        got(cache);
        got(cache);

        assertThat(messages())
                .containsExactly("the text at host/a cannot be had: of no use", "the text at host/a can be had again");
        assertThat(source.changes).containsExactly("nothing>host/a3");
    }

    @Test
    void a_host_that_cannot_be_spoken_to_is_left_alone_whatever_is_wanted_of_it() {
        FetchCache<String, String> cache = cache(Duration.ZERO);
        source.fault = Optional.of(FetchException.ofHost("not there", null));

        assertThat(got(cache)).startsWith("not there");
        assertThat(text(cache.get("host/b", now, PATIENT))).startsWith("not there");
        assertThat(source.asked).hasValue(1);
        assertThat(text(cache.get("other/b", now, PATIENT))).startsWith("not there");
        assertThat(source.asked).hasValue(2);
        assertThat(messages()).containsExactly("host cannot be had: not there", "other cannot be had: not there");

        source.fault = Optional.empty();
        now = now.plusSeconds(10);
        assertThat(text(cache.get("host/b", now, PATIENT))).isEqualTo("host/b3");
        assertThat(got(cache)).isEqualTo("host/a4");
        assertThat(messages()).endsWith("host can be had again");
    }

    @Test
    void while_one_tries_a_host_that_failed_others_are_told_to_come_again_soon() {
        Hosts hosts = new Hosts();
        Instant next = hosts.failed(
                        "host", hosts.failed("host", NOON, "not there").until(), "not there")
                .until();

        assertThat(hosts.refuse("host", next.minusNanos(1))).isPresent();
        assertThat(hosts.refuse("host", next)).isEmpty();
        assertThat(hosts.refuse("host", next))
                .hasValueSatisfying(setback -> assertThat(setback.until()).isEqualTo(next.plusSeconds(10)));
        assertThat(hosts.answered("host")).isTrue();
        assertThat(hosts.refuse("host", next)).isEmpty();
    }

    @Test
    void a_fault_of_one_thing_says_nothing_of_its_host() {
        FetchCache<String, String> cache = cache(Duration.ZERO);
        source.fault = Optional.of(new IOException("of no use"));
        got(cache);

        source.fault = Optional.empty();

        assertThat(text(cache.get("host/b", now, PATIENT))).isEqualTo("host/b2");
    }

    @Test
    void a_parser_that_breaks_is_a_failure_like_any_other() {
        Origin<String, String> broken = new Plain() {
            @Override
            public Fetched<String> fetch(String key, Optional<String> held) {
                throw new StackOverflowError();
            }
        };

        assertThat(text(new FetchCache<>(broken, Duration.ZERO, background, 100, 1).get("a", now, PATIENT)))
                .startsWith("it cannot be used: java.lang.StackOverflowError");
    }

    @Test
    void what_has_ended_already_is_of_no_use() {
        source.until = NOON;

        assertThat(got(cache(Duration.ZERO))).startsWith("it ended at " + NOON);
        assertThat(got(cache(Duration.ofSeconds(1)))).isEqualTo("host/a2");
    }

    @Test
    void what_nobody_has_wanted_for_a_day_is_forgotten() {
        source.until = NOON.plus(Duration.ofDays(30));
        FetchCache<String, String> cache = cache(Duration.ZERO);
        got(cache);

        for (int hour = 1; hour <= 48; hour++) {
            now = NOON.plus(Duration.ofHours(hour));
            background.lookAround();
        }

        assertThat(source.asked).hasValue(25);
        assertThat(got(cache)).isEqualTo("host/a26");
    }

    @Test
    void no_more_is_held_than_may_be() {
        FetchCache<String, String> cache = new FetchCache<>(source, Duration.ZERO, background, 100, 10);

        for (int i = 0; i < 1000; i++) {
            cache.get("host/" + i, now, PATIENT);
        }

        assertThat(cache.size()).isLessThanOrEqualTo(10);
    }

    @Test
    void no_reason_is_kept_that_is_longer_than_people_read() {
        source.fault = Optional.of(new FetchException("x".repeat(100_000)));

        assertThat(got(cache(Duration.ZERO))).hasSizeLessThan(1000);
    }

    @Test
    void what_breaks_in_the_background_is_told_and_stops_nothing_else() {
        background.lookAfter(() -> {
            throw new StackOverflowError();
        });
        background.lookAfter(source.asked::incrementAndGet);

        background.lookAround();

        assertThat(source.asked).hasValue(1);
        assertThat(messages()).singleElement().asString().contains("StackOverflowError");
    }

    @Test
    void a_sink_that_throws_stops_nothing() {
        Background told = new Background(Runnable::run, () -> now, new Random(1), event -> {
            throw new IllegalStateException("the sink fails");
        });
        FetchCache<String, String> cache = new FetchCache<>(source, Duration.ZERO, told, 100, 1);
        source.fault = Optional.of(FetchException.ofHost("not there", null));
        assertThat(text(cache.get("host/a", now, PATIENT))).startsWith("not there");

        source.fault = Optional.of(new IOException("of no use"));
        now = now.plusSeconds(10);
        assertThat(text(cache.get("host/a", now, Deadline.in(Duration.ZERO)))).startsWith("of no use");
    }

    @Test
    void after_closing_nothing_is_fetched() {
        FetchCache<String, String> cache = cache(Duration.ZERO);
        got(cache);
        background.close();

        assertThat(got(cache)).isEqualTo("host/a1");
        assertThat(text(cache.get("host/b", now, PATIENT))).startsWith("nothing is fetched any more");
        now = NOON.plus(VALID);
        background.lookAround();
        assertThat(got(cache)).contains("nothing is fetched any more");
        assertThat(source.asked).hasValue(1);
    }

    private FetchCache<String, String> cache(Duration grace) {
        return new FetchCache<>(source, grace, background, 10_000, 1);
    }

    private String got(FetchCache<String, String> cache) {
        return text(cache.get("host/a", now, PATIENT));
    }

    private static String text(Answer<String> answer) {
        return answer instanceof Answer.Held<String> held ? held.value() : ((Answer.Missing<String>) answer).reason();
    }

    private List<String> messages() {
        return events.stream().map(Event::message).toList();
    }

    private static Origin<String, String> over(LoopbackHost host) {
        Fetcher fetcher = new Fetcher(LoopbackHost.rules(host.port()));
        return new Plain() {
            @Override
            public Fetched<String> fetch(String key, Optional<String> held) throws IOException {
                FetchRequest request = FetchRequest.get(FetchUrl.parse(key), "text/plain");
                return new Fetched<>(
                        fetcher.fetch(
                                request, 10, content -> new String(content.readAllBytes(), StandardCharsets.UTF_8)),
                        NOON.plus(VALID));
            }
        };
    }
}
