// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Event;
import dev.sallyport.Refusal;
import dev.sallyport.keys.Expiring;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What Prometheus is told by way of Micrometer. */
class MicrometerMetricsTest {

    private final Shop shop = new Shop();
    private final PrometheusMeterRegistry prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final MicrometerMetrics metrics = new MicrometerMetrics(prometheus, shop);

    @Test
    void a_certificate_has_the_name_and_labels_that_the_exporter_gives_it() {
        shop.serverKey("shop.example", Duration.ofDays(20));
        BigInteger serial = shop.expiring.get(0).serialNumber().orElseThrow();

        metrics.refresh();

        assertThat(line("x509_cert_not_after{"))
                .contains(
                        "application=\"/shop\"",
                        "kind=\"server-key\"",
                        "name=\"web\"",
                        "serial_number=\"" + serial + '"',
                        "subject_CN=\"shop.example\"",
                        "subject_O=\"\"",
                        "issuer_CN=\"Acme CA\"",
                        "issuer_OU=\"Trust\"",
                        "issuer_O=\"Acme Inc\"",
                        "issuer_C=\"DE\"")
                .endsWith(value(Shop.NOON.plus(Duration.ofDays(20)).getEpochSecond()));
        assertThat(line("x509_cert_expired{")).endsWith(" 0.0");
        assertThat(line("x509_cert_not_before{"))
                .endsWith(value(Shop.NOON.minus(Duration.ofDays(300)).getEpochSecond()));
    }

    @Test
    void what_has_expired_is_shown_as_expired() {
        shop.serverKey("shop.example", Duration.ofSeconds(-1));
        shop.crl(Duration.ofSeconds(-1));

        metrics.refresh();

        assertThat(line("x509_cert_expired{")).endsWith(" 1.0");
        assertThat(line("x509_crl_stale{")).endsWith(" 1.0");
    }

    @Test
    void a_crl_is_shown_by_its_issuer_and_is_no_certificate() {
        shop.crl(Duration.ofDays(3));

        metrics.refresh();

        assertThat(line("x509_crl_next_update{"))
                .contains("issuer_CN=\"Acme CA\"", "name=\"partners\"")
                .endsWith(value(Shop.NOON.plus(Duration.ofDays(3)).getEpochSecond()));
        assertThat(prometheus.scrape()).doesNotContain("x509_cert_not_after{");
    }

    @Test
    void a_certificate_that_was_renewed_takes_the_place_of_the_old_one() {
        shop.serverKey("shop.example", Duration.ofDays(20));
        metrics.refresh();
        shop.expiring.clear();
        shop.serverKey("shop.example", Duration.ofDays(90));

        metrics.accept(new Event.Rotated("the key of the server", "a new one"));
        metrics.refresh();

        assertThat(prometheus.scrape().lines().filter(line -> line.startsWith("x509_cert_not_after{")))
                .singleElement()
                .asString()
                .endsWith(value(Shop.NOON.plus(Duration.ofDays(90)).getEpochSecond()));
        assertThat(line("sallyport_rotations_total{"))
                .contains("what=\"the key of the server\"")
                .endsWith(" 1.0");
    }

    @Test
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void a_rotation_told_by_whoever_holds_the_lock_that_the_tick_waits_for_ends_in_no_deadlock() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch told = new CountDownLatch(1);
        shop.whenAskedForFiles = () -> {
            asked.countDown();
            await(told);
        };
        CompletableFuture<Void> tick = CompletableFuture.runAsync(metrics::refresh);
        await(asked);

        metrics.accept(new Event.Rotated("the trust partners", "2 anchors"));
        told.countDown();

