// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import dev.sallyport.transport.Authority;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code Forwarded} and {@code X-Forwarded-*}. */
class ForwardingFuzz {

    static Stream<Arguments> seeds() {
        return Stream.of(
                Arguments.of(
                        "for=192.0.2.1;proto=https;host=a.example", "192.0.2.1, 10.0.0.1", "https", "a.example:443"),
                Arguments.of("for=\"[2001:db8::1]:4711\";by=_x, for=10.0.0.1", "2001:db8::1", "http, https", "[::1]"),
                Arguments.of("for=unknown;host=\"a\\\"b\"", "[::1]:80,unknown", "https,http", "a,b"),
                Arguments.of("a=\"\u00E9\\\\\";B=;", "_x:_y", "", "a.example."));
    }

    @MethodSource("seeds")
    @FuzzTest
    void whatever_is_read_is_well_formed(
            @NotNull String forwarded, @NotNull String addresses, @NotNull String proto, @NotNull String host) {
        Lines lines = Lines.of("X-Forwarded-For", addresses)
                .and("X-Forwarded-Proto", proto)
                .and("X-Forwarded-Host", host);
        read(Forwarding.FORWARDED, Lines.of("Forwarded", forwarded));
        read(Forwarding.X_FORWARDED, lines);
        read(Forwarding.X_FORWARDED, lines.and("Forwarded", forwarded));
        writeBack(forwarded);
    }

    private static void read(Forwarding forwarding, Lines lines) {
        try {
            FirstConnection read = forwarding.read(lines, address -> address.startsWith("10."));
            read.host().ifPresent(host -> assertThat(Authority.isHost(host)).isTrue());
            read.port().ifPresent(port -> assertThat(port).isBetween(1, 65535));
            read.address()
                    .ifPresent(address -> assertThat(
                                    Authority.isHost(address.contains(":") ? '[' + address + ']' : address))
                            .isTrue());
        } catch (ForwardedException e) {
            assertThat(e.getMessage()).isNotBlank();
            assertThat(e.header()).isIn("Forwarded", "X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host");
        }
    }

    private static void writeBack(String forwarded) {
        try {
            List<Map<String, String>> elements = ForwardedParser.parse("Forwarded", List.of(forwarded));
            assertThat(ForwardedParser.parse("Forwarded", List.of(ForwardedPropertiesTest.written(elements))))
                    .isEqualTo(elements);
        } catch (ForwardedException e) {
            assertThat(e.isConflict()).isFalse();
        }
    }
}
