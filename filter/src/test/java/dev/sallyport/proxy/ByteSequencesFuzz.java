// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.greenbytes.http.sfv.Parser;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The headers of RFC 9440, and HAProxy's. */
class ByteSequencesFuzz {

    private static final Dialect RFC9440 = DialectBuilder.named("rfc9440").build();
    private static final Dialect HAPROXY = DialectBuilder.named("haproxy").build();

    static Stream<Arguments> seeds() {
        String leaf = Writing.item(SeedCertificates.LEAF);
        return Stream.of(
                Arguments.of(leaf, Writing.list(SeedCertificates.ALL)),
                Arguments.of(leaf, Writing.item(Writing.concatenated(SeedCertificates.ALL))),
                Arguments.of(leaf, "::"),
                Arguments.of(leaf + ";a=1", ":AAAA:, :AA==:\t,:AAA=:"),
                Arguments.of(":Zm9v:", ":iZ==:,(:AAAA: :AAAA:)"),
                Arguments.of(":{http.request.tls.client.certificate_der_base64}:", ""));
    }

    @MethodSource("seeds")
    @FuzzTest
    void what_is_read_is_what_would_be_written(@NotNull String leaf, @NotNull String chain) {
        Lines lines = Lines.of("Client-Cert", leaf).and("Client-Cert-Chain", chain);
        for (Dialect dialect : List.of(RFC9440, HAPROXY)) {
            assertThat(Outcome.of(dialect, lines)).matches("[0-9]+ unsaid|none|malformed|conflict");
        }
        try {
            assertThat(Writing.item(ByteSequences.item("Client-Cert", leaf))).isEqualTo(leaf.strip());
            assertThat(Parser.parseItem(leaf).serialize()).isEqualTo(leaf.strip());
        } catch (ForwardedException e) {
            assertThat(e.isConflict()).isFalse();
        }
        try {
            String written = ByteSequences.list("Client-Cert-Chain", List.of(chain)).stream()
                    .map(Writing::item)
                    .collect(Collectors.joining(","));
            assertThat(written).isEqualTo(chain.replaceAll("[ \t]", ""));
        } catch (ForwardedException e) {
            assertThat(e.isConflict()).isFalse();
        }
    }
}
