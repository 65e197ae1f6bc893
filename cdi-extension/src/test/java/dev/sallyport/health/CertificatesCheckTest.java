// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Event;
import dev.sallyport.cdi.ServletApplication;
import dev.sallyport.keys.Expiring;
import dev.sallyport.keys.Expiring.Kind;
import dev.sallyport.keys.ExpiryWatch;
import dev.sallyport.keys.Follower;
import dev.sallyport.monitor.Overview;
import dev.sallyport.testca.TestCa;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.servlet.ServletContext;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** When an application is not ready because of certificates, and what it shows beside. */
class CertificatesCheckTest {

    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
    private static final TestCa ACME = TestCa.named("Acme CA");

    @ParameterizedTest(name = "a key that is valid from {0} to {1} is {2}: {3}")
    @CsvSource({
        "-P300D, P1D,   UP,   it works until the last moment",
        "-P300D, PT0S,  UP,   this is the last moment",
        "-P300D, -PT1S, DOWN, it has expired",
        "PT1S,   P300D, DOWN, it is not valid yet",
        "PT0S,   P300D, UP,   this is the first moment",
    })
    void an_application_is_ready_while_its_own_key_can_be_used(
            Duration from, Duration until, Status expected, String why) {
        assertThat(answer(expiring(Kind.SERVER_KEY, from, until)).getStatus())
                .as(why)
                .isEqualTo(expected);
        assertThat(answer(expiring(Kind.OUTBOUND_KEY, from, until)).getStatus())
                .as(why)
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"SERVER_KEY", "OUTBOUND_KEY"})
    void whatever_else_has_expired_is_shown_and_keeps_nobody_away(Kind kind) {
        HealthCheckResponse answer = answer(expiring(kind, Duration.ofDays(-300), Duration.ofDays(-1)));

        assertThat(answer.getStatus()).isEqualTo(Status.UP);
        assertThat(data(answer)).containsEntry("expired", 1L).containsEntry("valid", 0L);
        assertThat(data(answer)).containsEntry(kind.label(), "2026-05-31T12:00:00Z");
    }

    @Test
    void a_key_that_cannot_be_used_is_named() {
        HealthCheckResponse answer = answer(expiring(Kind.SERVER_KEY, Duration.ofDays(-300), Duration.ofDays(-1)));

        assertThat(data(answer))
                .containsEntry(
                        "unusable", "server-key web, which counts from 2025-08-05T12:00:00Z to 2026-05-31T12:00:00Z");
    }

    @Test
    void files_that_cannot_be_used_are_counted_and_not_shown_for_what_they_held_still_counts() {
        HealthCheckResponse answer = CertificatesCheck.of(
                List.of(),
                List.of(
                        new Follower.Status(
                                "the trust partners", List.of("a.pem"), NOON, Optional.of("a.pem is empty")),
                        new Follower.Status("the trust others", List.of("b.pem"), NOON, Optional.empty())),
                NOON);

        assertThat(answer.getStatus()).isEqualTo(Status.UP);
        assertThat(data(answer)).containsEntry("unusable-files", 1L);
        assertThat(data(answer).toString()).doesNotContain("a.pem", "partners");
    }

    @Test
    void no_caller_and_no_ca_is_shown_to_whoever_asks() {
        HealthCheckResponse answer = answer(expiring(Kind.PEER, Duration.ofDays(-300), Duration.ofDays(1)));

        assertThat(data(answer)).containsEntry("peer", "2026-06-02T12:00:00Z");
        assertThat(data(answer).toString()).doesNotContain("web", "shop.example", "Acme");
    }

    @Test
    void the_check_is_found_as_one_of_readiness_and_asks_the_application_once_it_is_open() {
        try (SeContainer weld = SeContainerInitializer.newInstance()
                .disableDiscovery()
                .addExtensions(new HealthExtension())
                .addBeanClasses(CertificatesCheckTest.class)
                .initialize()) {
            HealthCheck check =
                    weld.select(HealthCheck.class, Readiness.Literal.INSTANCE).get();
            assertThat(check.call().getStatus()).isEqualTo(Status.UP);
            assertThat(data(check.call())).containsEntry("open", false);

            weld.getBeanManager().getEvent().fire(new ServletApplication(applicationWithExpiredKey()));

            assertThat(check.call().getName()).isEqualTo("sallyport-certificates");
            assertThat(check.call().getStatus()).isEqualTo(Status.DOWN);
            assertThat(weld.select(HealthCheck.class, Liveness.Literal.INSTANCE).isUnsatisfied())
                    .isTrue();
        }
    }

    private static HealthCheckResponse answer(Expiring expiring) {
        ExpiryWatch watch = new ExpiryWatch(ExpiryWatch.DEFAULT_WARN, Event::message);
        watch.watch(() -> List.of(expiring));
        return CertificatesCheck.of(watch.statuses(NOON), List.of(), NOON);
    }

    private static Map<String, Object> data(HealthCheckResponse answer) {
        return answer.getData().orElseThrow();
    }

    private static Expiring expiring(Kind kind, Duration from, Duration until) {
        return Expiring.of(
                kind,
                "web",
                ACME.server("shop.example")
                        .from(NOON.plus(from))
                        .until(NOON.plus(until))
                        .issue()
                        .certificate());
    }

    private static ServletContext applicationWithExpiredKey() {
        ExpiryWatch watch = new ExpiryWatch(ExpiryWatch.DEFAULT_WARN, Event::message);
        watch.watch(() -> List.of(expiring(Kind.SERVER_KEY, Duration.ofDays(-300), Duration.ofDays(-1))));
        Overview overview =
                proxy(Overview.class, Map.of("expiring", watch.statuses(NOON), "followed", List.of(), "now", NOON));
        return proxy(ServletContext.class, Map.of("getAttribute", overview));
    }

    private static <T> T proxy(Class<T> type, Map<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    Object answer = answers.get(method.getName());
                    if (answer == null) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    return answer;
                }));
    }
}
