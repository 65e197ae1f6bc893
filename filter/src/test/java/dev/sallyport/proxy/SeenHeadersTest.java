// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Headers;
import dev.sallyport.Way.ProxyVerdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which headers need not be read again. */
class SeenHeadersTest {

    private static final String VALUE = "MIIB".repeat(240);

    private static final CallerCertificates READ =
            new CallerCertificates(List.of(), ProxyVerdict.VERIFIED, Optional.empty());

    private final SeenHeaders seen = new SeenHeaders(new Two());

    /** A dialect of two headers. */
    private static final class Two implements Dialect {
        @Override
        public List<String> headers() {
            return List.of("Client-Cert", "X-Client-Verify");
        }

        @Override
        public CallerCertificates read(Headers headers) {
            return READ;
        }
    }

    private static Headers lines(Map<String, List<String>> headers) {
        return name -> headers.getOrDefault(name, List.of());
    }

    private boolean areKnown(Map<String, List<String>> headers) {
        return READ.equals(seen.recall(lines(headers)));
    }

    private void keep(Map<String, List<String>> headers) {
        seen.keep(lines(headers), READ);
    }

    @Test
    void those_of_a_proven_caller_need_not_be_read_again() {
        Map<String, List<String>> known = Map.of("Client-Cert", List.of(VALUE), "X-Client-Verify", List.of("SUCCESS"));
        assertThat(areKnown(known)).isFalse();

        keep(known);

        assertThat(areKnown(known)).isTrue();
    }

    @Test
    void every_character_counts_and_every_header() {
        keep(Map.of("Client-Cert", List.of(VALUE), "X-Client-Verify", List.of("SUCCESS")));

        for (int at = 0; at < VALUE.length(); at++) {
            String other = VALUE.substring(0, at) + 'x' + VALUE.substring(at + 1);
            assertThat(areKnown(Map.of("Client-Cert", List.of(other), "X-Client-Verify", List.of("SUCCESS"))))
                    .isFalse();
        }
        assertThat(areKnown(Map.of("Client-Cert", List.of(VALUE), "X-Client-Verify", List.of("NONE"))))
                .isFalse();
        assertThat(areKnown(Map.of("Client-Cert", List.of(VALUE)))).isFalse();
        assertThat(areKnown(Map.of("Client-Cert", List.of(VALUE, VALUE), "X-Client-Verify", List.of("SUCCESS"))))
                .isFalse();
        assertThat(areKnown(Map.of(
                        "Client-Cert", List.of(VALUE),
                        "X-Client-Verify", List.of("SUCCESS"),
                        "Connection", List.of("Client-Cert"))))
                .isFalse();
    }

    @Test
    void longer_ones_than_anybody_needs_are_not_kept() {
        Map<String, List<String>> known = Map.of("Client-Cert", List.of("MIIB".repeat(4097)));
        keep(known);

        assertThat(areKnown(known)).isFalse();
    }
}
