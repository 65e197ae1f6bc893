// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Headers;
import dev.sallyport.Way.ProxyVerdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Which headers need not be read again. */
class SeenHeadersTest {

    private static final String VALUE = "MIIB".repeat(240);

    private final AtomicInteger reads = new AtomicInteger();
    private final SeenHeaders seen = new SeenHeaders(new Counting());

    /** Reads nothing, but counts how often it does. */
    private final class Counting implements Dialect {
        @Override
        public List<String> headers() {
            return List.of("Client-Cert", "X-Client-Verify");
        }

        @Override
        public CallerCertificates read(Headers headers) {
            reads.incrementAndGet();
            return new CallerCertificates(List.of(), ProxyVerdict.VERIFIED, Optional.empty());
        }
    }

    private int readsOf(Map<String, List<String>> headers) throws ForwardedException {
        int before = reads.get();
        seen.read(name -> headers.getOrDefault(name, List.of()));
        return reads.get() - before;
    }

    private void keep(Map<String, List<String>> headers) throws ForwardedException {
        Headers lines = name -> headers.getOrDefault(name, List.of());
        seen.keep(lines, seen.read(lines));
    }

    @Test
    void those_of_a_proven_caller_are_read_once() throws ForwardedException {
        Map<String, List<String>> known = Map.of("Client-Cert", List.of(VALUE), "X-Client-Verify", List.of("SUCCESS"));
        assertThat(readsOf(known)).isEqualTo(1);
        assertThat(readsOf(known)).isEqualTo(1);

        keep(known);

        assertThat(readsOf(known)).isZero();
    }

    @Test
    void every_character_counts_and_every_header() throws ForwardedException {
        keep(Map.of("Client-Cert", List.of(VALUE), "X-Client-Verify", List.of("SUCCESS")));

        for (int at = 0; at < VALUE.length(); at++) {
            String other = VALUE.substring(0, at) + 'x' + VALUE.substring(at + 1);
            assertThat(readsOf(Map.of("Client-Cert", List.of(other), "X-Client-Verify", List.of("SUCCESS"))))
                    .isEqualTo(1);
        }
        assertThat(readsOf(Map.of("Client-Cert", List.of(VALUE), "X-Client-Verify", List.of("NONE"))))
                .isEqualTo(1);
        assertThat(readsOf(Map.of("Client-Cert", List.of(VALUE)))).isEqualTo(1);
        assertThat(readsOf(Map.of("Client-Cert", List.of(VALUE, VALUE), "X-Client-Verify", List.of("SUCCESS"))))
                .isEqualTo(1);
        assertThat(readsOf(Map.of(
                        "Client-Cert", List.of(VALUE),
                        "X-Client-Verify", List.of("SUCCESS"),
                        "Connection", List.of("Client-Cert"))))
                .isEqualTo(1);
    }

    @Test
    void longer_ones_than_anybody_needs_are_not_kept() throws ForwardedException {
        Map<String, List<String>> known = Map.of("Client-Cert", List.of("MIIB".repeat(4097)));
        keep(known);

        assertThat(readsOf(known)).isEqualTo(1);
    }
}
