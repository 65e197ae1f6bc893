// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.keys;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.sallyport.testca.Issued;
import dev.sallyport.testca.TestCa;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class KeySourceFuzz {

    private static final char[] SECRET = "s3cret-word".toCharArray();
    private static final Issued SERVER =
            TestCa.named("Acme CA").server("localhost").issue();

    static Stream<Arguments> seeds() throws GeneralSecurityException, IOException {
        String chain = SERVER.chainPem();
        return Stream.of(
                        KeyFiles.bytes(chain + SERVER.keyPem()),
                        KeyFiles.bytes(chain + KeyFiles.traditional("EC PRIVATE KEY", SERVER.privateKey())),
                        KeyFiles.bytes(
                                chain + KeyFiles.encrypted("PBEWithHmacSHA256AndAES_256", SERVER.privateKey(), SECRET)),
                        KeyFiles.store("JKS", SECRET, SERVER),
                        KeyFiles.store("PKCS12", SECRET, SERVER))
                .map(Arguments::of);
    }

    @MethodSource("seeds")
    @FuzzTest
    void what_is_read_is_well_or_refused_in_one_sentence_that_tells_nothing_of_the_key(byte[] content) {
        KeyMaterial material;
        try {
            material = KeySource.read(content, SECRET);
        } catch (IOException e) {
            assertThat(e.getMessage()).isNotBlank().doesNotContain("\n", "s3cret-word");
            assertThat(e.getMessage())
                    .doesNotContain(SERVER.keyPem().lines().skip(1).findFirst().orElseThrow());
            return;
        }
        Optional<String> problem = material.problem(Optional.empty(), List.of(), Instant.EPOCH);
        assertThat(problem).isPresent();
        assertThat(material.toString()).doesNotContain("PRIVATE KEY");
    }
}
