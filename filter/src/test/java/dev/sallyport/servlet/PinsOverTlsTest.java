// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Event;
import dev.sallyport.PeerIdentity;
import dev.sallyport.RequireClientCert;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PinsOverTlsTest {

    private static final String OF_OTHERS =
            "d6qzRu9zOECb90Uez27xWltNsj0e1Md7GkYYkVoZWmM=, E9CZ9INDbd+2eRQozYqqbQ2yXLVKB9+xcprMF+44U1g=";

    @TempDir
    private Path folder;

    @Test
    void a_caller_without_a_pinned_key_is_refused() throws Exception {
        try (Site site = pinned().start()) {
            var answer = site.get("/who", Site.BILLING);

            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).contains("not-pinned").doesNotContain("sha256");
            assertThat(site.codes()).contains("refused");
        }
    }

    @Test
    void where_pins_only_report_he_is_let_in_as_nobody_and_told_of() throws Exception {
        try (Site site =
                pinned().param("trust.default.pins-report-only", "true").start()) {
            assertThat(site.get("/who", Site.BILLING).body()).isEqualTo("nobody");
            assertThat(site.codes()).contains("would-refuse");
        }
    }

    @Test
    void that_pins_have_ended_is_told_once_when_somebody_calls() throws Exception {
        try (Site site =
                pinned().param("trust.default.pins-until", "2026-01-31").start()) {
            assertThat(site.codes()).contains("advice").doesNotContain("pins-ended");

            assertThat(site.get("/who", Site.BILLING).body()).isEqualTo("spiffe://acme.example/billing");
            assertThat(site.get("/who").statusCode()).isEqualTo(403);

            assertThat(site.events.stream().filter(Event.PinsEnded.class::isInstance))
                    .singleElement()
                    .asString()
                    .contains("default", "2026-02-01T00:00:00Z");
        }
    }

    private Site pinned() throws IOException {
        return Site.trustingAcme(folder).param("trust.default.pins", OF_OTHERS).servlet("/who", new Who());
    }

    @RequireClientCert
    private static final class Who extends HttpServlet {
        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            Object peer = request.getAttribute(PeerIdentity.ATTRIBUTE);
            response.getWriter().write(peer instanceof PeerIdentity known ? known.getName() : "nobody");
        }
    }
}
