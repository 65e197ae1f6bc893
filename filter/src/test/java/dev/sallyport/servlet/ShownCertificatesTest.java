// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.RequireClientCert;
import dev.sallyport.peer.OddCertificate;
import jakarta.servlet.http.HttpServlet;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What remains of the container's own attribute, for who asks it past our request, once a caller is proven. */
class ShownCertificatesTest {

    private static final X509Certificate BILLING = Site.BILLING.certificate();

    @TempDir
    Path folder;

    @RequireClientCert
    static final class Orders extends HttpServlet {}

    private Site site = Site.plain();

    /** The caller is known from here on, by these very objects. */
    @BeforeEach
    void billingHasCalled() throws Exception {
        site = Site.trustingAcme(folder).servlet("/orders", new Orders()).start();
        assertThat(shown(BILLING)).containsExactly(BILLING);
    }

    @AfterEach
    void close() throws Exception {
        site.close();
    }

    @Test
    void an_equal_certificate_whose_bytes_could_change_does_not_stay_there() throws Exception {
        X509Certificate changeable = new OddCertificate(BILLING.getEncoded());

        assertThat(changeable).isEqualTo(BILLING);
        assertThat(shown(changeable)).singleElement().isEqualTo(BILLING).hasSameClassAs(BILLING);
    }

    @Test
    void what_a_filter_has_put_there_meanwhile_does_not_stay_there() throws Exception {
        X509Certificate stranger = Site.ACME.client("stranger").issue().certificate();
        BareRequest request = new BareRequest(site.servletName(), BILLING);
        request.again();
        Exchange.of(request, Deployment.of(site.context.getServletContext()).house());
        request.setAttribute(Facts.CERTIFICATES, new X509Certificate[] {stranger});

        assertThat(shown(request)).containsExactly(BILLING);
    }

    @Test
    void a_gap_that_a_filter_has_made_there_stops_nobody() throws Exception {
        BareRequest request = new BareRequest(site.servletName(), BILLING);
        request.again();
        Exchange.of(request, Deployment.of(site.context.getServletContext()).house());
        request.setAttribute(Facts.CERTIFICATES, new X509Certificate[1]);

        assertThat(shown(request)).containsExactly(BILLING);
    }

    @Test
    void what_was_sent_beside_the_verified_path_does_not_stay_there() throws Exception {
        assertThat(shown(BILLING, Site.ACME.client("stranger").issue().certificate()))
                .containsExactly(BILLING);
    }

    @Test
    void the_verified_certificates_of_another_connection_stay_there_as_they_are() throws Exception {
        X509Certificate equal = again(BILLING);

        assertThat(shown(equal)).singleElement().isSameAs(equal).isNotSameAs(BILLING);
    }

    private X509Certificate @Nullable [] shown(X509Certificate... presented) throws Exception {
        BareRequest request = new BareRequest(site.servletName(), presented);
        return shown(request.again());
    }

    private X509Certificate @Nullable [] shown(BareRequest request) throws Exception {
        AtomicReference<X509Certificate @Nullable []> found = new AtomicReference<>();
        site.filters()
                .get(0)
                .doFilter(
                        request,
                        new BareResponse(),
                        (guarded, answer) -> found.set((X509Certificate[]) request.getAttribute(Facts.CERTIFICATES)));
        return found.get();
    }

    private static X509Certificate again(X509Certificate certificate) throws Exception {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(certificate.getEncoded())) // remembers nothing
                .iterator()
                .next();
    }
}
