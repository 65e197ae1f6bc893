// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.security.bank.CertificateBeforeLogin;
import dev.sallyport.security.bank.ProviderLogin;
import dev.sallyport.testca.Issued;
import dev.sallyport.testca.TestCa;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Services come with a certificate, people by a mechanism of the application's own, which remembers them by a session. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class CertificateBeforeLoginTest {

    private static final String SERVICE = "spiffe://acme.example/audit/service";
    private static final String PERSON = "kim@provider.example";
    private static final Issued CERTIFICATE =
            Bank.ACME.client("service").spiffe(SERVICE).issue();
    private static final Issued STRANGER =
            TestCa.named("Nobody's CA").client("stranger").issue();

    private Bank bank;

    @BeforeAll
    void open(@TempDir Path folder) throws Exception {
        bank = Bank.with(CertificateBeforeLogin.class, ProviderLogin.class).open(folder);
    }

    @AfterAll
    void close() throws Exception {
        bank.close();
    }

    @Test
    void a_service_with_a_certificate_needs_no_login_and_gets_no_session() throws Exception {
        Bank.Client service = bank.client(CERTIFICATE);

        assertThat(service.get("/vault").body())
                .contains("principal=" + SERVICE, "peer=" + SERVICE, "type=CLIENT_CERT");
        assertThat(service.cookies()).isEmpty();
    }

    @Test
    void a_browser_without_a_certificate_logs_in_the_other_way_and_is_no_peer() throws Exception {
        Bank.Client browser = bank.browser();

        HttpResponse<String> away = browser.get("/vault");
        assertThat(away.statusCode()).isEqualTo(302);
        assertThat(away.headers().firstValue("Location")).hasValue("https://provider.example/login");
        assertThat(away.headers().allValues("Strict-Transport-Security")).hasSize(1);
        assertThat(browser.get("/vault?session&code=good").body()).contains("principal=" + PERSON, "peer=nobody");
        assertThat(browser.get("/vault").body())
                .contains("principal=" + PERSON, "auditor=true", "peer=nobody", "unwrapped=nobody");
    }

    @Test
    void a_service_with_the_cookie_of_a_person_stays_the_service() throws Exception {
        Bank.Client browser = bank.browser();
        browser.get("/vault?session&code=good");
        Bank.Client service = bank.client(CERTIFICATE);

        service.steal(browser);

        assertThat(service.get("/vault").body())
                .contains("principal=" + SERVICE)
                .doesNotContain(PERSON);
        assertThat(service.get("/who").body()).contains("principal=" + SERVICE).doesNotContain(PERSON);
    }

    @Test
    void a_person_with_the_cookie_of_a_service_does_not_become_the_service() throws Exception {
        Bank.Client service = bank.client(CERTIFICATE);
        assertThat(service.get("/vault?session").body()).contains("principal=" + SERVICE);
        assertThat(service.cookies()).isNotEmpty();
        Bank.Client browser = bank.browser();

        browser.steal(service);

        assertThat(browser.get("/vault").statusCode()).isNotEqualTo(200);
        assertThat(browser.get("/who").body()).doesNotContain(SERVICE);
    }

    @Test
    void a_bad_certificate_does_not_ride_on_the_session_of_a_person() throws Exception {
        Bank.Client browser = bank.browser();
        browser.get("/vault?session&code=good");
        Bank.Client stranger = bank.client(STRANGER);

        stranger.steal(browser);

        assertThat(stranger.get("/vault").body()).contains("\"unknown-issuer\"");
        assertThat(stranger.get("/vault?code=good").body()).contains("\"unknown-issuer\"");
        assertThat(stranger.get("/who").body()).contains("principal=nobody", "peer=nobody");
    }

    @Test
    void over_plain_http_nobody_logs_in_in_either_way() throws Exception {
        HttpResponse<String> answer = bank.browser().getPlainly("/vault?code=good");

        assertThat(answer.body()).contains("\"plaintext\"");
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void a_forged_header_makes_nobody_a_service() throws Exception {
        assertThat(bank.browser()
                        .get(
                                "/vault",
                                "Client-Cert",
                                ":"
                                        + Base64.getEncoder()
                                                .encodeToString(CERTIFICATE
                                                        .certificate()
                                                        .getEncoded()) + ":")
                        .statusCode())
                .isEqualTo(302);
        assertThat(bank.browser()
                        .getPlainly("/vault", "X-Forwarded-Proto", "https")
                        .body())
                .contains("\"untrusted-proxy\"");
    }
}
