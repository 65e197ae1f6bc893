// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.cdi.shop.Cabinet;
import dev.sallyport.cdi.shop.Clumsy;
import dev.sallyport.cdi.shop.FilingCabinet;
import dev.sallyport.cdi.shop.Greeter;
import dev.sallyport.cdi.shop.Journal;
import dev.sallyport.cdi.shop.Ledger;
import dev.sallyport.cdi.shop.PartnerServlet;
import dev.sallyport.cdi.shop.Principals;
import dev.sallyport.cdi.shop.ShopServlet;
import dev.sallyport.cdi.shop.Vault;
import dev.sallyport.testca.Issued;
import dev.sallyport.testca.TestCa;
import dev.sallyport.testing.TlsClients;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
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

/** The shop in Weld inside of a servlet container, with real certificates over TLS. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
abstract class InContainer {

    static final Class<?>[] SHOP = {
        Cabinet.class,
        Clumsy.class,
        FilingCabinet.class,
        Greeter.class,
        Journal.class,
        Ledger.class,
        PartnerServlet.class,
        Principals.class,
        ShopServlet.class,
        Vault.class
    };
    private static final Issued BILLING =
            War.ACME.client("billing").spiffe("spiffe://acme.example/billing").issue();
    private static final Issued TREASURER =
            War.ACME.client("kim").spiffe("spiffe://acme.example/treasury/kim").issue();
    private static final Issued STRANGER =
            TestCa.named("Nobody's CA").client("stranger").issue();

    private final Container.Starter starter;
    private Container container;

    InContainer(Container.Starter starter) {
        this.starter = starter;
    }

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        container = starter.start(War.of(folder.resolve("shop"), SHOP), Optional.empty());
    }

    @AfterAll
    void stop() throws Exception {
        container.close();
    }

    @Test
    void each_of_200_concurrent_requests_of_20_clients_is_answered_with_its_own_name() {
        List<Issued> clients = IntStream.range(0, 20)
                .mapToObj(number -> War.ACME
                        .client("client" + number)
                        .spiffe("spiffe://acme.example/" + number)
                        .issue())
                .toList();
        List<HttpClient> callers = clients.stream().map(InContainer::caller).toList();

        List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, 200)
                .mapToObj(number -> callers.get(number % 20)
                        .sendAsync(request(container, "/partner/" + number), BodyHandlers.ofString()))
                .toList();

        for (int number = 0; number < 200; number++) {
            assertThat(answers.get(number).join().body())
                    .isEqualTo("/" + number + " for spiffe://acme.example/" + number % 20);
        }
    }

    @Test
    void a_refusal_of_a_guarded_bean_is_answered_as_one_however_it_was_wrapped() throws Exception {
        HttpResponse<String> answer = get("/shop/vault", STRANGER);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(answer.body()).contains("\"unknown-issuer\"").doesNotContain("half");
    }

    @Test
    void without_a_certificate_the_guarded_bean_says_so() throws Exception {
        HttpResponse<String> answer = get("/shop/vault");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("\"no-certificate\"");
    }

    @Test
    void a_guarded_bean_identifies_the_peer_for_its_call_and_no_longer() throws Exception {
        assertThat(get("/shop/vault", BILLING).body())
                .isEqualTo("opened to spiffe://acme.example/billing of partners, then null");
    }

    @Test
    void what_the_method_requires_is_added_to_what_the_class_requires() throws Exception {
        assertThat(get("/shop/empty", TREASURER).body()).isEqualTo("emptied by spiffe://acme.example/treasury/kim");
        assertThat(get("/shop/empty", BILLING).body()).contains("\"not-allowed\"");
    }

    @Test
    void a_bean_with_a_trust_of_its_own_gives_the_identity_back_afterwards() throws Exception {
        String billing = "spiffe://acme.example/billing";

        assertThat(get("/partner/vault", BILLING).body())
                .isEqualTo("1 for " + billing + ", opened to " + billing + " of partners, 2 for " + billing);
    }

    @Test
    void an_optional_peer_is_a_stranger_where_nothing_was_required() throws Exception {
        assertThat(get("/shop/greeting", BILLING).body()).isEqualTo("Hello stranger");
    }

    @Test
    void an_injected_principal_is_still_the_application_s_own() throws Exception {
        assertThat(get("/shop/principal").body()).isEqualTo("principal of /shop/principal");
    }

    @Test
    void the_peer_is_known_after_an_async_dispatch_and_kept_on_another_thread() throws Exception {
        assertThat(get("/shop/async", BILLING).body()).isEqualTo("/dispatched for spiffe://acme.example/billing");
        assertThat(get("/partner/later", BILLING).body()).isEqualTo("later for spiffe://acme.example/billing");
    }

    @Test
    void a_refusal_is_observed_although_another_observer_fails() throws Exception {
        assertThat(get("/partner/1", STRANGER).statusCode()).isEqualTo(403);

        assertThat(get("/shop/journal").body()).contains("unknown-issuer");
    }

    @Test
    void without_an_identity_the_call_fails_and_says_nothing_to_the_caller_s_advantage() throws Exception {
        assertThat(get("/shop/unguarded", BILLING).statusCode()).isEqualTo(500);
    }

    private HttpResponse<String> get(String path, Issued client) throws Exception {
        return caller(client).send(request(container, path), BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return TlsClients.withoutCertificate(War.SERVER_CA).send(request(container, path), BodyHandlers.ofString());
    }

    private static HttpRequest request(Container of, String path) {
        return HttpRequest.newBuilder(URI.create("https://localhost:" + of.port() + path))
                .build();
    }

    private static HttpClient caller(Issued client) {
        return TlsClients.presenting(client, War.SERVER_CA);
    }
}
