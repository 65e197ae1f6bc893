// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import dev.sallyport.Decision;
import dev.sallyport.Decision.Proceed;
import dev.sallyport.Decision.Redirect;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Host and target together, as a request brings them. */
class HttpsPolicyFuzz {

    private static final HttpsPolicy POLICY = new HttpsPolicy(
            true,
            PortMap.parse("80:443, 8080:8443"),
            List.of(),
            List.of("Authorization"),
            List.of(new ExemptPath("/health"), new ExemptPath("/a/*")));

    static Stream<Arguments> seeds() {
        return Stream.of(
                Arguments.of("www.example.com", "/a?b"),
                Arguments.of("www.example.com:8080", "//evil.example/a"),
                Arguments.of("[::1]:8080", "/a;jsessionid=1"),
                Arguments.of("evil.example\\@www.example.com", "/"),
                Arguments.of("www.example.com", "/a/..%2f/health"),
                Arguments.of("www.example.com", "@evil.example/"));
    }

    @MethodSource("seeds")
    @FuzzTest
    void every_redirect_goes_to_the_host_that_was_asked(@NotNull String host, @NotNull String target) {
        Decision decision = POLICY.decide(PlainRequest.get(target).host(host).facts());

        if (decision instanceof Redirect redirect) {
            assertThat(redirect.location()).matches("https://[!-~]+");
            assertThat(authority(redirect.location())).isEqualTo(expected(host));
        } else if (decision instanceof Proceed) {
            assertThat(target).matches("/(?:health|a/[A-Za-z0-9_-]+)(?:\\?[!-~]*)?");
        }
    }

    /** As a browser finds it: up to the first character that ends an authority. */
    private static String authority(String location) {
        return location.substring("https://".length()).split("[/?#\\\\]", 2)[0];
    }

    private static String expected(String host) {
        Authority asked = Authority.parse(host).orElseThrow();
        Optional<Integer> https = POLICY.ports().httpsPort(asked.port().orElse(80));
        return https.orElseThrow() == 443 ? asked.host() : asked.host() + ':' + https.get();
    }
}
