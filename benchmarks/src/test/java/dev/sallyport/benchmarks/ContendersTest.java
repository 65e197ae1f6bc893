// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.benchmarks.contenders.BehindProxy;
import dev.sallyport.benchmarks.contenders.CertificateHeader;
import dev.sallyport.benchmarks.contenders.Contender;
import dev.sallyport.benchmarks.contenders.HeaderReader;
import dev.sallyport.benchmarks.contenders.Registered;
import dev.sallyport.benchmarks.contenders.Rules;
import dev.sallyport.benchmarks.contenders.Verifier;
import dev.sallyport.benchmarks.pki.Algorithm;
import dev.sallyport.benchmarks.pki.Fresh;
import dev.sallyport.benchmarks.pki.Partners;
import dev.sallyport.benchmarks.requests.Connection;
import dev.sallyport.benchmarks.requests.FilterLine;
import dev.sallyport.benchmarks.requests.HandMadeRequest;
import dev.sallyport.benchmarks.requests.HandMadeResponse;
import dev.sallyport.peer.PeerRules;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletConnection;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is compared does what it is compared for. */
class ContendersTest {

    private static final Partners PARTNERS = new Partners(Algorithm.EC);

    @ParameterizedTest
    @EnumSource(names = {"SALLYPORT", "SPRING_SECURITY"})
    void a_good_peer_is_known_and_told_of_HSTS(Contender contender) throws Exception {
        Connection connection = connection(contender, Map.of());

        boolean answered = connection.send(certificates(PARTNERS.billing().chain()));

        assertThat(answered).isTrue();
        assertThat(connection.caller().getName()).contains("billing");
        assertThat(connection.response().getHeader("Strict-Transport-Security")).startsWith("max-age=31536000");
    }

    @ParameterizedTest
    @EnumSource(names = {"SALLYPORT", "SPRING_SECURITY"})
    void a_stranger_is_refused(Contender contender) throws Exception {
        Connection connection = connection(contender, Map.of());

        boolean answered = connection.send(certificates(PARTNERS.stranger().chain()));

        assertThat(answered).isFalse();
        assertThat(connection.response().getStatus()).isEqualTo(403);
    }

    @Test
    void the_empty_filter_sets_its_header_and_nothing_else() throws Exception {
        Connection connection = connection(Contender.EMPTY_FILTER, Map.of());

        boolean answered = connection.send(certificates(PARTNERS.stranger().chain()));

        assertThat(answered).isTrue();
        assertThat(connection.caller()).isNull();
        assertThat(connection.response().getHeaderNames()).containsExactly("Strict-Transport-Security");
    }

    @Test
    void the_filter_of_the_same_calls_asks_and_tells_the_container_what_Sallyport_does() throws Exception {
        List<String> sallyport = calls(Contender.SALLYPORT);

        assertThat(calls(Contender.SAME_CALLS)).isEqualTo(sallyport).hasSizeGreaterThan(10);
    }

