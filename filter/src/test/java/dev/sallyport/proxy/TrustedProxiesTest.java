// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.proxy;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.AddressBlock;
import dev.sallyport.Headers;
import dev.sallyport.Refusal;
import dev.sallyport.Way;
import dev.sallyport.peer.ClientTrust;
import dev.sallyport.peer.PeerRules;
import dev.sallyport.testca.Issued;
import dev.sallyport.testca.TestCa;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is believed to be a proxy. */
class TrustedProxiesTest {

    private static final TestCa INFRA = TestCa.named("Infrastructure CA");
    private static final Instant NOW =
            INFRA.certificate().getNotBefore().toInstant().plus(Duration.ofHours(1));
    private static final Issued EDGE = client(INFRA, "edge");
    private static final ClientTrust TRUST =
            ClientTrust.named("infra").anchors(List.of(INFRA.certificate())).build();
    private static final X509Certificate[] NOTHING = {};
    private static final Headers HTTPS =
            headers(Map.of("X-Forwarded-Proto", "https", "X-Forwarded-For", "203.0.113.9"));

    private static Issued client(TestCa ca, String name) {
        return ca.client(name)
                .from(NOW.minusSeconds(60))
                .until(NOW.plusSeconds(600))
                .issue();
    }

    private static Headers headers(Map<String, String> lines) {
        Map<String, String> found = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        found.putAll(lines);
        return name -> Optional.ofNullable(found.get(name)).map(List::of).orElse(List.of());
    }

    private static TrustedProxy proxy(
            String name,
            List<AddressBlock> addresses,
            Optional<TrustedProxy.Proof> proof,
            Optional<SharedSecret> secret) {
        return new TrustedProxy(
                name,
                addresses,
                proof,
                secret,
                Optional.of(Forwarding.X_FORWARDED),
                Optional.empty(),
                Optional.empty());
    }

    private static TrustedProxy at(String name, String block) {
        return proxy(name, List.of(AddressBlock.parse(block)), Optional.empty(), Optional.empty());
    }

    private static Connection from(String address, Headers headers) {
        return new Connection(false, address, 40_000, "1", false, headers);
    }

    private static String name(TrustedProxies proxies, Connection connection, X509Certificate... presented) {
        Arrival arrival = proxies.arrival(connection, presented, NOW);
        if (arrival == null) {
            return "a stranger";
        }
        return arrival.refusal()
                .map(Refusal::code)
                .orElseGet(() -> arrival.way() instanceof Way.Proxied proxied ? proxied.proxy() : "directly");
    }

