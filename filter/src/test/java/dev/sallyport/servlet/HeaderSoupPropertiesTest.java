// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Event;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/** Whatever headers a stranger sends, the application never sees one by which proxies speak, by whichever accessor. */
class HeaderSoupPropertiesTest {

    /** Every name, as any server or gateway may spell it; written apart from what is tested. */
    private static final Pattern PROXIES_SPEAK = Pattern.compile(
            "forwarded|client[^a-z0-9]cert([^a-z0-9].*)?|x[^a-z0-9]forwarded([^a-z0-9].*)?"
                    + "|x[^a-z0-9]ssl[^a-z0-9].*|ssl[^a-z0-9]client[^a-z0-9].*|x[^a-z0-9]amzn[^a-z0-9]mtls[^a-z0-9].*"
                    + "|x[^a-z0-9]arr[^a-z0-9](clientcert|ssl)|x[^a-z0-9]client[^a-z0-9]cert.*|x[^a-z0-9]client[^a-z0-9]verify"
                    + "|cf[^a-z0-9]client[^a-z0-9]cert[^a-z0-9].*|cf[^a-z0-9]cert[^a-z0-9].*|x[^a-z0-9]real[^a-z0-9]ip"
                    + "|x[^a-z0-9]amzn[^a-z0-9]tls[^a-z0-9].*|x[^a-z0-9]tls[^a-z0-9]client[^a-z0-9].*|x[^a-z0-9]client[^a-z0-9]ip");

    private static final List<String> WORDS = List.of(
            "client",
            "cert",
            "chain",
            "x",
            "forwarded",
            "proto",
            "for",
            "host",
            "ssl",
            "verify",
            "amzn",
            "mtls",
            "clientcert",
            "leaf",
            "arr",
            "cf",
            "der",
            "base64",
            "real",
            "ip",
            "accept",
            "cookie",
            "tls",
            "connection");

    private final Gatehouse house = new Gatehouse((Event event) -> {}, InstantSource.system(), List.of());

    private record Field(String name, String value) {}

    @Property(tries = 100_000)
    void a_stranger_names_no_caller(@ForAll("fields") List<Field> fields) {
        HttpServletRequest request = guarded(fields);

        List<String> names = Collections.list(request.getHeaderNames());
        assertThat(names).noneMatch(HeaderSoupPropertiesTest::isProxys);
        assertThat(request.getTrailerFields().keySet()).noneMatch(HeaderSoupPropertiesTest::isProxys);
        for (Field field : fields) {
            if (isProxys(field.name())) {
                assertThat(request.getHeader(field.name())).isNull();
                assertThat(Collections.list(request.getHeaders(field.name()))).isEmpty();
                assertThat(request.getIntHeader(field.name())).isEqualTo(-1);
                assertThat(request.getDateHeader(field.name())).isEqualTo(-1);
            } else if (field.name().equalsIgnoreCase("Connection")) {
                assertThat(Collections.list(request.getHeaders("Connection")))
                        .noneMatch(line ->
                                List.of(line.split(",", -1)).stream().anyMatch(HeaderSoupPropertiesTest::isProxys));
            } else {
                assertThat(request.getHeader(field.name())).isNotNull();
                assertThat(names).anyMatch(field.name()::equalsIgnoreCase);
            }
        }
    }

    @Provide
    Arbitrary<List<Field>> fields() {
        Arbitrary<String> name = Combinators.combine(
                        Arbitraries.of(WORDS).list().ofMinSize(1).ofMaxSize(4),
                        Arbitraries.frequency(Tuple.of(6, "-"), Tuple.of(2, "_"), Tuple.of(1, "."), Tuple.of(1, "~")),
                        Arbitraries.of(true, false))
                .as((words, between, upper) -> {
                    String joined = String.join(between, words);
                    return upper ? joined.toUpperCase(Locale.ROOT) : joined;
                });
        Arbitrary<Field> field = Combinators.combine(
                        name, Arbitraries.of("a", "1", "client-cert", "Client_Cert, close"))
                .as(Field::new);
        return field.list().ofMaxSize(8);
    }

    private static boolean isProxys(String name) {
        return PROXIES_SPEAK.matcher(name.strip().toLowerCase(Locale.ROOT)).matches();
    }

    private HttpServletRequest guarded(List<Field> fields) {
        HttpServletRequest request = new WithFields(fields);
        Exchange exchange = Exchange.of(request, house);
        return GuardedRequest.around(request, exchange, new BareResponse());
    }

    /** A request with these header lines, and the same as trailers. */
    private static final class WithFields extends HttpServletRequestWrapper {
        private final Map<String, List<String>> lines = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

        private WithFields(List<Field> fields) {
            super(new BareRequest("orders").again());
            fields.forEach(field -> lines.computeIfAbsent(field.name(), first -> new ArrayList<>())
                    .add(field.value()));
        }

        @Override
        public @Nullable String getHeader(String name) {
            return lines.containsKey(name) ? lines.get(name).get(0) : null;
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            return Collections.enumeration(lines.getOrDefault(name, List.of()));
        }

        @Override
        public Enumeration<String> getHeaderNames() {
            return Collections.enumeration(lines.keySet());
        }

        @Override
        public int getIntHeader(String name) {
            return lines.containsKey(name) ? 1 : -1;
        }

        @Override
        public long getDateHeader(String name) {
            return lines.containsKey(name) ? 1 : -1;
        }

        @Override
        public Map<String, String> getTrailerFields() {
            return lines.keySet().stream()
                    .collect(Collectors.toMap(
                            name -> name.toLowerCase(Locale.ROOT), name -> "trailer", (one, other) -> one));
        }
    }
}
