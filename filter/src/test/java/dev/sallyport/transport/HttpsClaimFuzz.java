// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import dev.sallyport.Headers;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HttpsClaimFuzz {

    static Stream<Arguments> seeds() {
        return Stream.of(
                Arguments.of("https", ""),
                Arguments.of("http, HTTPS", "proto=http"),
                Arguments.of("", "for=192.0.2.1;proto=https;by=\"[2001:db8::1]\""),
                Arguments.of("", "for=192.0.2.1, proto = \"https\""),
                Arguments.of(",,,", ";;=;,"));
    }

    @MethodSource("seeds")
    @FuzzTest
    void only_who_says_https_claims_it(@NotNull String forwardedProto, @NotNull String forwarded) {
        Headers both = name -> switch (name) {
            case "X-Forwarded-Proto" -> List.of(forwardedProto);
            case "Forwarded" -> List.of(forwarded);
            default -> List.of();
        };

        Optional<String> claim = HttpsClaim.header(both);

        if (claim.isPresent()) {
            String said = claim.get().equals("Forwarded") ? forwarded : forwardedProto;
            assertThat(said.replace("\"", "").toLowerCase(Locale.ROOT)).contains("https");
        } else {
            assertThat(forwardedProto.strip()).isNotEqualToIgnoringCase("https");
            assertThat(forwarded.strip()).isNotEqualToIgnoringCase("proto=https");
        }
        Headers more = name -> Stream.concat(both.values(name).stream(), Stream.of("proto=https", "https"))
                .toList();
        assertThat(HttpsClaim.header(more)).isPresent();
    }
}
