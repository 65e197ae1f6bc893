// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.security.bank.Clerks;
import dev.sallyport.security.bank.Security;
import dev.sallyport.testca.Issued;
import dev.sallyport.testca.TestCa;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** An application whose only way to log in is a certificate, with Weld and Soteria on Tomcat, over TLS. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class CertificateOnlyTest {

    private static final Issued AUDITOR =
            Bank.ACME.client("kim").spiffe("spiffe://acme.example/audit/kim").issue();
    private static final Issued CLERK =
            Bank.ACME.client("lee").spiffe("spiffe://acme.example/clerk").issue();
    private static final Issued STRANGER =
            TestCa.named("Nobody's CA").client("stranger").issue();

    private Bank bank;

    @BeforeAll
    void open(@TempDir Path folder) throws Exception {
        bank = Bank.with(Security.class, Clerks.class)
                .set("sallyport.roles.clerk", "spiffe://acme.example/audit/*")
                .open(folder);
    }

    @AfterAll
    void close() throws Exception {
        bank.close();
    }

    @Test
    void a_proven_peer_is_the_caller_for_everybody_with_the_roles_of_the_definition_and_of_the_settings()
            throws Exception {
        HttpResponse<String> answer = bank.client(AUDITOR).get("/vault");

        assertThat(answer.body()).isEqualTo("""
                principal=spiffe://acme.example/audit/kim
                user=spiffe://acme.example/audit/kim
                type=CLIENT_CERT
                auditor=true
                clerk=true
                peer=spiffe://acme.example/audit/kim
                caller=spiffe://acme.example/audit/kim
                callerAuditor=true
                unwrapped=spiffe://acme.example/audit/kim
                """);
    }

    @Test
    void where_no_caller_is_required_he_is_known_too() throws Exception {
        assertThat(bank.client(AUDITOR).get("/who").body()).contains("principal=spiffe://acme.example/audit/kim");
    }

    @Test
    void nobody_stays_nobody_where_no_caller_is_required() throws Exception {
        assertThat(bank.browser().get("/who").body())
                .contains("principal=nobody", "peer=nobody", "auditor=false", "caller=nobody", "unwrapped=nobody");
    }

    @Test
    void nobody_is_refused_with_a_problem_document_where_a_caller_is_required() throws Exception {
        HttpResponse<String> answer = bank.browser().get("/vault");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.headers().allValues("Strict-Transport-Security")).hasSize(1);
        assertThat(answer.body()).contains("\"no-certificate\"");
    }

    @Test
    void a_peer_without_the_role_is_not_let_in() throws Exception {
        assertThat(bank.client(CLERK).get("/vault").statusCode()).isEqualTo(403);
        assertThat(bank.client(CLERK).get("/who").body()).contains("auditor=false", "clerk=true");
    }

    @Test
    void a_certificate_of_a_stranger_is_refused_and_is_nobody_elsewhere() throws Exception {
        assertThat(bank.client(STRANGER).get("/vault").body()).contains("\"unknown-issuer\"");
        assertThat(bank.client(STRANGER).get("/who").body()).contains("principal=nobody", "peer=nobody");
    }
}
