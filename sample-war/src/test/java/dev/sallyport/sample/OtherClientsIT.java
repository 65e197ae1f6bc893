// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.sample;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What curl is told, rest-assured, openssl and the JDK's own client are told too. */
class OtherClientsIT {

    private static final char[] PASSWORD = "sallyport".toCharArray();

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

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "expired,     expired",
        "wrong-usage, wrong-usage",
        "stranger,    unknown-issuer",
        "not-allowed, not-allowed",
    })
    void rest_assured_gets_a_problem_document(String client, String code) throws Exception {
        as(client)
                .get(sample.https("/partner/orders"))
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("status", equalTo(403))
                .body("code", equalTo(code));
    }

    @Test
    void rest_assured_reads_the_orders() throws Exception {
        as("accepted")
                .get(sample.https("/partner/orders"))
                .then()
                .statusCode(200)
                .body("caller", equalTo("spiffe://prod.example/ns/billing/invoices"))
                .body("orders[0].number", equalTo("2211-7"));
    }

    @ParameterizedTest
    @CsvSource({
        "-tls1_3, accepted, 200", "-tls1_2, accepted, 200",
        "-tls1_3, expired,  403", "-tls1_2, expired,  403",
    })
    void openssl_gets_an_answer(String version, String client, int status) throws IOException {
        String answer = Shell.run(
                "printf 'GET /partner/orders HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n'"
                        + " | openssl s_client -quiet -verify_return_error -verify_quiet -servername localhost "
                        + version + " -connect localhost:" + sample.httpsPort()
                        + " -CAfile " + folder.resolve("ca.pem")
                        + " -cert " + folder.resolve(client + ".pem") + " -cert_chain "
                        + folder.resolve(client + ".pem")
                        + " -key " + folder.resolve(client + ".key"));

        assertThat(answer).contains("HTTP/1.1 " + status);
    }

    @Test
    void openssl_finds_the_old_versions_closed() throws IOException {
        String answer = Shell.run(
                "openssl s_client -tls1_1 -cipher DEFAULT@SECLEVEL=0 -connect localhost:" + sample.httpsPort());

        assertThat(answer).contains("Cipher is (NONE)");
    }

    @Test
    void the_jdk_client_reads_the_orders_over_http_2() throws Exception {
        HttpClient client =
                HttpClient.newBuilder().sslContext(context("accepted")).build();

        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create(sample.https("/partner/orders")))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(answer.headers().allValues("Strict-Transport-Security")).hasSize(1);
    }

    private RequestSpecification as(String client) throws Exception {
        return given().config(io.restassured.RestAssured.config()
                .sslConfig(io.restassured.config.SSLConfig.sslConfig()
                        .trustStore(serverCa())
                        .keyStore(folder.resolve(client + ".p12").toFile(), new String(PASSWORD))
                        .keystoreType("PKCS12")));
    }

    private static SSLContext context(String client) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance(folder.resolve(client + ".p12").toFile(), PASSWORD);
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(serverCa());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
        return context;
    }

    private static KeyStore serverCa() throws IOException, GeneralSecurityException {
        try (InputStream pem = Files.newInputStream(folder.resolve("ca.pem"))) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(pem));
            return store;
        }
    }
}
