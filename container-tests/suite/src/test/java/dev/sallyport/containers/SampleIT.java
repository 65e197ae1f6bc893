// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.containers;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That the sample gives the same answers everywhere: with Weld on servlet containers, thin on full servers. */
class SampleIT {

    private static final String BILLING_ID = "spiffe://prod.example/ns/billing/api";

    private final SoftAssertions softly = new SoftAssertions();

    @ParameterizedTest
    @EnumSource
    void the_sample_answers_the_same_on_every_servlet_container(Container container) throws Exception {
        try (Running running = start(container, "sallyport-sample.war")) {
            askPlainly(new Wire(running));
            askOpenPages(new Wire(running));
            askGuardedPages(new Wire(running));
            check(new Wire(running), "/sample/partner/orders", Pki.EXPIRED, "403 expired");
            check(new Wire(running), "/sample/partner/orders", Pki.SERVER_ONLY, "403 wrong-usage");
            askOverHttp2(running);
        }
        softly.assertAll();
    }

    @ParameterizedTest
    @EnumSource
    @Tag("servers")
    void the_sample_answers_the_same_on_every_full_server(Server server) {
        try (Running running = start(server, "sallyport-sample-thin.war")) {
            askPlainly(new Wire(running));
            askOpenPages(new Wire(running));
            askGuardedPages(new Wire(running));
            // Liberty verifies in the handshake, whatever it is told, and then nothing answers at all.
            boolean verifies = server == Server.LIBERTY;
            check(new Wire(running), "/sample/partner/orders", Pki.EXPIRED, verifies ? "0" : "403 expired");
            check(new Wire(running), "/sample/partner/orders", Pki.SERVER_ONLY, verifies ? "0" : "403 wrong-usage");
        }
        softly.assertAll();
    }

    private static Running start(Host host, String file) {
        Path built =
                Folders.modules().resolve("../sample-war/target").resolve(file).normalize();
        return host.start(
                Map.of("/sample", War.built("sample", built)),
                Map.of(
                        "SALLYPORT_TRUST_PARTNERS_ANCHORS",
                        Pki.partnersPem().toString(),
                        "SALLYPORT_HTTPS_PORT",
                        "8443"));
    }

    private void askPlainly(Wire wire) {
        Answer moved = wire.plainGet("/sample/partner/orders?month=5");
        softly.assertThat(moved.status()).as(wire.said()).isEqualTo(308);
        softly.assertThat(moved.header("location"))
                .containsExactly("https://localhost:8443/sample/partner/orders?month=5");
        softly.assertThat(moved.header("strict-transport-security")).isEmpty();
        Answer posted = wire.http(wire.request("POST", "/sample/", 80, "Content-Length: 0"));
        softly.assertThat(posted.brief()).isEqualTo("403 plaintext-method");
        Answer leaked = wire.http(wire.request("GET", "/sample/", 80, "Authorization: Bearer secret"));
        softly.assertThat(leaked.brief()).isEqualTo("403 plaintext-secret");
    }

    private void askOpenPages(Wire wire) {
        check(wire, "/sample/", Pki.NOBODY, "200");
        check(wire, "/sample/no/such/page", Pki.NOBODY, "404");
        softly.assertThat(check(wire, "/sample/whoami", Pki.NOBODY, "200").body())
                .contains("We do not know you");
        softly.assertThat(check(wire, "/sample/whoami", Pki.STRANGER, "200").body())
                .contains("We do not know you");
        softly.assertThat(check(wire, "/sample/whoami", Pki.BILLING, "200").body())
                .contains(BILLING_ID);
    }

    private void askGuardedPages(Wire wire) {
        for (String path : List.of("/sample/partner/orders", "/sample/reports/monthly")) {
            check(wire, path, Pki.NOBODY, "403 no-certificate");
            check(wire, path, Pki.STRANGER, "403 unknown-issuer");
            check(wire, path, Pki.BILLING, "200");
        }
        check(wire, "/sample/partner/orders", Pki.SHIPPING, "403 not-allowed");
        check(wire, "/sample/reports/monthly", Pki.SHIPPING, "200");
        softly.assertThat(wire.get("/sample/partner/orders", Pki.BILLING).body())
                .contains("\"caller\":\"" + BILLING_ID + '"');
    }

    private Answer check(Wire wire, String path, SSLContext client, String brief) {
        Answer answer = wire.get(path, client);
        softly.assertThat(answer.brief()).as(path).isEqualTo(brief);
        softly.assertThat(answer.header("strict-transport-security"))
                .as("HSTS of " + path + ' ' + brief)
                .hasSize(answer.status() == 0 ? 0 : 1);
        return answer;
    }

    private void askOverHttp2(Running running) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder().sslContext(Pki.BILLING).build();
        URI uri = URI.create("https://localhost:" + running.https() + "/sample/partner/orders");
        HttpResponse<String> response = client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
        softly.assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
        softly.assertThat(response.statusCode()).isEqualTo(200);
        softly.assertThat(response.body()).contains(BILLING_ID);
        softly.assertThat(response.headers().allValues("strict-transport-security"))
                .hasSize(1);
    }
}
