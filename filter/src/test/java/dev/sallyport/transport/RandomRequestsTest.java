// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Decision;
import dev.sallyport.Decision.Proceed;
import dev.sallyport.Decision.Redirect;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RandomRequestsTest {

    private static final int REQUESTS = 50_000;
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

    @Test
    void every_host_and_target_gets_a_decision_and_every_redirect_goes_to_the_host_that_was_asked() {
        Random random = new Random(20260101);
        int redirects = 0;
        for (int i = 0; i < REQUESTS; i++) {
            String host = random.nextInt(4) == 0 ? "www.example.com:8080" : text(random, HOST_PARTS, 8);
            String target = random.nextInt(4) == 0 ? "/a?b" : '/' + text(random, TARGET_PARTS, 8);
            if (random.nextInt(20) == 0) {
                target = text(random, TARGET_PARTS, 3);
            }

            Decision decision =
                    POLICY.decide(PlainRequest.get(target).host(host).facts());

            if (decision instanceof Redirect redirect) {
                redirects++;
                assertThat(redirect.location()).matches("https://[!-~]+");
                assertThat(authority(redirect.location())).isEqualTo(expected(host));
                assertThat(RawTarget.of(redirect.location()).path())
                        .doesNotContainPattern("(?i);jsessionid(?:[=;/]|$)");
            } else if (decision instanceof Proceed) {
                assertThat(target).matches("/(?:health|a/[A-Za-z0-9_-]+)(?:\\?[!-~]*)?");
            }
        }
        assertThat(redirects).isGreaterThan(REQUESTS / 100);
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

    private static String text(Random random, List<String> parts, int most) {
        return IntStream.range(0, random.nextInt(most))
                .mapToObj(i -> parts.get(random.nextInt(parts.size())))
                .collect(Collectors.joining());
    }
}
