// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.RequireClientCert;
import dev.sallyport.fetch.Background;
import dev.sallyport.fetch.LoopbackHost;
import dev.sallyport.testca.Issued;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLSocket;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of callers who are revoked while the application runs. */
class RevocationOverTlsTest {

    @TempDir
    Path folder;

    @RequireClientCert
    private static final class Orders extends HttpServlet {
        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().write("ok");
        }
    }

    @Test
    void a_peer_that_is_revoked_while_its_connection_stays_open_is_refused_at_its_next_request() throws Exception {
        Path crls = Files.createDirectory(folder.resolve("crls"));
        Files.write(crls.resolve("acme.crl"), Site.ACME.crl().issue());
        try (Site site = Site.trustingAcme(folder)
                        .param("trust.default.crls", crls.toString())
                        .servlet("/orders", new Orders())
                        .start();
                SSLSocket connection = (SSLSocket) Site.BILLING
                        .sslContext(Site.SERVER_CA)
                        .getSocketFactory()
                        .createSocket("localhost", site.httpsPort())) {
            assertThat(status(connection)).isEqualTo("HTTP/1.1 200 OK");
            assertThat(status(connection)).isEqualTo("HTTP/1.1 200 OK");

            Files.write(
                    crls.resolve("acme.crl"),
                    Site.ACME.crl().revoke(Site.BILLING.certificate()).issue());
            lookAround(site);
            lookAround(site);

            assertThat(status(connection)).isEqualTo("HTTP/1.1 403 Forbidden");
            assertThat(site.events)
                    .anySatisfy(event -> assertThat(event.message()).startsWith("revoked: "));
        }
    }

    @Test
    void a_crl_is_fetched_as_the_settings_say_and_all_of_it_ends_with_the_application() throws Exception {
        try (LoopbackHost host = new LoopbackHost(LoopbackHost.content(new byte[0]))) {
            Issued good = caller(host.url("/acme.crl"));
            Issued bad = caller(host.url("/acme.crl"));
            host.script(LoopbackHost.content(
                    Site.ACME.crl().revoke(bad.certificate()).issue()));
            List<Thread> threads;
            try (Site site = Site.trustingAcme(folder)
                    .param("trust.default.revocation-hosts", "127.0.0.1:" + host.port())
                    .param("trust.default.revocation-inward", "127.0.0.1/32")
                    .servlet("/orders", new Orders())
                    .start()) {
                assertThat(site.get("/orders", good).statusCode()).isEqualTo(200);
                assertThat(site.get("/orders", bad).statusCode()).isEqualTo(403);
                assertThat(site.get("/orders", caller("http://169.254.169.254/"))
                                .statusCode())
                        .isEqualTo(403);
                assertThat(site.codes()).contains("refused").doesNotContain("fetch-fails");
                assertThat(host.connections()).isEqualTo(1);
                threads = threads();
                assertThat(threads).isNotEmpty();
            }
            for (Thread thread : threads) {
                thread.join(Duration.ofSeconds(20).toMillis());
                assertThat(thread.isAlive()).isFalse();
            }
        }
    }

    private static void lookAround(Site site) {
        Deployment.begun(site.context.getServletContext())
                .orElseThrow()
                .backgrounds()
                .forEach(Background::lookAround);
    }

    private static List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("sallyport-fetch"))
                .toList();
    }

    private static String status(SSLSocket connection) throws IOException {
        connection
                .getOutputStream()
                .write("GET /orders HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        BufferedReader in =
                new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
        String status = in.readLine();
        int length = 0;
        for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
            length = line.startsWith("Content-Length: ") ? Integer.parseInt(line.substring(16)) : length;
        }
        assertThat(in.skip(length)).isEqualTo(length);
        return status;
    }

    private static Issued caller(String url) throws IOException {
        GeneralNames place = new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, url));
        DistributionPoint point = new DistributionPoint(new DistributionPointName(place), null, null);
        return Site.ACME
                .client("caller")
                .extension("2.5.29.31", false, new CRLDistPoint(new DistributionPoint[] {point}).getEncoded())
                .issue();
    }
}
