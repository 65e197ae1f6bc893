// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.net.URI;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FetchUrlFuzz {

    static Stream<Arguments> seeds() {
        return Stream.of(
                        "http://crl.example/a.crl",
                        "https://crl.example:8443/a?b=c",
                        "http://[2001:db8::1]/",
                        "http://0x7f.1/",
                        "http://a@b/",
                        "http://[2001:db8::1]/@",
                        "ldap://crl.example/",
                        "http://crl.example/\r\n")
                .map(Arguments::of);
    }

    /** What is read is one host without a doubt: the JDK, where it can read the host too, reads the same. */
    @MethodSource("seeds")
    @FuzzTest
    void a_url_is_refused_or_means_one_host_and_one_line(@NotNull String text) {
        FetchUrl url;
        try {
            url = FetchUrl.parse(text);
        } catch (FetchException e) {
            return;
        }
        assertThat(url.scheme()).isIn("http", "https");
        assertThat(url.port()).isBetween(1, 65_535);
        assertThat(url.target()).matches("/[!-~]*").doesNotContain("#");
        assertThat(url.origin()).doesNotContain("@");
        assertThat(url.toString()).doesNotContain("?");
        assertThat(new HostRule(url.host()).text()).isEqualTo(url.host());
        if (url.isNamed()) {
            URI uri = URI.create(url.origin());
            assertThat(uri.getHost()).isEqualTo(url.host());
            assertThat(uri.getUserInfo()).isNull();
        }
    }
}
