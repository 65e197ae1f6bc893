// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.cdi.Container;
import dev.sallyport.cdi.War;
import dev.sallyport.rest.bank.BranchOffice;
import dev.sallyport.rest.bank.Detour;
import dev.sallyport.rest.bank.LazyBank;
import dev.sallyport.rest.bank.NamingApplication;
import dev.sallyport.testca.Issued;
import dev.sallyport.testca.TestCa;
import dev.sallyport.testing.TlsClients;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bank with one implementation of Jakarta REST, Weld and a servlet container, with real certificates over TLS. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
abstract class InImplementation {

    private static final Issued BILLING =
            War.ACME.client("billing").spiffe("spiffe://acme.example/billing").issue();
    private static final Issued TREASURER =
            War.ACME.client("kim").spiffe("spiffe://acme.example/treasury/kim").issue();
    private static final Issued STRANGER =
            TestCa.named("Nobody's CA").client("stranger").issue();
    private static final HttpClient ANONYMOUS = TlsClients.withoutCertificate(War.SERVER_CA);
    private static final HttpClient BILLING_CALLS = TlsClients.presenting(BILLING, War.SERVER_CA);
    private static final HttpClient TREASURER_CALLS = TlsClients.presenting(TREASURER, War.SERVER_CA);
    private static final HttpClient STRANGER_CALLS = TlsClients.presenting(STRANGER, War.SERVER_CA);

    private final Container.Starter starter;
    private final Path implementation;
    private final String servlet;
    private Container container;

