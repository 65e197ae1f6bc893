// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.RequireClientCert;
import dev.sallyport.keys.Expiring;
import dev.sallyport.keys.ExpirySource;
import dev.sallyport.keys.KeyUses;
import dev.sallyport.keys.RotatingKey;
import dev.sallyport.monitor.Overview;
import dev.sallyport.monitor.SallyportMXBean;
import dev.sallyport.monitor.SallyportMXBean.ExpiringView;
import dev.sallyport.testca.Issued;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import javax.management.JMX;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators see of an application on a real server. */
class MonitoringTest {

    private static final MBeanServer SERVER = ManagementFactory.getPlatformMBeanServer();
    private static final String SPIFFE_ID = "spiffe://acme.example/billing";

    private final Instant now = InstantSource.system().instant();

    @TempDir
    private Path folder;

    @Test
    void an_application_is_shown_by_jmx_with_the_callers_it_has_let_in_until_it_ends() throws Exception {
        ObjectName name;
        try (Site site = guarded().start()) {
            name = onlyName();
            SallyportMXBean bean = JMX.newMXBeanProxy(SERVER, name, SallyportMXBean.class);
            assertThat(bean.getApplication()).isEqualTo("/");
            assertThat(bean.getExpiring()).extracting(ExpiringView::getKind).containsExactly("trust-anchor");

            assertThat(site.get("/who", Site.BILLING).statusCode()).isEqualTo(200);

            assertThat(bean.getExpiring())
                    .filteredOn(expiring -> expiring.getKind().equals("peer"))
                    .singleElement()
                    .returns(SPIFFE_ID, ExpiringView::getName)
                    .returns("CN=Acme CA", ExpiringView::getIssuer);
            assertThat(site.context.getServletContext().getAttribute(Overview.ATTRIBUTE))
                    .isInstanceOf(Overview.class);
        }

        assertThat(SERVER.isRegistered(name)).isFalse();
    }

    @Test
    void files_are_followed_and_read_again_by_jmx() throws Exception {
        try (Site site = guarded().start()) {
            SallyportMXBean bean = JMX.newMXBeanProxy(SERVER, onlyName(), SallyportMXBean.class);
            assertThat(bean.getFollowed()).singleElement().satisfies(followed -> {
                assertThat(followed.getName()).isEqualTo("the trust default");
                assertThat(followed.getProblem()).isEmpty();
            });

            Files.writeString(folder.resolve("acme.pem"), Site.SERVER_CA.pem());
            assertThat(bean.reload())
                    .singleElement()
                    .satisfies(followed -> assertThat(followed.getProblem()).isEmpty());

            assertThat(site.get("/who", Site.BILLING).statusCode()).isEqualTo(403);
            assertThat(site.codes()).contains("rotated");
        }
    }

    @Test
    void the_key_of_the_server_is_watched_and_the_one_that_takes_its_place() throws Exception {
        Path keys = folder.resolve("server.pem");
        Issued ending = Site.SERVER_CA
                .server("localhost")
                .from(now.minus(Duration.ofDays(300)))
                .until(now.plus(Duration.ofDays(1)))
                .issue();
        Files.writeString(keys, ending.chainPem() + ending.keyPem());
        try (Site site = guarded().param("server.keys", keys.toString()).start()) {
            SallyportMXBean bean = JMX.newMXBeanProxy(SERVER, onlyName(), SallyportMXBean.class);
            assertThat(site.codes()).contains("expires-urgently");
            assertThat(bean.getExpiring()).extracting(ExpiringView::getKind).contains("server-key");

            Issued next = Site.SERVER_CA.server("localhost").issue();
            Files.writeString(keys, next.chainPem() + next.keyPem());
            bean.reload();

            assertThat(bean.getExpiring())
                    .filteredOn(expiring -> expiring.getKind().equals("server-key"))
                    .singleElement()
                    .returns(next.certificate().getSerialNumber().toString(), ExpiringView::getSerialNumber);
        }
    }

    @Test
    void the_key_of_an_open_application_is_seen_by_others_of_another_environment_until_it_ends() throws Exception {
        Issued shown = Site.SERVER_CA.server("localhost").issue();
        Path keys = Files.writeString(folder.resolve("server.pem"), shown.chainPem() + shown.keyPem());
        String told = "is used in the environments staging and test";
        try (KeyUses others = KeyUses.unpublished()) {
            try (Site site = guarded()
                    .param("server.keys", keys.toString())
                    .param("environment", "staging")
                    .start()) {
                assertThat(site.codes()).contains("opened");
                assertThat(inTest(keys, others).reports()).anyMatch(report -> report.contains(told));
            }
            assertThat(inTest(keys, others).reports()).noneMatch(report -> report.contains(told));
        }
    }

    @Test
    void a_trust_whose_anchor_ends_soon_is_told_of_at_the_start() throws Exception {
        Files.writeString(
                folder.resolve("ending.pem"),
                Site.ACME
                        .but(ca -> ca.from(now.minus(Duration.ofDays(300))).until(now.plus(Duration.ofDays(20))))
                        .pem());

        try (Site site = guarded()
                .param("trust.default.anchors", folder.resolve("ending.pem").toString())
                .start()) {
            assertThat(site.codes()).contains("expires-soon");
            assertThat(site.events)
                    .anySatisfy(event -> assertThat(event.message())
                            .startsWith("the certificate CN=Acme CA (serial number ")
                            .contains("that the trust default believes expires at "));
        }
        try (Site site = guarded().start()) {
            assertThat(site.codes()).doesNotContain("expires-soon");
        }
    }