    @Test
    void only_the_last_of_the_rules_lets_a_peer_in() throws Exception {
        String all = String.join("\n", Rules.texts(50));
        String allButTheLast = String.join("\n", Rules.texts(50).subList(0, 49));
        X509Certificate[] billing = certificates(PARTNERS.billing().chain());

        assertThat(connection(Contender.SALLYPORT, Map.of("require.allow", all)).send(billing))
                .isTrue();
        assertThat(connection(Contender.SALLYPORT, Map.of("require.allow", allButTheLast))
                        .send(billing))
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void every_verifier_tells_good_from_bad_among_many_anchors(Verifier.Kind kind) throws Exception {
        PeerRules allow = PeerRules.parse(Partners.BILLING);

        Verifier verifier =
                kind.of(PARTNERS.anchors(20), allow, InstantSource.system().instant());

        assertThat(verifier.accepts(PARTNERS.billing().chain())).isTrue();
        assertThat(verifier.accepts(PARTNERS.expired().chain())).isFalse();
        assertThat(verifier.accepts(PARTNERS.stranger().chain())).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void a_forwarded_peer_is_known_to_Sallyport_and_let_in_by_all(CertificateHeader header) throws Exception {
        X509Certificate billing = PARTNERS.belowTheRoot(1).get(0);
        Connection sallyport = BehindProxy.SALLYPORT.connection(header, PARTNERS);

        assertThat(sallyport.send(bytes(header.of(billing)))).isTrue();
        assertThat(sallyport.caller().getName()).isEqualTo(Partners.BILLING);
        assertThat(sallyport.send(bytes(header.of(PARTNERS.stranger().certificate()))))
                .isFalse();
        for (BehindProxy mapper : List.of(BehindProxy.CERTIFICATE_MAPPER, BehindProxy.CACHING_CERTIFICATE_MAPPER)) {
            assertThat(mapper.connection(header, PARTNERS).send(bytes(header.withoutFrame(billing))))
                    .isTrue();
        }
    }

    @Test
    void a_forwarded_certificate_has_about_950_characters() throws Exception {
        X509Certificate billing = PARTNERS.belowTheRoot(1).get(0);

        assertThat(CertificateHeader.RFC9440.of(billing)).hasSizeBetween(900, 1000);
    }

    @ParameterizedTest
    @EnumSource
    void every_reader_reads_the_same_of_a_header(CertificateHeader header) throws Exception {
        X509Certificate billing = PARTNERS.belowTheRoot(1).get(0);

        for (HeaderReader.Kind kind : HeaderReader.Kind.values()) {
            assertThat(kind.of(header).read(kind.value(header, billing))).isEqualTo(billing);
        }
    }

    @Test
    void a_fresh_certificate_is_equal_and_another_object_each_time() {
        List<X509Certificate> chain = PARTNERS.billing().chain();

        X509Certificate[] first = Fresh.copy(chain);
        X509Certificate[] second = Fresh.copy(chain);

        assertThat(first).containsExactlyElementsOf(chain);
        assertThat(first[0]).isNotSameAs(second[0]).isNotSameAs(chain.get(0));
        assertThat(first[1]).isNotSameAs(second[1]).isNotSameAs(chain.get(1));
    }

    private static Connection connection(Contender contender, Map<String, String> settings) throws Exception {
        return new Connection(Registered.filters(contender, PARTNERS.anchorFile(), settings));
    }

    /** What is asked of the container and told it for a peer who is known already, in the order of the alphabet. */
    private static List<String> calls(Contender contender) throws Exception {
        X509Certificate[] billing = certificates(PARTNERS.billing().chain());
        List<Filter> filters = Registered.filters(contender, PARTNERS.anchorFile(), Map.of());
        new Connection(filters).send(billing);
        List<String> calls = new ArrayList<>();

        boolean answered = new FilterLine(filters)
                .send(
                        recorded(HttpServletRequest.class, new HandMadeRequest().next(billing), calls),
                        recorded(HttpServletResponse.class, new HandMadeResponse().next(), calls));

        assertThat(answered).isTrue();
        return calls.stream().sorted().toList();
    }

    /** The object, each call of which is written down, as are those of what it gives; what a filter keeps there is called its own. */
    private static <T> T recorded(Class<T> type, T object, List<String> calls) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    String with = Stream.ofNullable(arguments)
                            .flatMap(Stream::of)
                            .map(Object::toString)
                            .map(argument -> argument.startsWith("dev.sallyport.") ? "its own" : argument)
                            .collect(Collectors.joining(", "));
                    calls.add(method.getName() + '(' + with + ')');
                    Object given = method.invoke(object, arguments);
                    return method.getReturnType() == ServletConnection.class
                            ? recorded(ServletConnection.class, (ServletConnection) given, calls)
                            : method.getReturnType() == HttpServletMapping.class
                                    ? recorded(HttpServletMapping.class, (HttpServletMapping) given, calls)
                                    : given;
                }));
    }

    private static byte[] bytes(String header) {
        return header.getBytes(StandardCharsets.US_ASCII);
    }

    private static X509Certificate[] certificates(List<X509Certificate> chain) {
        return chain.toArray(X509Certificate[]::new);
    }
}