    InImplementation(Container.Starter starter, String implementation, String servlet) {
        this.starter = starter;
        this.servlet = servlet;
        this.implementation = Path.of("target", implementation);
    }

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        War war = Banks.war(
                folder.resolve("bank"),
                Banks.lazyServlet(servlet),
                BranchOffice.class,
                Detour.class,
                LazyBank.class,
                NamingApplication.class);
        container = starter.start(war.with(implementation), Optional.empty());
    }

    @AfterAll
    void stop() throws Exception {
        container.close();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "GET,    /bank/accounts", // the class requires it, of a bean
        "DELETE, /bank/accounts",
        "HEAD,   /bank/accounts", // answered by the method for GET
        "GET,    /bank/safe/open", // the method requires it, of no bean
        "HEAD,   /bank/safe/open",
        "POST,   /bank/safe/colour", // an annotation carries it
        "GET,    /bank/ledgers", // an interface requires it, of a generic method
        "GET,    /bank/strongroom", // a base class requires it, of an object that the application has made
        "GET,    /bank/accounts/1", // the locator requires it
        "POST,   /bank/accounts/1",
        "GET,    /bank/vaults/1",
        "GET,    /bank/branches/x", // what the locator returns requires it
        "GET,    /bank/branches/x/vault",
        "HEAD,   /bank/branches/x",
        "GET,    /bank/branches/type", // as does the class that it returns
        "GET,    /bank/branches/nested/x",
        "GET,    /bank/branches/safe/open", // a root resource, reached by a locator
        "GET,    /bank/branches/built/open", // built at run time
        "GET,    /office/safe/open", // in a second application
        "GET,    /naming/safe/open", // in one that loads no features by itself
        "GET,    /lazy/safe/open", // in one of web.xml, without load-on-startup
        "GET,    /bank/fees", // a bean that the resource calls requires it
        "GET,    /bank/notices/suspended/1",
        "GET,    /bank/notices/staged/1",
        "GET,    /detour/forward",
    })
    void whoever_proves_nothing_is_refused(String method, String path) throws Exception {
        assertThat(send(ANONYMOUS, method, path).statusCode()).isEqualTo(403);
        assertThat(send(STRANGER_CALLS, method, path).statusCode()).isEqualTo(403);
        assertThat(send(TREASURER_CALLS, method, path).statusCode()).isEqualTo(200);
    }

    @Test
    void a_refusal_is_a_problem_document_past_the_application_s_exception_mapper_and_writer() throws Exception {
        HttpResponse<String> answer = send(ANONYMOUS, "GET", "/bank/safe/open");

        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.headers().allValues("Vary")).contains("Accept");
        assertThat(answer.body()).startsWith("{\"type\":").contains("\"code\":\"no-certificate\"", "urn:uuid:");
    }

    @Test
    void an_answer_to_a_peer_is_kept_out_of_shared_caches() throws Exception {
        assertThat(get("/bank/safe/open").headers().firstValue("Cache-Control")).contains("private");
        assertThat(get("/bank/safe/colour").headers().firstValue("Cache-Control"))
                .isEmpty();
    }

    @Test
    void a_browser_gets_a_page() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri("/bank/safe/open"))
                .header("Accept", "text/html")
                .build();

        assertThat(ANONYMOUS.send(request, BodyHandlers.ofString()).body()).contains("<code>no-certificate</code>");
    }

    @Test
    void a_bean_that_refuses_is_answered_for_though_a_mapper_takes_every_exception() throws Exception {
        HttpResponse<String> answer = send(STRANGER_CALLS, "GET", "/bank/fees");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("\"unknown-issuer\"").doesNotContain("mapped");
    }

    @Test
    void the_security_context_knows_the_peer() throws Exception {
        assertThat(send(BILLING_CALLS, "GET", "/bank/safe/open").body())
                .isEqualTo("opened for spiffe://acme.example/billing, a clerk over TLS by CLIENT_CERT");
        assertThat(send(TREASURER_CALLS, "GET", "/bank/safe/open").body())
                .isEqualTo("opened for spiffe://acme.example/treasury/kim over TLS by CLIENT_CERT");
    }

    @Test
    void a_method_that_requires_nothing_is_open_to_everybody_and_knows_nobody() throws Exception {
        assertThat(send(ANONYMOUS, "GET", "/bank/safe/colour").body()).isEqualTo("grey for nobody over TLS");
        assertThat(send(BILLING_CALLS, "GET", "/bank/safe/colour").body()).isEqualTo("grey for nobody over TLS");
        assertThat(send(BILLING_CALLS, "GET", "/bank/branches/safe/colour").body())
                .isEqualTo("grey for nobody over TLS");
    }

    @Test
    void a_method_adds_to_what_its_class_and_its_locator_require() throws Exception {
        assertThat(send(BILLING_CALLS, "DELETE", "/bank/accounts").body()).contains("\"not-allowed\"");
        assertThat(send(BILLING_CALLS, "POST", "/bank/accounts/1").body()).contains("\"not-allowed\"");
        assertThat(send(TREASURER_CALLS, "DELETE", "/bank/accounts").body())
                .isEqualTo("closed by spiffe://acme.example/treasury/kim");
        assertThat(send(TREASURER_CALLS, "POST", "/bank/accounts/1").body())
                .isEqualTo("account of spiffe://acme.example/treasury/kim, paid by"
                        + " spiffe://acme.example/treasury/kim over TLS by CLIENT_CERT");
    }

    @Test
    void what_a_locator_of_a_guarded_bean_returns_knows_the_peer() throws Exception {
        assertThat(send(BILLING_CALLS, "GET", "/bank/accounts/1").body())
                .isEqualTo("account of spiffe://acme.example/billing, shown to"
                        + " spiffe://acme.example/billing over TLS by CLIENT_CERT");
    }

    @Test
    void a_locator_that_is_called_past_its_guard_leads_nowhere() throws Exception {
        HttpResponse<String> answer = send(BILLING_CALLS, "GET", "/bank/branches/past/1");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("\"not-ready\"");
        assertThat(send(BILLING_CALLS, "GET", "/bank/branches/past").body()).isEqualTo("vaults");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bank/accounts", "/bank/safe/open", "/bank/branches/x"})
    void an_automatic_answer_to_options_tells_methods_and_nothing_of_the_resource(String path) throws Exception {
        HttpResponse<String> answer = send(ANONYMOUS, "OPTIONS", path);

        assertThat(answer.headers().allValues("Allow")).isNotEmpty();
        assertThat(answer.body()).matches("[A-Z, ]*");
    }

    @Test
    void an_include_shows_nothing_of_a_guarded_resource() throws Exception {
        assertThat(send(ANONYMOUS, "GET", "/detour/include").body()).isEqualTo("included: ");
    }

    @Test
    void a_caller_whom_the_application_knows_by_itself_stays() throws Exception {
        HttpRequest.Builder open = HttpRequest.newBuilder(uri("/bank/safe/open"));

        assertThat(BILLING_CALLS
                        .send(open.copy().header("X-Own-Caller", "mallory").build(), BodyHandlers.ofString())
                        .body())
                .isEqualTo("opened for mallory by own");
        assertThat(ANONYMOUS
                        .send(open.copy().header("X-Own-Caller", "mallory").build(), BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(403);
        assertThat(BILLING_CALLS
                        .send(open.copy().header("X-Own-Caller", "").build(), BodyHandlers.ofString())
                        .body())
                .isEqualTo("opened for spiffe://acme.example/billing, a clerk over TLS by CLIENT_CERT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"suspended", "staged"})
    void no_identity_crosses_between_200_parallel_requests_of_20_peers(String kind) {
        List<HttpClient> callers = IntStream.range(0, 20)
                .mapToObj(number -> War.ACME
                        .client("client" + number)
                        .spiffe("spiffe://acme.example/" + number)
                        .issue())
                .map(client -> TlsClients.presenting(client, War.SERVER_CA))
                .toList();

        List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, 200)
                .mapToObj(number -> callers.get(number % 20)
                        .sendAsync(
                                HttpRequest.newBuilder(uri("/bank/notices/" + kind + "/" + number))
                                        .build(),
                                BodyHandlers.ofString()))
                .toList();

        for (int number = 0; number < 200; number++) {
            assertThat(answers.get(number).join().body())
                    .isEqualTo(number + " for spiffe://acme.example/" + number % 20);
        }
    }

    @Test
    void another_thread_has_no_peer_and_is_told_how_to_have_one() throws Exception {
        assertThat(send(BILLING_CALLS, "GET", "/bank/notices/forgetful").body())
                .startsWith("nobody: this thread handles no servlet request")
                .contains("peer.snapshot()");
    }

    HttpResponse<String> get(String path) throws Exception {
        return send(BILLING_CALLS, "GET", path);
    }

    private HttpResponse<String> send(HttpClient caller, String method, String path) throws Exception {
        return caller.send(
                HttpRequest.newBuilder(uri(path))
                        .method(method, BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("https://localhost:" + container.port() + path);
    }
}
