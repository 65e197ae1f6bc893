// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;

class TlsProfileTest {

    private static final Set<String> MODERN =
            Set.of("TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256");
    private static final Set<String> ECDHE_WITH_AEAD = Set.of(
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");
    private static final Set<String> INTERMEDIATE =
            Stream.of(MODERN, ECDHE_WITH_AEAD).flatMap(Set::stream).collect(Collectors.toSet());

    @Test
    void of_all_suites_that_java_knows_each_profile_accepts_exactly_its_own() throws Exception {
        Set<String> all = new TreeSet<>(
                Set.of(SSLContext.getDefault().getSupportedSSLParameters().getCipherSuites()));
        all.addAll(INTERMEDIATE);
        all.addAll(
                Set.of("", "(unknown)", "tls_aes_128_gcm_sha256", "TLS_AES_128_CCM_SHA256", "SSL_NULL_WITH_NULL_NULL"));

        assertThat(all).filteredOn(TlsProfile.MODERN::accepts).containsExactlyInAnyOrderElementsOf(MODERN);
        assertThat(all).filteredOn(TlsProfile.INTERMEDIATE::accepts).containsExactlyInAnyOrderElementsOf(INTERMEDIATE);
        assertThat(all).allMatch(TlsProfile.OFF::accepts);
    }

    @Test
    void the_lists_are_those_of_mozillas_guidelines_where_a_copy_is_at_hand() throws IOException {
        Path guidelines = Path.of(System.getProperty("corpora", "../../shared/corpora"))
                .resolve("tls-policy")
                .resolve("6.0.json");
        assumeTrue(Files.exists(guidelines), () -> "no copy at " + guidelines + "; name its folder by -Dcorpora=");
        String json = Files.readString(guidelines);
        int intermediate = json.indexOf("\"intermediate\"");

        assertThat(suites(json.substring(json.indexOf("\"modern\""), intermediate)))
                .isEqualTo(MODERN);
        assertThat(suites(json.substring(intermediate))).isEqualTo(INTERMEDIATE);
    }

    private static Set<String> suites(String json) {
        return Pattern.compile("\"(TLS_[A-Z0-9_]+)\"")
                .matcher(json)
                .results()
                .map((MatchResult result) -> result.group(1))
                .collect(Collectors.toSet());
    }
}
