// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.security.bank.AcceptedBeforeLogin;
import dev.sallyport.security.bank.Accounts;
import dev.sallyport.security.bank.BasicLogin;
import dev.sallyport.security.bank.CertificateBeforeLogin;
import dev.sallyport.security.bank.Expressive;
import dev.sallyport.security.bank.FormLogin;
import dev.sallyport.security.bank.Glue;
import dev.sallyport.security.bank.Passwords;
import dev.sallyport.security.bank.ProviderLogin;
import dev.sallyport.security.bank.Security;
import dev.sallyport.testca.Issued;
import dev.sallyport.testca.TestCa;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What else an application may log callers in with, and what it makes of them. */
class LoginsTest {

    private static final Issued AUDITOR =
            Bank.ACME.client("kim").spiffe("spiffe://acme.example/audit/kim").issue();
    private static final Issued BLOCKED = Bank.ACME
            .client("max")
            .spiffe("spiffe://acme.example/audit/blocked")
            .issue();
    private static final Issued STRANGER =
            TestCa.named("Nobody's CA").client("stranger").issue();
    private static final String KIM =
            "Basic " + Base64.getEncoder().encodeToString("kim:secret".getBytes(StandardCharsets.UTF_8));

    @TempDir
    Path folder;

    @Test
    void without_a_definition_the_logins_of_an_application_are_as_before() throws Exception {
        try (Bank bank =
                Bank.with(BasicLogin.class, Passwords.class, Glue.class).open(folder)) {
            assertThat(bank.client(AUDITOR).get("/vault").statusCode()).isEqualTo(401);
            HttpResponse<String> asked = bank.browser().get("/vault");
            assertThat(asked.statusCode()).isEqualTo(401);
            assertThat(asked.headers().firstValue("WWW-Authenticate")).hasValue("Basic realm=\"bank\"");
            assertThat(bank.browser().get("/vault", "Authorization", KIM).body())
                    .contains("principal=kim", "auditor=true", "peer=nobody");
            assertThat(bank.browser().get("/who").body()).contains("principal=nobody");
        }
    }

    @Test
    void a_certificate_goes_before_a_password_which_is_asked_for_where_there_is_none() throws Exception {
        try (Bank bank = Bank.with(CertificateBeforeLogin.class, BasicLogin.class, Passwords.class)
                .open(folder)) {
            assertThat(bank.client(AUDITOR).get("/vault", "Authorization", KIM).body())
                    .contains("principal=spiffe://acme.example/audit/kim");
            HttpResponse<String> asked = bank.browser().get("/vault");
            assertThat(asked.statusCode()).isEqualTo(401);
            assertThat(asked.headers().firstValue("WWW-Authenticate")).isPresent();
            assertThat(bank.browser().get("/vault", "Authorization", KIM).body())
                    .contains("principal=kim", "peer=nobody");
            assertThat(bank.browser().getPlainly("/vault", "Authorization", KIM).body())
                    .contains("\"plaintext-secret\"");
        }
    }

    @Test
    void a_certificate_goes_before_a_login_page() throws Exception {
        try (Bank bank = Bank.with(CertificateBeforeLogin.class, FormLogin.class, Passwords.class)
                .page("login.html", "please log in")
                .open(folder)) {
            assertThat(bank.client(AUDITOR).get("/vault").body()).contains("principal=spiffe://acme.example/audit/kim");
            assertThat(bank.browser().get("/vault").body()).contains("please log in");
        }
    }

    @Test
    void a_certificate_that_is_not_accepted_may_be_as_none_if_the_definition_says_so() throws Exception {
        try (Bank bank =
                Bank.with(AcceptedBeforeLogin.class, ProviderLogin.class).open(folder)) {
            assertThat(bank.client(STRANGER).get("/vault").statusCode()).isEqualTo(302);
            assertThat(bank.client(STRANGER).get("/vault?code=good").body())
                    .contains("principal=kim@provider.example", "peer=nobody");
            assertThat(bank.client(AUDITOR).get("/vault").body()).contains("principal=spiffe://acme.example/audit/kim");
            assertThat(bank.client(STRANGER).getPlainly("/vault?code=good").body())
                    .contains("\"plaintext\"");
        }
    }

    @Test
    void the_application_s_own_store_names_a_peer_and_refuses_one() throws Exception {
        try (Bank bank = Bank.with(Security.class, Accounts.class).open(folder)) {
            assertThat(bank.client(AUDITOR).get("/vault").body()).isEqualTo("""
                    principal=kim
                    user=kim
                    type=CLIENT_CERT
                    auditor=true
                    clerk=true
                    peer=spiffe://acme.example/audit/kim
                    caller=kim
                    callerAuditor=true
                    unwrapped=spiffe://acme.example/audit/kim
                    """);
            assertThat(bank.client(BLOCKED).get("/vault").body()).contains("\"invalid-caller\"");
            assertThat(bank.client(BLOCKED).get("/who").body()).contains("principal=nobody", "peer=nobody");
        }
    }

    @Test
    void expressions_are_evaluated_and_a_part_of_the_certificate_names_the_caller() throws Exception {
        Issued nameless =
                Bank.ACME.client("").spiffe("spiffe://acme.example/audit/lee").issue();
        Issued elsewhere = Bank.ACME
                .client("lee")
                .spiffe("spiffe://acme.example/elsewhere")
                .issue();
        try (Bank bank =
                Bank.with(Expressive.class, BasicLogin.class, Passwords.class).open(folder)) {
            assertThat(bank.client(AUDITOR).get("/vault").body())
                    .contains("principal=kim", "auditor=true", "clerk=true", "peer=spiffe://acme.example/audit/kim");
            assertThat(bank.browser().get("/vault").statusCode()).isEqualTo(401);
            assertThat(bank.client(nameless).get("/vault").body()).contains("\"no-name\"");
            assertThat(bank.client(elsewhere).get("/vault").body()).contains("\"not-allowed\"");
        }
    }

    @Test
    void who_is_asked_to_log_in_or_out_by_the_application_is_in_or_out() throws Exception {
        try (Bank bank = Bank.with(Security.class).open(folder)) {
            assertThat(bank.client(AUDITOR).get("/who?authenticate").body())
                    .contains("principal=spiffe://acme.example/audit/kim");
            assertThat(bank.browser().get("/who?authenticate").body()).contains("\"no-certificate\"");
            assertThat(bank.client(AUDITOR).get("/vault?logout").body())
                    .contains("principal=nobody", "type=null", "auditor=false", "peer=nobody", "caller=nobody");
        }
    }
}