    @Test
    void nobody_is_believed_unless_somebody_says_so() {
        assertThat(name(TrustedProxies.NONE, from("127.0.0.1", HTTPS))).isEqualTo("a stranger");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "10.1.2.3,               edge",
        "10.2.0.1,               a stranger", // beside the block
        "::ffff:10.1.2.3,        edge", // the same address
        "fd00:0:0:0:0:0:0:7%eth0,six",
        "[fd00::7],              six", // as Jetty writes it
        "fd01::7,                a stranger",
    })
    void an_address_is_compared_by_its_bits(String address, String expected) {
        TrustedProxies proxies = new TrustedProxies(List.of(at("edge", "10.1.0.0/16"), at("six", "fd00::/16")));

        assertThat(name(proxies, from(address, HTTPS))).isEqualTo(expected);
        assertThat(name(proxies, from(address, HTTPS))).isEqualTo(expected);
    }

    @Test
    void every_condition_must_hold() {
        TrustedProxies proxies = new TrustedProxies(List.of(proxy(
                "edge",
                List.of(AddressBlock.parse("10.1.0.0/16")),
                Optional.of(new TrustedProxy.Proof(TRUST, PeerRules.ANYBODY)),
                Optional.of(new SharedSecret("X-Edge", List.of("first-secret-of-ours", "second-secret-of-ours"))))));
        Headers first = headers(Map.of("X-Edge", "first-secret-of-ours"));
        Headers second = headers(Map.of("x-edge", "second-secret-of-ours"));
        X509Certificate own = EDGE.certificate();

        assertThat(name(proxies, from("10.1.0.1", first), own)).isEqualTo("edge");
        assertThat(name(proxies, from("10.1.0.1", second), own)).isEqualTo("edge");
        assertThat(name(proxies, from("10.9.0.1", first), own)).isEqualTo("a stranger");
        assertThat(name(proxies, from("10.1.0.1", Headers.NONE), own)).isEqualTo("a stranger");
        assertThat(name(proxies, from("10.1.0.1", first), NOTHING)).isEqualTo("a stranger");
        assertThat(name(
                        proxies,
                        from("10.1.0.1", first),
                        client(TestCa.named("Infrastructure CA"), "edge").certificate()))
                .isEqualTo("a stranger");
    }

    @Test
    void a_secret_twice_is_none() {
        TrustedProxies proxies = new TrustedProxies(List.of(proxy(
                "edge",
                List.of(),
                Optional.empty(),
                Optional.of(new SharedSecret("X-Edge", List.of("first-secret-of-ours"))))));
        Headers twice = name -> name.equals("X-Edge") ? List.of("guess", "first-secret-of-ours") : List.of();

        assertThat(name(proxies, from("10.1.0.1", twice))).isEqualTo("a stranger");
    }

    @Test
    void of_two_that_it_could_be_it_is_the_one_with_more_conditions() {
        TrustedProxies proxies = new TrustedProxies(List.of(
                at("a-block", "10.0.0.0/8"),
                proxy(
                        "edge",
                        List.of(AddressBlock.parse("10.1.0.0/16")),
                        Optional.of(new TrustedProxy.Proof(TRUST, PeerRules.ANYBODY)),
                        Optional.empty())));

        assertThat(name(proxies, from("10.1.0.1", HTTPS), EDGE.certificate())).isEqualTo("edge");
        assertThat(name(proxies, from("10.1.0.1", HTTPS))).isEqualTo("a-block");
    }

    @Test
    void its_own_identity_is_told_beside_the_callers() {
        TrustedProxies proxies = new TrustedProxies(List.of(proxy(
                "edge",
                List.of(),
                Optional.of(new TrustedProxy.Proof(TRUST, PeerRules.parse("subject:CN=edge"))),
                Optional.empty())));
        X509Certificate[] presented = {EDGE.certificate()};

        Arrival arrival = requireNonNull(proxies.arrival(from("10.1.0.1", HTTPS), presented, NOW));

        assertThat(arrival.way()).isInstanceOfSatisfying(Way.Proxied.class, proxied -> {
            assertThat(proxied.identity())
                    .hasValueSatisfying(edge -> assertThat(edge.certificate()).isEqualTo(EDGE.certificate()));
        });
        assertThat(arrival.certificates()).isEmpty();
        assertThat(arrival.secure()).isTrue();
        assertThat(proxies.arrival(from("10.1.0.1", HTTPS), presented, NOW.plusSeconds(601)))
                .isNull();
    }

    @Test
    void a_proxy_that_does_not_say_that_the_first_connection_was_tls_has_not_said_so() {
        TrustedProxies proxies = new TrustedProxies(List.of(at("edge", "10.1.0.0/16")));
        Connection tls = new Connection(true, "10.1.0.1", 40_000, "1", false, Headers.NONE);

        Arrival arrival = requireNonNull(proxies.arrival(tls, NOTHING, NOW));

        assertThat(arrival.secure()).isFalse();
    }

    @Test
    void a_chain_is_walked_from_the_right_while_the_senders_are_trusted() {
        TrustedProxies proxies = new TrustedProxies(List.of(at("edge", "10.1.0.0/16"), at("outer", "192.0.2.0/24")));
        Headers headers = headers(Map.of(
                "X-Forwarded-For", "127.0.0.1, 203.0.113.9, 192.0.2.7",
                "X-Forwarded-Proto", "https"));

        Arrival arrival = requireNonNull(proxies.arrival(from("10.1.0.1", headers), NOTHING, NOW));

        assertThat(arrival.first().flatMap(FirstConnection::address)).contains("203.0.113.9");
    }

    @ParameterizedTest(name = "{3}")
    @CsvSource({
        "127.0.0.9,      0,     1,                          Undertow makes an address of the header: it has no port",
        "127.0.0.9:1234, 40000, 1,                          Tomcat takes the header's text for an address",
        "127.0.0.9,      1234,  1,                          the header names the port too",
        "127.0.0.9,      40000, /192.0.2.66:40000@5c#1,     Jetty knows the connection by another address",
        "127.0.0.9,      1234,  /127.0.0.9:40000@5c#1,      and by another port",
    })
    void an_address_that_the_container_took_from_a_header_proves_nothing(
            String address, int port, String id, String why) {
        TrustedProxies proxies = new TrustedProxies(List.of(at("edge", "127.0.0.0/8")));
        Headers headers = headers(Map.of("X-Forwarded-For", "127.0.0.9:1234", "X-Forwarded-Proto", "https"));

        assertThat(name(proxies, new Connection(false, address, port, id, false, headers)))
                .as(why)
                .isEqualTo("forwarded-conflict");
    }

    @ParameterizedTest
    @ValueSource(strings = {"for=\"127.0.0.9:01234\"", "for=\"127.0.0.9:+1234\"", "for=\"127.0.0.9:12\\34\""})
    void an_address_that_undertow_took_from_a_header_proves_nothing_however_its_port_is_written(String value) {
        TrustedProxies proxies = new TrustedProxies(List.of(at("edge", "127.0.0.0/8")));
        Headers far = headers(Map.of("Forwarded", "secret=" + "x".repeat(9000) + ';' + value));

        for (Headers headers : List.of(headers(Map.of("Forwarded", value)), far)) {
            assertThat(name(proxies, new Connection(false, "127.0.0.9", 1234, "1", false, headers)))
                    .isEqualTo("forwarded-conflict");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"999.0.0.1", "10.1.0.256", ".:1", "1.2.3.4:", ":::", "[]", "%", ""})
    void what_looks_like_an_address_is_none_and_no_name_server_is_asked(String text) {
        assertThat(KnownAddresses.bytes(text)).isEmpty();
    }

    @Test
    void an_address_of_a_proxy_that_needs_a_secret_too_makes_nobody_a_proxy_behind_another() {
        TrustedProxies proxies = new TrustedProxies(List.of(proxy(
                "edge",
                List.of(AddressBlock.parse("0.0.0.0/0")),
                Optional.empty(),
                Optional.of(new SharedSecret("X-Edge", List.of("first-secret-of-ours"))))));
        Headers headers = headers(Map.of(
                "X-Edge", "first-secret-of-ours",
                "X-Forwarded-For", "127.0.0.1, 203.0.113.9",
                "X-Forwarded-Proto", "https, http"));

        Arrival arrival = requireNonNull(proxies.arrival(from("10.1.0.1", headers), NOTHING, NOW));

        assertThat(arrival.first().flatMap(FirstConnection::address)).contains("203.0.113.9");
        assertThat(arrival.secure()).isFalse();
    }

    @Test
    void the_certificate_of_a_proxy_that_forwards_none_is_not_the_callers() {
        TrustedProxies proxies = new TrustedProxies(List.of(envoy(TRUST, PeerRules.ANYBODY)));

        assertThat(forwarded(proxies, client(INFRA, "outer").certificate())).isEmpty();
    }

    @Test
    void a_caller_before_a_proxy_is_who_it_forwards() {
        TrustedProxies proxies = new TrustedProxies(List.of(envoy(TRUST, PeerRules.ANYBODY)));
        X509Certificate caller = client(TestCa.named("Acme CA"), "billing").certificate();

        assertThat(forwarded(proxies, caller, client(INFRA, "outer").certificate()))
                .containsExactly(caller);
    }

    @Test
    void nobody_is_a_proxy_behind_another_whom_nobody_has_verified() {
        ClientTrust container = ClientTrust.named("infra").container().build();
        TrustedProxies proxies = new TrustedProxies(List.of(envoy(container, PeerRules.parse("subject:CN=edge"))));
        X509Certificate admin = client(TestCa.named("Acme CA"), "admin").certificate();
        X509Certificate madeUp =
                client(TestCa.named("Infrastructure CA"), "edge").certificate();

        assertThat(forwarded(proxies, admin, madeUp)).containsExactly(madeUp);
    }

    @Test
    void callers_of_the_trust_of_a_proxy_that_needs_a_secret_too_forward_nobody() {
        TrustedProxies proxies = new TrustedProxies(List.of(new TrustedProxy(
                "edge",
                List.of(),
                Optional.of(new TrustedProxy.Proof(TRUST, PeerRules.ANYBODY)),
                Optional.of(new SharedSecret("X-Edge", List.of("first-secret-of-ours"))),
                Optional.empty(),
                Optional.of(DialectBuilder.named("envoy").build()),
                Optional.empty())));
        X509Certificate caller = client(INFRA, "caller").certificate();

        assertThat(forwarded(proxies, client(INFRA, "admin").certificate(), caller))
                .containsExactly(caller);
    }

    private static TrustedProxy envoy(ClientTrust trust, PeerRules allow) {
        return new TrustedProxy(
                "edge",
                List.of(),
                Optional.of(new TrustedProxy.Proof(trust, allow)),
                Optional.empty(),
                Optional.empty(),
                Optional.of(DialectBuilder.named("envoy").build()),
                Optional.empty());
    }

    /** Who the caller is of whom the edge says this. */
    private static List<X509Certificate> forwarded(TrustedProxies proxies, X509Certificate... elements) {
        String value = Stream.of(elements)
                .map(each -> "Cert=\"" + Writing.escaped(Writing.pem(each)) + '"')
                .collect(Collectors.joining(","));
        Headers headers = headers(Map.of("X-Edge", "first-secret-of-ours", "X-Forwarded-Client-Cert", value));
        Connection connection = new Connection(true, "10.1.0.1", 40_000, "1", false, headers);

        return List.of(requireNonNull(proxies.arrival(connection, new X509Certificate[] {EDGE.certificate()}, NOW))
                .certificates());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/192.0.2.66:40000@5c#1", "/127.0.0.99:40000@5c#1"})
    void an_address_that_jetty_took_from_a_header_of_any_name_proves_nothing(String id) {
        TrustedProxies proxies = new TrustedProxies(List.of(at("edge", "127.0.0.9/32")));
        Headers headers = headers(Map.of("X-Caller", "127.0.0.9", "X-Forwarded-Proto", "https"));

        assertThat(name(proxies, new Connection(false, "127.0.0.9", 40_000, id, false, headers)))
                .isEqualTo("forwarded-conflict");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "/127.0.0.1:40000@5c#1", "/127.0.0.1:40000@x"})
    void a_proxy_on_the_same_machine_as_its_caller_is_believed(String id) {
        TrustedProxies proxies = new TrustedProxies(List.of(at("edge", "127.0.0.0/8")));
        Headers headers = headers(Map.of("X-Forwarded-For", "127.0.0.1", "X-Forwarded-Proto", "https"));

        assertThat(name(proxies, new Connection(false, "127.0.0.1", 40_000, id, false, headers)))
                .isEqualTo("edge");
    }

    @Test
    void an_address_that_the_container_says_it_has_rewritten_proves_nothing() {
        TrustedProxies proxies = new TrustedProxies(List.of(at("edge", "127.0.0.0/8")));

        assertThat(name(proxies, new Connection(false, "127.0.0.1", 40_000, "1", true, HTTPS)))
                .isEqualTo("forwarded-conflict");
    }

    @Test
    void what_could_be_anybody_or_is_believed_about_nothing_is_refused_at_the_start() {
        assertThatThrownBy(() -> proxy("edge", List.of(), Optional.empty(), Optional.empty()))
                .hasMessageContaining("nothing tells the proxy edge from a stranger");
        assertThatThrownBy(() -> new TrustedProxy(
                        "edge",
                        List.of(AddressBlock.parse("10.0.0.0/8")),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()))
                .hasMessageContaining("believed about nothing");
        assertThatThrownBy(() -> new TrustedProxies(List.of(at("edge", "10.0.0.0/8"), at("other", "10.0.0.0/8"))))
                .hasMessageContaining("nothing tells the proxy other from another one");
        assertThatThrownBy(() -> new SharedSecret("X-Edge", List.of("too-short-secret".substring(1))))
                .hasMessageContaining("16 to 512")
                .hasMessageNotContaining("short-secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Client-Cert", "x-forwarded-proto", "Cookie", "Host", "Connection"})
    void a_header_says_one_thing(String header) {
        assertThatThrownBy(() -> new TrustedProxy(
                        "edge",
                        List.of(),
                        Optional.empty(),
                        Optional.of(new SharedSecret(header, List.of("first-secret-of-ours"))),
                        Optional.of(Forwarding.X_FORWARDED),
                        Optional.of(DialectBuilder.named("rfc9440").build()),
                        Optional.empty()))
                .hasMessageContaining("one for each thing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Proxy-ip", "$WSRA"})
    void an_address_that_a_container_could_have_taken_from_a_header_proves_nothing(String header) {
        TrustedProxies proxies = new TrustedProxies(List.of(at("edge", "127.0.0.0/8")));

        assertThat(name(proxies, from("127.0.0.9", headers(Map.of(header, "127.0.0.9")))))
                .isEqualTo("forwarded-conflict");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Client-Cert",
                "client_cert",
                "CLIENT.CERT",
                "Client-Cert-Chain",
                "X-Forwarded-Client-Cert",
                "x_forwarded_client_cert",
                "X-Forwarded-Proto",
                "X-FORWARDED-FOR",
                "Forwarded",
                "X-SSL-Client-Cert",
                "SSL_CLIENT_CERT",
                "X-Amzn-Mtls-Clientcert-Leaf",
                "X-ARR-ClientCert",
                "X-Client-Cert-Leaf",
                "Cf-Client-Cert-Der-Base64",
                "X-Real-IP",
                "Proxy-auth-cert",
                "X-Proxied-Https",
                "$WSCC",
                "X-Edge",
                "x.edge",
            })
    void a_strangers_header_of_identity_is_hidden_in_every_alias(String name) {
        ForwardingHeaders headers = new ForwardingHeaders(List.of("X-Edge"));

        assertThat(headers.hide(name, null)).isTrue();
        assertThat(headers.hideConnection("keep-alive, " + name.toLowerCase(Locale.ROOT), null))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Accept",
                "Authorization",
                "Content-Type",
                "Cookie",
                "Host",
                "Client",
                "X-Client",
                "X-Request-Id",
                "X-Forward",
                "Via",
                "Early-Data",
                "Connection",
                "Content-Length",
                "If-Modified-Since"
            })
    void other_headers_are_left_alone(String name) {
        assertThat(new ForwardingHeaders(List.of()).hide(name, null)).isFalse();
        assertThat(new ForwardingHeaders(List.of()).hideConnection("close, " + name, null))
                .isFalse();
    }
}
