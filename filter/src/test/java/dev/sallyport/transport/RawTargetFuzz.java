// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.net.URI;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RawTargetFuzz {

    static Stream<Arguments> seeds() {
        return Stream.of(
                        "/a/b?c=d",
                        "/a;jsessionid=1/b;JSESSIONID;c=d?e;jsessionid=2",
                        "/a;jsessionid=1%0A/b",
                        "/a;%6Asessionid=1;jsession%69d",
                        "//evil.example/",
                        "/a/../b",
                        "/a/%2e%2e/b",
                        "/a\\b",
                        "/a\r\nSet-Cookie: a=b",
                        "*",
                        "https://www.example.com/a",
                        "/;;;;;;;;;=")
                .map(Arguments::of);
    }

    @MethodSource("seeds")
    @FuzzTest
    void a_target_is_repeated_as_it_was_and_without_a_session(@NotNull String text) {
        RawTarget target = RawTarget.of(text);
        assertThat(target.path() + target.query()).isEqualTo(text);
        String without = target.withoutSessionId();
        assertThat(RawTarget.of(without).withoutSessionId()).isEqualTo(without);
        assertThat(RawTarget.of(without).query()).isEqualTo(target.query());
        if (target.isWellFormed()) {
            assertThat(RawTarget.of(without).path()).doesNotContainPattern("(?i);jsessionid(?:[=;/]|$)");
            assertThat(text).matches("/[!-~]*").doesNotContain("#");
            assertThat(RawTarget.of(without).isWellFormed()).isTrue();
        }
        if (target.isCanonical()) {
            assertThat(without).isEqualTo(text);
            URI uri = URI.create(plain(target.path()));
            assertThat(uri.normalize().getPath()).isEqualTo(uri.getPath()).isEqualTo(uri.getRawPath());
        }
    }

    /** Without what browsers send and {@link URI} refuses. */
    private static String plain(String path) {
        return path.replaceAll("[\\[\\]^`{|}]", "_");
    }
}
