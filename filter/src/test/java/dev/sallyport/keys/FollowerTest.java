// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.keys;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Event;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FollowerTest {

    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
    private static final Duration LONG = Duration.ofSeconds(30);

    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final AtomicLong nanoseconds = new AtomicLong();
    private final Follower follower = new Follower(InstantSource.fixed(NOON), nanoseconds::get, events::add);

    @TempDir
    private Path folder;

    /** A text in a file, or in all files of a folder; one that holds {@code bad} is no good. */
    private static final class Text implements Followed {
        private final Path path;
        private final AtomicLong reads = new AtomicLong();
        private volatile Runnable whileReading = () -> {};
        private volatile String present;

        Text(Path path) throws IOException {
            this.path = path;
            this.present = text();
        }

        @Override
        public String name() {
            return "the text";
        }

        @Override
        public List<Path> files() {
            return List.of(path);
        }

        @Override
        public Optional<Change> read(Instant now) throws IOException {
            reads.incrementAndGet();
            String next = text();
            whileReading.run();
            if (next.contains("bad")) {
                throw new IOException("it holds '" + next + "'");
            }
            if (next.contains("broken")) {
                throw new IllegalStateException("a parser met what it was not written for");
            }
            return next.equals(present) ? Optional.empty() : Optional.of(() -> take(next));
        }

        private String take(String next) {
            present = next;
            return next;
        }

        private String text() throws IOException {
            StringBuilder all = new StringBuilder();
            for (Path file : Folder.expand(path)) {
                try {
                    all.append(Files.readString(file));
                } catch (NoSuchFileException e) {
                    throw new IOException("there is no such file", e);
                }
            }
            return all.toString();
        }
    }

    /** How files are replaced in the field. */
    enum Way {
        IN_PLACE {
            @Override
            void replace(Path file, String text) throws IOException {
                for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
                    Files.write(
                            file,
                            new byte[] {each},
                            each == text.charAt(0) ? StandardOpenOption.TRUNCATE_EXISTING : StandardOpenOption.APPEND);
                }
            }
        },
        RENAME {
            @Override
            void replace(Path file, String text) throws IOException {
                Path other = Files.writeString(file.resolveSibling(".next"), text);
                Files.move(other, file, ATOMIC_MOVE);
            }
        },
        KUBERNETES {
            @Override
            Path make(Path folder, String text) throws IOException {
                Path first = Files.createDirectory(folder.resolve("..first"));
                Files.writeString(first.resolve("text"), text);
                Files.createSymbolicLink(folder.resolve("..data"), Path.of("..first"));
                return Files.createSymbolicLink(folder.resolve("text"), Path.of("..data", "text"));
            }

            @Override
            void replace(Path file, String text) throws IOException {
                Path folder = parent(file);
                Path before = folder.resolve("..data").toRealPath();
                Path next = Files.createTempDirectory(folder, "..next");
                Files.writeString(next.resolve("text"), text);
                Path link = Files.createSymbolicLink(folder.resolve("..data_tmp"), next.getFileName());
                Files.move(link, folder.resolve("..data"), ATOMIC_MOVE);
                Files.delete(before.resolve("text"));
                Files.delete(before);
            }
        },
        DELETION_AND_RETURN {
            @Override
            void replace(Path file, String text) throws IOException {
                Files.delete(file);
                Files.writeString(file, text);
            }
        },
        LINK_TO_ANOTHER_FOLDER {
            @Override
            Path make(Path folder, String text) throws IOException {
                Files.writeString(
                        Files.createDirectories(folder.resolve("releases/first"))
                                .resolve("text"),
                        text);
                Files.createSymbolicLink(folder.resolve("current"), folder.resolve("releases/first"));
                return folder.resolve("current/text");
            }

            @Override
            void replace(Path file, String text) throws IOException {
                Path folder = parent(parent(file));
                Files.writeString(
                        Files.createDirectories(folder.resolve("releases/next")).resolve("text"), text);
                Path link = Files.createSymbolicLink(folder.resolve("other"), folder.resolve("releases/next"));
                Files.move(link, folder.resolve("current"), ATOMIC_MOVE);
            }
        };

        private static Path parent(Path file) {
            return Objects.requireNonNull(file.getParent());
        }

        Path make(Path folder, String text) throws IOException {
            return Files.writeString(folder.resolve("text"), text);
        }

        abstract void replace(Path file, String text) throws IOException;
    }

    @ParameterizedTest
    @EnumSource
    void a_file_is_read_again_whichever_way_it_is_replaced(Way way) throws Exception {
        Path file = way.make(folder, "old");

        try (Follower real = new Follower(InstantSource.system(), events::add)) {
            real.follow(new Text(file));
            real.start();
            way.replace(file, "new");

            assertThat(told()).isEqualTo("the text was read anew, and in force now is new");
        }
    }

    @ParameterizedTest
    @EnumSource
    void it_is_found_where_the_file_system_tells_nothing_too(Way way) throws Exception {
        Path file = way.make(folder, "old");
        follower.follow(new Text(file));
        way.replace(file, "new");

        lookOften();

        assertThat(told()).contains("new");
    }

    @Test
    void files_that_come_into_a_folder_and_go_out_of_it_are_noticed() throws Exception {
        Files.writeString(folder.resolve("a.pem"), "a");
        follower.follow(new Text(folder));

        Files.writeString(folder.resolve("b.pem"), "b");
        lookOften();
        Files.delete(folder.resolve("a.pem"));
        lookOften();

        assertThat(told()).endsWith("is ab");
        assertThat(told()).endsWith("is b");
    }

    @ParameterizedTest
    @ValueSource(strings = {".c.pem", "c.pem.bak", "c.pem~", "c.pem.tmp", "c.disabled", "c.pem.rpmsave", "README"})
    void a_copy_that_somebody_keeps_in_a_folder_or_is_still_writing_is_not_believed(String name) throws Exception {
        Files.writeString(folder.resolve("a.pem"), "a");
        follower.follow(new Text(folder));

        Files.writeString(folder.resolve(name), "c");
        Files.writeString(folder.resolve("b.CRT"), "b");
        Files.writeString(folder.resolve("9d66eef0.0"), "d");
        lookOften();

        assertThat(told()).endsWith("is dab");
    }

    @Test
    void a_file_is_not_read_while_it_is_being_written() throws Exception {
        Path file = Files.writeString(folder.resolve("text"), "old");
        Text text = new Text(file);
        follower.follow(text);

        for (int part = 0; part < 10; part++) {
            Files.writeString(file, "part " + part, StandardOpenOption.APPEND);
            look(Duration.ofMillis(100));
        }

        assertThat(text.reads).hasValue(0);
        look(Duration.ofMillis(249));
        look(Duration.ofMillis(1));
        assertThat(text.reads).hasValue(1);
    }

    @Test
    void a_bad_candidate_changes_nothing_is_told_once_and_is_tried_again_until_it_is_good() throws Exception {
        Path file = Files.writeString(folder.resolve("text"), "old");
        Text text = new Text(file);
        follower.follow(text);

        Files.writeString(file, "a bad text");
        lookOften();
        long once = text.reads.get();
        lookOften();

        assertThat(text.present).isEqualTo("old");
        assertThat(text.reads.get()).isGreaterThan(once);
        assertThat(events)
                .singleElement()
                .isEqualTo(new Event.FileUnusable("the text (" + file + ")", "it holds 'a bad text'"));
        assertThat(follower.statuses())
                .containsExactly(new Follower.Status(
                        "the text", List.of(file.toString()), NOON, Optional.of("it holds 'a bad text'")));

        Files.writeString(file, "good");
        lookOften();

        assertThat(text.present).isEqualTo("good");
        assertThat(follower.statuses().get(0).problem()).isEmpty();
    }

    @Test
    void a_bad_candidate_that_is_taken_back_is_told_of_too() throws Exception {
        Path file = Files.writeString(folder.resolve("text"), "old");
        follower.follow(new Text(file));

        Files.delete(file);
        lookOften();
        Files.writeString(file, "old");
        lookOften();

        assertThat(events)
                .containsExactly(
                        new Event.FileUnusable("the text (" + file + ")", "there is no such file"),
                        new Event.FileUsable("the text"));
    }

    @Test
    void another_bad_candidate_is_told_of_though_its_fault_is_the_same() throws Exception {
        Path file = Files.writeString(folder.resolve("text"), "old");
        follower.follow(new Text(file));

        Files.writeString(file, "bad");
        lookOften();
        Files.move(Files.writeString(folder.resolve("other"), "bad"), file, ATOMIC_MOVE);
        lookOften();

        assertThat(events).hasSize(2);
    }

    @Test
    void a_change_that_no_attribute_shows_is_found_while_times_are_too_coarse_to_show_it() throws Exception {
        Path file = Files.writeString(folder.resolve("text"), "old");
        Text text = new Text(file);
        follower.follow(text);

        text.present = "read before it was written";
        lookOften();

        assertThat(told()).endsWith("is old");
    }

    @Test
    void a_file_that_was_not_touched_for_long_is_not_read_again_and_again() throws Exception {
        Path file = Files.writeString(folder.resolve("text"), "old");
        Files.setLastModifiedTime(file, FileTime.from(NOON.minusSeconds(60)));
        Text text = new Text(file);
        Follower later =
                new Follower(InstantSource.fixed(Instant.now().plusSeconds(60)), nanoseconds::get, events::add);
        later.follow(text);

        for (int i = 0; i < 100; i++) {
            nanoseconds.addAndGet(Follower.PERIOD.toNanos());
            later.look();
        }

        assertThat(text.reads).hasValue(1);
    }

    @Test
    void one_whose_reading_fails_in_an_unforeseen_way_does_not_stop_the_others() throws Exception {
        Path first = Files.writeString(folder.resolve("first"), "old");
        Path second = Files.writeString(folder.resolve("second"), "old");
        follower.follow(new Text(first));
        follower.follow(new Text(second));

        Files.writeString(first, "broken");
        Files.writeString(second, "new");
        lookOften();

        assertThat(events).extracting(Event::code).containsExactlyInAnyOrder("file-unusable", "rotated");
    }

    @Test
    void it_can_be_made_to_read_at_once() throws Exception {
        Path file = Files.writeString(folder.resolve("text"), "old");
        Text text = new Text(file);
        follower.follow(text);
        Files.writeString(file, "new");

        follower.reload();

        assertThat(text.present).isEqualTo("new");
    }

    @Test
    void what_changes_while_it_is_read_is_not_put_in_force() throws Exception {
        Path file = Files.writeString(folder.resolve("text"), "old");
        Text text = new Text(file);
        follower.follow(text);
        Files.writeString(file, "half");
        text.whileReading = () -> write(file, "half and half");

        look(Duration.ofMillis(1));
        look(Duration.ofMillis(250));
        assertThat(text.present).isEqualTo("old");

        text.whileReading = () -> {};
        assertThat(follower.reload()).allMatch(status -> status.problem().isEmpty());
        assertThat(text.present).isEqualTo("half and half");
    }

    @Test
    void files_that_never_come_to_rest_are_told_of_once() throws Exception {
        Path file = Files.writeString(folder.resolve("text"), "old");
        Text text = new Text(file);
        follower.follow(text);

        for (int part = 0; part < 300; part++) {
            Files.writeString(file, "part " + part, StandardOpenOption.APPEND);
            look(Duration.ofMillis(100));
        }

        assertThat(text.reads).hasValue(0);
        assertThat(events)
                .singleElement()
                .satisfies(event -> assertThat(event.message()).contains("go on changing"));
    }

    @Test
    void a_sink_that_interrupts_the_thread_does_not_end_the_following() throws Exception {
        Path file = Files.writeString(folder.resolve("text"), "old");
        try (Follower real = new Follower(InstantSource.system(), event -> {
            events.add(event);
            Thread.currentThread().interrupt();
        })) {
            real.follow(new Text(file));
            real.start();
            Files.writeString(file, "new");
            assertThat(told()).endsWith("is new");

            Files.writeString(file, "newer");
            assertThat(told()).endsWith("is newer");
        }
    }

    @Test
    void how_it_stands_is_told_while_a_file_is_read_that_never_ends_and_while_events_are_told() throws Exception {
        Path file = Files.writeString(folder.resolve("text"), "old");
        Text text = new Text(file);
        CompletableFuture<List<Follower.Status>> asked = new CompletableFuture<>();
        Follower real = new Follower(InstantSource.system(), event -> {});
        text.whileReading = () -> asked.complete(CompletableFuture.supplyAsync(real::statuses)
                .orTimeout(30, TimeUnit.SECONDS)
                .join());
        real.follow(text);

        real.reload();

        assertThat(asked.getNow(List.of())).hasSize(1);
    }

    @Test
    void what_is_followed_no_more_is_not_read() throws Exception {
        Path file = Files.writeString(folder.resolve("text"), "old");
        Text text = new Text(file);
        follower.follow(text);
        follower.unfollow(text);

        Files.writeString(file, "new");
        lookOften();

        assertThat(text.reads).hasValue(0);
    }

    @Test
    void its_thread_ends_when_it_is_closed() throws Exception {
        Follower real = new Follower(InstantSource.system(), events::add);
        real.start();
        assertThat(threads()).isEmpty();

        real.follow(new Text(Files.writeString(folder.resolve("text"), "old")));
        List<Thread> threads = threads();
        real.close();

        assertThat(threads).hasSize(1);
        threads.get(0).join(LONG.toMillis());
        assertThat(threads.get(0).isAlive()).isFalse();
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new IllegalStateException("a file cannot be written", e);
        }
    }

    private static List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("sallyport-follow"))
                .toList();
    }

    private String told() throws InterruptedException {
        Event event = events.poll(LONG.toSeconds(), TimeUnit.SECONDS);
        return event == null ? "nothing was told" : event.message();
    }

    /** As a quarter of a minute does, by the clock of the follower. */
    private void lookOften() {
        for (int i = 0; i < 60; i++) {
            look(Duration.ofMillis(250));
        }
    }

    private void look(Duration after) {
        nanoseconds.addAndGet(after.toNanos());
        follower.look();
    }
}
