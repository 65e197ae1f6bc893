// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Decision;
import dev.sallyport.Decision.Proceed;
import dev.sallyport.Decision.Redirect;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;

class RequestPropertiesTest {

    private static final List<String> HOST_PARTS = List.of(
            "a",
            "example",
            "com",
            "www",
            ".",
            ".",
            "-",
            ":",
            "[",
            "]",
            "::",
            "1",
            "127.0.0.1",
            "ffff",
            "80",
            "8080",
            "65536",
            "@",
            "/",
            "\\",
            "%",
            "%25",
            "_",
            " ",
            "\r\n",
            "\n",
            "\t",
            "\u0000",
            "é",
            "\u2028",
            "0x7f",
            "#",
            "?",
            ",",
            "*");
    private static final List<String> TARGET_PARTS = List.of(
            "/",
            "/",
            "a",
            "health",
            "..",
            ".",
            ";",
            ";jsessionid=1",
            ";JSESSIONID",
            "%2e",
            "%2F",
            "%",
            "?",
            "?",
            "=",
            "&",
            "#",
            "\\",
            " ",
            "\r",
            "\n",
            "\u0000",
            "é",
            "\uD83D\uDE00",
            "\uD800",
            "\u2028",
            "<",
            ">",
            "\"",
            "[",
            "{",
            "|",
            "http://",
            "//evil.example",
            "*");
    private static final HttpsPolicy POLICY = new HttpsPolicy(
            true,
            PortMap.parse("80:443, 8080:8443, 1:2"),
            List.of(),
            List.of("Authorization"),
            List.of(new ExemptPath("/health"), new ExemptPath("/a/*")));

    @Property(tries = 5_000)
    void every_host_and_target_gets_a_decision_and_every_redirect_goes_to_the_host_that_was_asked(
            @ForAll("hosts") String host, @ForAll("targets") String target) {
        Decision decision = POLICY.decide(PlainRequest.get(target).host(host).facts());

        Statistics.collect(decision.getClass().getSimpleName());
        Statistics.coverage(counted -> counted.check("Redirect").percentage(share -> share > 1));
        if (decision instanceof Redirect redirect) {
            assertThat(redirect.location()).matches("https://[!-~]+");
            assertThat(authority(redirect.location())).isEqualTo(expected(host));
            assertThat(RawTarget.of(redirect.location()).path()).doesNotContainPattern("(?i);jsessionid(?:[=;/]|$)");
        } else if (decision instanceof Proceed) {
            assertThat(target).matches("/(?:health|a/[A-Za-z0-9_-]+)(?:\\?[!-~]*)?");
        }
    }

    @Provide
    Arbitrary<String> hosts() {
        Arbitrary<String> odd = Arbitraries.of(HOST_PARTS).list().ofMaxSize(7).map(parts -> String.join("", parts));
        return Arbitraries.frequencyOf(Tuple.of(3, odd), Tuple.of(1, Arbitraries.just("www.example.com:8080")));
    }

    @Provide
    Arbitrary<String> targets() {
        Arbitrary<String> odd = Arbitraries.of(TARGET_PARTS).list().ofMaxSize(7).map(parts -> String.join("", parts));
        return Arbitraries.frequencyOf(
                Tuple.of(14, odd.map(target -> '/' + target)), Tuple.of(5, Arbitraries.just("/a?b")), Tuple.of(1, odd));
    }

    /** As a browser finds it: up to the first character that ends an authority. */
    private static String authority(String location) {
        return location.substring("https://".length()).split("[/?#\\\\]", 2)[0];
    }

    private static String expected(String host) {
        Authority asked = Authority.parse(host).orElseThrow();
        int https = POLICY.ports().httpsPort(asked.port().orElse(80)).orElseThrow();
        return https == 443 ? asked.host() : asked.host() + ':' + https;
    }
}
