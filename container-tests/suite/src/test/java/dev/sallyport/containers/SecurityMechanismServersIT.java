// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.containers;

import dev.sallyport.cdi.CurrentPeer;
import dev.sallyport.containers.apps.security.BasicLogin;
import dev.sallyport.containers.apps.security.CertificateFirst;
import dev.sallyport.containers.apps.security.CertificateOnly;
import dev.sallyport.containers.apps.security.FormLogin;
import dev.sallyport.containers.apps.security.Passwords;
import dev.sallyport.containers.apps.security.PlainServlet;
import dev.sallyport.containers.apps.security.ProviderLogin;
import dev.sallyport.containers.apps.security.VaultServlet;
import dev.sallyport.containers.apps.security.WhoServlet;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Jakarta Security with certificates, as the full servers implement it. */
@Tag("servers")
class SecurityMechanismServersIT {

    private static final String BILLING = "spiffe://prod.example/ns/billing/api";
    private static final String KIM =
            "Authorization: Basic " + Base64.getEncoder().encodeToString("kim:secret".getBytes(StandardCharsets.UTF_8));

    @ParameterizedTest
    @EnumSource
    void a_certificate_logs_in_alone_and_before_every_other_mechanism(Server server) {
        SoftAssertions softly = new SoftAssertions();
        try (Running running = server.start(Map.of(
                "only", war("only").classes(WhoServlet.class, VaultServlet.class, CertificateOnly.class),
                "login", combined("login").classes(ProviderLogin.class),
                "basic", combined("basic").classes(BasicLogin.class, Passwords.class),
                "form",
                        combined("form")
                                .classes(FormLogin.class, Passwords.class)
                                .file("login.html", "please log in"),
                "before", war("before").classes(PlainServlet.class, BasicLogin.class, Passwords.class)))) {
            Wire wire = new Wire(running);
            for (String application : List.of("only", "login", "basic", "form")) {
                softly.assertThat(wire.get('/' + application + "/vault", Pki.BILLING)
                                .body())
                        .as(application)
                        .isEqualTo("principal=" + BILLING + " type=CLIENT_CERT auditor=true peer=" + BILLING
                                + " caller=" + BILLING + " callerAuditor=true unwrapped=" + BILLING);
                softly.assertThat(wire.get('/' + application + "/who", Pki.BILLING)
                                .body())
                        .as(application)
                        .startsWith("principal=" + BILLING + " type=CLIENT_CERT auditor=true peer=" + BILLING);
                softly.assertThat(wire.get('/' + application + "/vault", Pki.STRANGER)
                                .brief())
                        .as(application)
                        .isEqualTo("403 unknown-issuer");
                softly.assertThat(wire.get('/' + application + "/who", Pki.STRANGER)
                                .body())
                        .as(application)
                        .contains("principal=nobody", "peer=nobody", "unwrapped=nobody", "Auditor=false");
                softly.assertThat(wire.get('/' + application + "/vault", Pki.SHIPPING)
                                .status())
                        .as(application)
                        .isEqualTo(403);
                softly.assertThat(
                                wire.get('/' + application + "/who", Pki.NOBODY).body())
                        .as(application)
                        .contains("principal=nobody", "peer=nobody", "unwrapped=nobody", "Auditor=false");
                softly.assertThat(wire.plainGet('/' + application + "/vault").brief())
                        .as(application)
                        .isEqualTo("403 plaintext");
            }
            softly.assertThat(wire.get("/only/vault", Pki.NOBODY).brief()).isEqualTo("403 no-certificate");
            Answer away = wire.get("/login/vault", Pki.NOBODY);
            softly.assertThat(away.status()).isEqualTo(302);
            softly.assertThat(away.header("location")).containsExactly("https://provider.example/login");
            softly.assertThat(wire.get("/login/vault?code=good", Pki.NOBODY).body())
                    .startsWith("principal=kim@provider.example")
                    .contains("auditor=true", "peer=nobody", "unwrapped=nobody");
            softly.assertThat(wire.get("/basic/vault", Pki.NOBODY).status()).isEqualTo(401);
            softly.assertThat(
                            with(wire, running, "/basic/vault", Pki.NOBODY, KIM).body())
                    .startsWith("principal=kim ")
                    .contains("auditor=true", "peer=nobody");
            softly.assertThat(with(wire, running, "/basic/vault", Pki.BILLING, KIM)
                            .body())
                    .startsWith("principal=" + BILLING);
            softly.assertThat(wire.get("/form/vault", Pki.NOBODY).body()).doesNotContain("principal=");
            cookies(softly, server, wire, running);
            softly.assertThat(wire.get("/before/vault", Pki.BILLING).status()).isEqualTo(401);
            softly.assertThat(with(wire, running, "/before/vault", Pki.BILLING, KIM)
                            .body())
                    .startsWith("principal=kim type=");
            if (!softly.wasSuccess()) {
                softly.fail(wire.said());
            }
        }
        softly.assertAll();
    }

    /** Neither the person becomes the service by a cookie, nor the service the person. */
    private static void cookies(SoftAssertions softly, Server server, Wire wire, Running running) {
        String persons = cookie(wire.get("/login/vault?code=good", Pki.NOBODY));
        softly.assertThat(
                        with(wire, running, "/login/vault", Pki.NOBODY, persons).body())
                .startsWith("principal=kim@provider.example");
        Answer both = with(wire, running, "/login/vault", Pki.BILLING, persons);
        Answer strangers = with(wire, running, "/login/who", Pki.STRANGER, persons);
        if (server == Server.LIBERTY) { // it keeps to whom it remembers, so that such a request can only be refused
            softly.assertThat(both.brief()).isEqualTo("403 session-mismatch");
            softly.assertThat(strangers.brief()).isEqualTo("403 unknown-issuer");
        } else {
            softly.assertThat(both.body()).startsWith("principal=" + BILLING);
            softly.assertThat(strangers.body()).contains("principal=nobody", "peer=nobody");
        }
        softly.assertThat(with(wire, running, "/login/vault", Pki.STRANGER, persons)
                        .brief())
                .isEqualTo("403 unknown-issuer");
        Answer services = wire.get("/login/vault", Pki.BILLING);
        softly.assertThat(services.header("set-cookie")).isEmpty();
    }

    private static String cookie(Answer answer) {
        return "Cookie: "
                + String.join(
                        "; ",
                        answer.header("set-cookie").stream()
                                .map(each -> each.split(";", 2)[0])
                                .toList());
    }

    private static Answer with(Wire wire, Running running, String target, SSLContext client, String header) {
        return wire.https(wire.request("GET", target, running.https(), header), client);
    }

    private static War combined(String name) {
        return war(name).classes(WhoServlet.class, VaultServlet.class, CertificateFirst.class);
    }

    private static War war(String name) {
        return War.named(name)
                .library(CurrentPeer.class)
                .setting("sallyport.trust.partners.anchors", Pki.partnersPem().toString())
                .file(
                        "WEB-INF/beans.xml",
                        "<beans xmlns='https://jakarta.ee/xml/ns/jakartaee' version='4.0' bean-discovery-mode='annotated'/>");
    }
}