    @Test
    void metrics_go_to_the_micrometer_of_the_application_and_end_with_it() throws Exception {
        PrometheusMeterRegistry prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        try (Site site = guarded()
                .param("metrics", "micrometer")
                .but(context -> context.setAttribute(MeterRegistry.class.getName(), prometheus))
                .start()) {
            assertThat(site.get("/who").statusCode()).isEqualTo(403);

            assertThat(prometheus.scrape())
                    .contains("x509_cert_not_after{application=\"/\",")
                    .containsPattern("sallyport_refusals_total\\{application=\"/\",code=\"no-certificate\"\\} 1.0");
        }

        assertThat(prometheus.getMeters()).isEmpty();
    }

    @Test
    void metrics_go_to_the_open_telemetry_of_the_application() throws Exception {
        InMemoryMetricReader reader = InMemoryMetricReader.create();
        OpenTelemetry telemetry = OpenTelemetrySdk.builder()
                .setMeterProvider(
                        SdkMeterProvider.builder().registerMetricReader(reader).build())
                .build();
        try (Site site = guarded()
                .param("metrics", "opentelemetry")
                .but(context -> context.setAttribute(OpenTelemetry.class.getName(), telemetry))
                .start()) {
            assertThat(site.get("/who").statusCode()).isEqualTo(403);

            assertThat(reader.collectAllMetrics())
                    .extracting(MetricData::getName)
                    .contains("x509.cert.not.after", "sallyport.refusals");
            assertThat(site.codes()).doesNotContain("advice");
        }
    }

    @Test
    void that_there_is_no_open_telemetry_is_told() throws Exception {
        try (Site site = guarded().param("metrics", "opentelemetry").start()) {
            assertThat(site.events)
                    .anySatisfy(event -> assertThat(event.message())
                            .startsWith("metrics go to OpenTelemetry, but none was there")
                            .contains("io.opentelemetry.api.OpenTelemetry"));
        }
    }

    @Test
    void what_the_service_loader_finds_is_watched_too() throws Exception {
        try (Site site = guarded()
                .but(context -> context.setClassLoader(new WithSource(OutboundKeys.class.getName())))
                .start()) {
            assertThat(site.events)
                    .anySatisfy(event -> assertThat(event.message())
                            .contains("the certificate CN=us ", " of the outbound key billing expires at "));
        }
    }

    @Test
    void metrics_that_cannot_be_shown_are_told_of_once_and_keep_nobody_out() throws Exception {
        PrometheusMeterRegistry prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        prometheus.config().meterFilter(new MeterFilter() {
            @Override
            public MeterFilterReply accept(Meter.Id id) {
                throw new IllegalStateException("no room for " + id.getName());
            }
        });
        try (Site site = guarded()
                .param("metrics", "micrometer")
                .but(context -> context.setAttribute(MeterRegistry.class.getName(), prometheus))
                .start()) {
            assertThat(site.get("/who", Site.BILLING).statusCode()).isEqualTo(200);
            assertThat(site.events)
                    .filteredOn(event -> event.message().startsWith("not all metrics are shown: "))
                    .hasSize(1);
        }
    }

    @Test
    void a_source_that_cannot_be_loaded_is_told_of_and_keeps_nobody_out() throws Exception {
        try (Site site = guarded()
                .but(context -> context.setClassLoader(new WithSource("no.such.Source")))
                .start()) {
            assertThat(site.get("/who", Site.BILLING).statusCode()).isEqualTo(200);
            assertThat(site.events)
                    .anySatisfy(event -> assertThat(event.message())
                            .startsWith("not everything is watched that will end: ")
                            .contains("no.such.Source"));
        }
    }

    private RotatingKey inTest(Path keys, KeyUses uses) throws IOException {
        return RotatingKey.named("the key of a server")
                .keys(keys)
                .uses(uses, "test", "server")
                .read(now);
    }

    private Site guarded() throws IOException {
        return Site.trustingAcme(folder).servlet("/who", new Who());
    }

    private static ObjectName onlyName() throws Exception {
        return SERVER.queryNames(new ObjectName("dev.sallyport:type=Sallyport,*"), null).stream()
                .reduce((one, another) -> {
                    throw new AssertionError("there are several: " + one + " and " + another);
                })
                .orElseThrow();
    }

    /** A key for calls of others, which ends soon. */
    public static final class OutboundKeys implements ExpirySource {

        private final Issued us;

        /** Made by the service loader. */
        public OutboundKeys() {
            Instant now = InstantSource.system().instant();
            us = Site.ACME
                    .client("us")
                    .from(now.minus(Duration.ofDays(60)))
                    .until(now.plus(Duration.ofDays(1)))
                    .issue();
        }

        @Override
        public Collection<Expiring> expiring() {
            return List.of(Expiring.of(Expiring.Kind.OUTBOUND_KEY, "billing", us.certificate()));
        }
    }

    /** That of an application whose jars name a source. */
    private final class WithSource extends ClassLoader {

        private final String source;

        WithSource(String source) {
            super(MonitoringTest.class.getClassLoader());
            this.source = source;
        }

        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
            if (!name.equals("META-INF/services/" + ExpirySource.class.getName())) {
                return super.getResources(name);
            }
            Path file = Files.writeString(folder.resolve("services"), source);
            return Collections.enumeration(List.of(file.toUri().toURL()));
        }
    }

    @RequireClientCert
    private static final class Who extends HttpServlet {
        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().write("it is you");
        }
    }
}
