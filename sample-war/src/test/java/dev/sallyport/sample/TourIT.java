// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.sample.RunningSample.Example;
import dev.sallyport.sample.Shell.Answer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The sample answers as it says it will, whoever calls and however. */
class TourIT {

    @TempDir
    static Path folder;

    static RunningSample sample;

    @BeforeAll
    static void start() throws IOException {
        sample = RunningSample.start(folder);
    }

    @AfterAll
    static void stop() throws IOException {
        sample.close();
    }

    @Test
    void every_printed_command_gets_the_printed_answer() throws IOException {
        assertThat(sample.examples()).hasSize(11);
        for (Example example : sample.examples()) {
            Answer answer = Answer.of(Shell.run(example.command().replaceFirst("^curl ", "curl -sS ")));

            String[] promised = example.answer().split("[ :,]+", 3);
            assertThat(answer.status()).as(example.command()).isEqualTo(Integer.parseInt(promised[0]));
            assertThat(answer.code()).as(example.command()).isEqualTo(answer.status() == 403 ? promised[1] : "");
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "accepted,    200, ''",
        "expired,     403, expired",
        "wrong-usage, 403, wrong-usage",
        "stranger,    403, unknown-issuer",
        "not-allowed, 403, not-allowed",
    })
    void a_client_gets_the_same_answer_over_every_protocol(String client, int status, String code) throws IOException {
        for (String way :
                new String[] {"--http2 --tlsv1.3", "--http1.1", "--http2 --tls-max 1.2", "--http1.1 --tls-max 1.2"}) {
            Answer answer = Shell.curl(way + ' ' + sample.as(client) + ' ' + sample.https("/partner/orders"));

            assertThat(answer.status()).as(way).isEqualTo(status);
            assertThat(answer.code()).as(way).isEqualTo(code);
            assertThat(answer.statusLine()).startsWith(way.contains("http2") ? "HTTP/2" : "HTTP/1.1");
            assertThat(answer.values("Strict-Transport-Security")).as(way).hasSize(1);
        }
    }

    @Test
    void the_accepted_caller_is_named_by_its_spiffe_id() throws IOException {
        Answer answer = Shell.curl(sample.as("accepted") + ' ' + sample.https("/partner/orders"));

        assertThat(answer.values("Content-Type")).first().asString().startsWith("application/json");
        assertThat(answer.body())
                .startsWith("{\"caller\":\"spiffe://prod.example/ns/billing/invoices\",\"orders\":[{\"number\":");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/partner/orders?month=11&sort=%C3%A9%2F%2e%2e",
                "/a%20b;v=1/%7Euser?x=%3Cscript%3E&y=a+b;c",
                "/?",
                "/whoami?to=http://evil.example/"
            })
    void plain_http_is_sent_to_the_same_target_byte_by_byte(String target) throws IOException {
        Answer answer = Shell.curl("'" + sample.http(target) + "'");

        assertThat(answer.status()).isEqualTo(308);
        assertThat(answer.values("Location")).containsExactly(sample.https(target));
        assertThat(answer.values("Strict-Transport-Security")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "-d number=7,                       plaintext-method",
                "-X PUT -d 7,                       plaintext-method",
                "-X DELETE,                         plaintext-method",
                "-H 'Authorization: Bearer secret', plaintext-secret",
                "-I -H 'X-Api-Key: secret',         plaintext-secret",
            })
    void plain_http_that_gave_something_away_is_refused(String options, String code) throws IOException {
        Answer answer = Shell.curl(options + ' ' + sample.http("/partner/orders"));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.values("Location")).isEmpty();
        assertThat(answer.code()).isEqualTo(options.startsWith("-I") ? "" : code);
        assertThat(sample.logged()).contains("refused: " + code).doesNotContain("Bearer secret");
    }

    @ParameterizedTest
    @CsvSource({"/, 200", "/whoami, 200", "/partner/orders, 403", "/nothing-here, 404", "/reports/monthly, 403"})
    void hsts_is_sent_once_whatever_the_answer(String target, int status) throws IOException {
        Answer answer = Shell.curl(sample.trusting() + ' ' + sample.https(target));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.values("Strict-Transport-Security")).containsExactly("max-age=31536000");
    }

    @Test
    void a_cipher_suite_outside_the_profile_is_refused() throws IOException {
        Answer answer = Shell.curl("--tls-max 1.2 --ciphers ECDHE-ECDSA-AES128-SHA256 " + sample.as("accepted") + ' '
                + sample.https("/partner/orders"));

        assertThat(answer.code()).isEqualTo("weak-tls");
    }

    @Test
    void every_partner_may_read_the_reports_but_no_stranger() throws IOException {
        Answer partner = Shell.curl(sample.as("not-allowed") + ' ' + sample.https("/reports/monthly"));
        Answer stranger = Shell.curl(sample.as("stranger") + ' ' + sample.https("/reports/monthly"));
        Answer nobody = Shell.curl(sample.trusting() + ' ' + sample.https("/reports/monthly"));

        assertThat(partner.body()).startsWith("month,orders\n");
        assertThat(stranger.code()).isEqualTo("unknown-issuer");
        assertThat(nobody.code()).isEqualTo("no-certificate");
    }

    @Test
    void whoami_knows_partners_and_is_friendly_to_others() throws IOException {
        String known = Shell.curl(sample.as("accepted") + ' ' + sample.https("/whoami"))
                .body();
        String expired =
                Shell.curl(sample.as("expired") + ' ' + sample.https("/whoami")).body();
        String nobody =
                Shell.curl(sample.trusting() + ' ' + sample.https("/whoami")).body();

        assertThat(known).contains("spiffe://prod.example/ns/billing/invoices", "CN=Sallyport Demo CA", "partners");
        assertThat(expired).contains("We do not know you").doesNotContain("spiffe://");
        assertThat(nobody).contains("We do not know you");
    }
}
