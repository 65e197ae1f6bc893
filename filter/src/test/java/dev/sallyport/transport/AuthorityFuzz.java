// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.net.URI;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AuthorityFuzz {

    static Stream<Arguments> seeds() {
        return Stream.of(
                        "www.example.com",
                        "www.example.com:8080",
                        "localhost",
                        "192.0.2.1:80",
                        "192.0.2.01",
                        "0x7f.1",
                        "[2001:db8::1]:8443",
                        "[::ffff:192.0.2.1]",
                        "[fe80::1%25eth0]",
                        "a@b",
                        "example.com.",
                        "example.com:65536",
                        "a".repeat(64) + ".example",
                        "-a.example")
                .map(Arguments::of);
    }

    @MethodSource("seeds")
    @FuzzTest
    void a_host_that_is_read_is_the_one_that_a_browser_reads(@NotNull String text) {
        Optional<Authority> authority = Authority.parse(text);
        if (authority.isEmpty()) {
            return;
        }
        String host = authority.get().host();
        String again = host + authority.get().port().map(port -> ":" + port).orElse("");
        assertThat(again).isEqualTo(text).matches("[A-Za-z0-9.:\\[\\]-]+");
        assertThat(Authority.parse(host)).contains(new Authority(host, Optional.empty()));
        URI uri = URI.create("https://" + text + "/");
        assertThat(uri.getRawAuthority()).isEqualTo(text);
        assertThat(uri.getRawPath()).isEqualTo("/");
        assertThat(new HostPattern(host).matches(host)).isTrue();
        assertThat(new HostPattern("other.example").matches(host)).isEqualTo(host.equalsIgnoreCase("other.example"));
    }
}