        tick.get();
        assertThat(line("sallyport_rotations_total{")).endsWith(" 1.0");
    }

    @Test
    void of_two_certificates_with_the_same_labels_the_one_that_ends_first_is_shown() {
        shop.crl(Duration.ofDays(9));
        shop.crl(Duration.ofDays(3));

        metrics.refresh();

        assertThat(line("x509_crl_next_update{"))
                .endsWith(value(Shop.NOON.plus(Duration.ofDays(3)).getEpochSecond()));
    }

    @Test
    void refusals_are_counted_by_their_code_and_those_that_are_only_reported_elsewhere() {
        Refusal refusal = new Refusal.NoCertificate("partners");
        Event.Refused refused = new Event.Refused("urn:uuid:1", refusal, "GET", "/a", "192.0.2.1");

        metrics.accept(refused);
        metrics.accept(refused);
        metrics.accept(new Event.WouldRefuse(refusal, "GET", "/a", "192.0.2.1"));
        metrics.accept(new Event.FileUnusable("partners.pem", "it is empty"));
        metrics.accept(new Event.Advice("mind the gap"));

        assertThat(line("sallyport_refusals_total{"))
                .contains("code=\"" + refusal.code() + '"')
                .endsWith(" 2.0");
        assertThat(line("sallyport_refusals_reported_total{")).endsWith(" 1.0");
        assertThat(line("sallyport_unusable_files_total{")).endsWith(" 1.0");
    }

    @Test
    void whoever_still_comes_by_a_retiring_anchor_is_shown_by_name() {
        metrics.refresh();
        assertThat(line("sallyport_retiring_anchor_users{")).endsWith(" 0.0");

        shop.comesByRetiringAnchor("billing");
        metrics.refresh();

        assertThat(line("sallyport_retiring_anchor_users{"))
                .contains("trust=\"partners\"")
                .endsWith(" 1.0");
        assertThat(line("sallyport_retiring_anchor_last_seen{"))
                .contains("name=\"billing\"", "anchor=\"CN=Old CA\"")
                .endsWith(value(Shop.NOON.getEpochSecond()));
    }

    @Test
    void a_flood_of_names_hides_from_no_alert_that_somebody_still_comes_by_a_retiring_anchor() {
        shop.floodRetiringAnchor();
        shop.comesByRetiringAnchor("billing");

        metrics.refresh();

        assertThat(line("sallyport_retiring_anchor_last_seen{anchor=\"\",application=\"/shop\",name=\"\""))
                .contains("trust=\"partners\"")
                .endsWith(value(Shop.NOON.getEpochSecond()));
        assertThat(line("sallyport_retiring_anchor_others{"))
                .contains("trust=\"partners\"")
                .endsWith(" 1.0");
    }

    @Test
    void files_that_cannot_be_used_are_shown() {
        shop.follow(Optional.of("it is empty"));

        metrics.refresh();

        assertThat(line("sallyport_followed_usable{"))
                .contains("what=\"the trust partners\"")
                .endsWith(" 0.0");
    }

    @Test
    void a_name_cannot_forge_a_line_of_its_own() {
        shop.expiring.add(
                Expiring.of(Expiring.Kind.PEER, "evil\"} 1.0\nx509_cert_expired{name=\"web", Shop.ACME.certificate()));

        metrics.refresh();

        assertThat(prometheus.scrape().lines().filter(line -> line.startsWith("x509_cert_expired")))
                .singleElement()
                .asString()
                .contains("name=\"evil\\\"} 1.0?x509_cert_expired{name=\\\"web\"");
    }

    @Test
    void nothing_is_left_when_the_application_ends_but_what_others_have() {
        CompositeMeterRegistry global = new CompositeMeterRegistry();
        global.add(prometheus);
        global.counter("of.somebody.else").increment();
        MeterRegistry shared = global;
        shop.serverKey("shop.example", Duration.ofDays(20));
        MicrometerMetrics own = new MicrometerMetrics(shared, shop);
        own.refresh();
        own.accept(new Event.FileUnusable("partners.pem", "it is empty"));
        assertThat(shared.getMeters()).hasSizeGreaterThan(4);

        own.close();

        assertThat(shared.getMeters())
                .singleElement()
                .extracting(meter -> meter.getId().getName())
                .isEqualTo("of.somebody.else");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String line(String start) {
        return prometheus
                .scrape()
                .lines()
                .filter(line -> line.startsWith(start))
                .findFirst()
                .orElse("");
    }

    private static String value(long seconds) {
        return " " + (double) seconds;
    }
}
