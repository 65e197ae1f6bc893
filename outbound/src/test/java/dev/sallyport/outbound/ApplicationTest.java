// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.outbound;

import static dev.sallyport.outbound.Calls.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.Event;
import dev.sallyport.config.SettingsException;
import dev.sallyport.config.Source;
import dev.sallyport.keys.Followed;
import dev.sallyport.keys.Follower;
import dev.sallyport.testca.TestCa;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose settings count: those of the application, and never fewer of them. */
class ApplicationTest {

    private static final TestCa PARTNER = TestCa.named("Partner CA");
    private static final TestCa OURS = TestCa.named("Our CA");

    @TempDir
    Path folder;

    private final OwnSettings settings = new OwnSettings();
    private final ClassLoader own = Thread.currentThread().getContextClassLoader();
    private final ExecutorService others = Executors.newCachedThreadPool();
    private final List<War> wars = new ArrayList<>();
    private Calls calls;

    @BeforeEach
    void call_as_shop_and_believe_the_partner() {
        calls = new Calls(folder).as(OURS.client("shop").issue()).believing(PARTNER);
        settings.set("billing.keys", calls.keys()).set("billing.anchors", calls.anchors());
    }

    @AfterEach
    void end_everything() {
        others.shutdownNow();
        wars.forEach(War::end);
        settings.close();
    }

    /** Demands another server than the settings do that everybody sees. */
    private War strictWar() {
        War war = new War(Map.of("sallyport.outbound.billing.allow", "spiffe://partner.example/billing"));
        wars.add(war);
        return war;
    }

    /** By a thread whose context class loader is that of no application, as those of the common pool have it. */
    private <T> T byAnotherThread(Callable<T> task) throws Exception {
        return others.submit(() -> {
                    Thread.currentThread().setContextClassLoader(ClassLoader.getSystemClassLoader());
                    return task.call();
                })
                .get(20, TimeUnit.SECONDS);
    }

    @Test
    void a_thread_of_the_common_pool_does_not_call_past_the_rules_of_a_war() throws Exception {
        try (Server server = Server.showing(PARTNER.server("localhost").issue(), OURS)) {
            War war = strictWar().start();

            assertThatThrownBy(() -> byAnotherThread(() -> OutboundTls.named("billing")))
                    .hasCauseInstanceOf(SettingsException.class)
                    .hasMessageContaining("outbound 'billing' is asked for by a thread that is of no web application"
                            + " which has started")
                    .hasMessageContaining("(expected: a context class loader of one");
            assertThat(call(OutboundTls.named("billing").httpClient(), server.uri()))
                    .isEqualTo("not-allowed");
            assertThat(war.events())
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Event.OutboundRefused.class,
                            refused -> assertThat(refused.refusal().code()).isEqualTo("not-allowed"));
        }
    }

    @Test
    void where_there_is_no_war_a_thread_of_the_common_pool_calls() throws Exception {
        try (Server server = Server.showing(PARTNER.server("localhost").issue(), OURS)) {
            assertThat(byAnotherThread(() -> {
                        try {
                            return call(OutboundTls.named("billing").httpClient(), server.uri());
                        } finally {
                            OutboundTls.closeAll();
                        }
                    }))
                    .startsWith("CN=shop");
        }
    }

    @Test
    void classes_of_a_war_whose_initializer_was_left_out_do_not_call_without_its_parameters() throws Exception {
        Path classes = folder.resolve("shop.war/WEB-INF/classes");
        copy(OutboundTls.class, classes);
        assertThatThrownBy(() -> namedByClassesIn(classes)).hasMessageContaining("is of no web application");

        Path elsewhere = folder.resolve("shop/classes");
        copy(OutboundTls.class, elsewhere);
        assertThat(namedByClassesIn(elsewhere)).isEqualTo("billing");
    }

    private static void copy(Class<?> one, Path to) throws IOException, URISyntaxException {
        Path code =
                Path.of(one.getProtectionDomain().getCodeSource().getLocation().toURI());
        if (Files.isDirectory(code)) {
            copy(code, to);
        } else {
            try (FileSystem jar = FileSystems.newFileSystem(code)) {
                copy(jar.getPath("/"), to);
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.filter(Files::isRegularFile).toList()) {
                Path copy = to.resolve(from.relativize(each).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(each, copy);
            }
        }
    }

    /** The name of what classes there have opened. */
    private static Object namedByClassesIn(Path classes) throws Exception {
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()}, ApplicationTest.class.getClassLoader()) {
                    @Override
                    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                        Class<?> known = findLoadedClass(name);
                        boolean mine = name.startsWith("dev.sallyport.outbound.");
                        return known != null ? known : mine ? findClass(name) : super.loadClass(name, resolve);
                    }
                }) {
            Class<?> type = loader.loadClass(OutboundTls.class.getName());
            try (AutoCloseable tls =
                    (AutoCloseable) type.getMethod("named", String.class).invoke(null, "billing")) {
                return type.getMethod("name").invoke(tls);
            }
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    @Test
    void what_was_opened_by_weaker_settings_before_a_war_starts_stops_it() throws Exception {
        try (Server server = Server.showing(PARTNER.server("localhost").issue(), OURS)) {
            assertThat(OutboundTls.named("billing").name()).isEqualTo("billing");
            War war = strictWar();

            assertThatThrownBy(war::start)
                    .isInstanceOf(SettingsException.class)
                    .hasMessageContaining("outbound 'billing' was opened before the context parameters were read");

            OutboundTls.closeAll();
            war.start();
            assertThat(call(OutboundTls.named("billing").httpClient(), server.uri()))
                    .isEqualTo("not-allowed");
        }
    }

    @Test
    void a_call_after_the_end_of_a_war_is_not_made_by_fewer_rules_and_by_all_of_them_when_it_starts_again()
            throws Exception {
        try (Server server = Server.showing(PARTNER.server("localhost").issue(), OURS)) {
            strictWar().start().end();

            assertThatThrownBy(() -> OutboundTls.named("billing"))
                    .isInstanceOf(SettingsException.class)
                    .hasMessageContaining("outbound 'billing' is asked for after the web application has ended");
            assertThat(new OutboundExpiry().expiring()).isEmpty();

            strictWar().start();
            assertThat(call(OutboundTls.named("billing").httpClient(), server.uri()))
                    .isEqualTo("not-allowed");
        }
    }

    @Test
    void a_war_that_could_not_start_calls_nobody_and_hinders_nobody_else() {
        War wrong = new War(Map.of("sallyport.outbound.billing.tls-profile", "off"));

        assertThatThrownBy(wrong::start).hasMessageContaining("tls-profile: 'off'");
        assertThatThrownBy(() -> OutboundTls.named("billing")).hasMessageContaining("has ended");
        Thread.currentThread().setContextClassLoader(OwnSettings.loader());
        assertThat(OutboundTls.named("billing").name()).isEqualTo("billing");
        OutboundTls.closeAll();
        Thread.currentThread().setContextClassLoader(own);
    }

    @Test
    void what_is_open_is_found_and_other_names_are_opened_while_a_file_does_not_answer() throws Exception {
        settings.set("ledger.anchors", calls.anchors());
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch answers = new CountDownLatch(1);
        Application application = Application.of(own);
        application.describe(own, Source.contextParams(Map.of()), event -> {}, new Follows(null) {
            @Override
            public boolean follow(Collection<Followed> all) {
                if (all.stream().anyMatch(each -> each.name().contains("ledger"))) {
                    reading.countDown();
                    await(answers);
                }
                return false;
            }
        });
        try {
            var ledger = others.submit(() -> application.get("ledger"));
            await(reading);

            OutboundTls billing =
                    others.submit(() -> application.get("billing")).get(20, TimeUnit.SECONDS);
            synchronized (application) {
                assertThat(others.submit(() -> application.get("billing")).get(20, TimeUnit.SECONDS))
                        .isSameAs(billing);
            }
            answers.countDown();
            assertThat(ledger.get(20, TimeUnit.SECONDS)).isSameAs(application.get("ledger"));
        } finally {
            answers.countDown();
            application.end();
        }
    }

    @Test
    void what_is_opened_while_the_war_ends_is_closed_again_and_refused() throws Exception {
        CountDownLatch opening = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        List<Followed> left = new CopyOnWriteArrayList<>();
        Application application = Application.of(own);
        application.describe(own, Source.contextParams(Map.of()), event -> {}, new Follows(null) {
            @Override
            public boolean follow(Collection<Followed> all) {
                opening.countDown();
                await(ended);
                return true;
            }

            @Override
            public void unfollow(Collection<Followed> all) {
                left.addAll(all);
            }
        });
        var late = others.submit(() -> application.get("billing"));
        await(opening);
        application.end();
        ended.countDown();

        assertThatThrownBy(() -> late.get(20, TimeUnit.SECONDS)).hasMessageContaining("has ended");
        assertThat(left).hasSize(2);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void what_an_application_follows_is_shown_as_it_stands_there_and_left_to_nobody_at_the_end() throws Exception {
        List<Event> events = new CopyOnWriteArrayList<>();
        Follower follower = new Follower(InstantSource.system(), events::add);
        Application application = Application.of(own);
        application.describe(own, Source.contextParams(Map.of()), events::add, new Follows(follower));
        OutboundTls tls = application.get("billing");
        assertThat(tls.statuses()).hasSize(2).isEqualTo(follower.statuses());

        Files.writeString(calls.anchors(), "nothing");
        follower.reload();

        assertThat(tls.statuses().get(1).problem()).isPresent();
        assertThat(tls.reload()).isEqualTo(follower.statuses());
        assertThat(events).filteredOn(Event.FileUnusable.class::isInstance).hasSize(1);
        application.close();
        assertThat(follower.statuses()).isEmpty();
        application.end();
    }

    @Test
    void what_is_opened_before_the_war_is_open_follows_its_files_itself() throws Exception {
        strictWar().start();
        OutboundTls tls = OutboundTls.named("billing");
        assertThat(tls.statuses()).hasSize(2);

        Files.writeString(calls.anchors(), "nothing");

        assertThat(tls.reload().get(1).problem()).isPresent();
    }

    /** An application that follows by this follower, or does not. */
    private static class Follows implements FollowedBy {

        private final @Nullable Follower follower;

        Follows(@Nullable Follower follower) {
            this.follower = follower;
        }

        @Override
        public boolean follow(Collection<Followed> all) {
            if (follower != null) {
                all.forEach(follower::follow);
            }
            return follower != null;
        }

        @Override
        public void unfollow(Collection<Followed> all) {
            if (follower != null) {
                all.forEach(follower::unfollow);
            }
        }

        @Override
        public List<Follower.Status> reload() {
            return follower == null ? List.of() : follower.reload();
        }

        @Override
        public List<Follower.Status> statuses() {
            return follower == null ? List.of() : follower.statuses();
        }
    }
}
