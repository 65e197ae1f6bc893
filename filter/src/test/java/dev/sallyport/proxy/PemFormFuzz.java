// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.net.URLDecoder;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** PEM in one line, percent-encoded or with blanks. */
class PemFormFuzz {

    static Stream<Arguments> seeds() {
        String pem = Writing.pem(SeedCertificates.LEAF, SeedCertificates.BETWEEN);
        return Stream.of(
                        Writing.escaped(pem),
                        Writing.escapedButPlus(pem),
                        Writing.spaced(pem),
                        Writing.escaped(Writing.pem(new byte[] {1, 2, 3, 4})),
                        "-----BEGIN%20CERTIFICATE-----%0AAA%3D%3d%0A-----END%20CERTIFICATE-----",
                        "(null)")
                .map(Arguments::of);
    }

    @MethodSource("seeds")
    @FuzzTest
    void what_is_decoded_in_one_pass_is_what_two_decoders_make_of_it(@NotNull String text) {
        for (PemForm form : PemForm.values()) {
            try {
                List<byte[]> decoded = form.decode("X-Cert", text);
                String pem = form == PemForm.SPACED
                        ? text
                        : URLDecoder.decode(text.replace("+", "%2B"), ISO_8859_1)
                                .replace('\n', ' ');
                String[] blocks = pem.split("-----(?:BEGIN|END) CERTIFICATE-----", -1);
                for (int i = 0; i < decoded.size(); i++) {
                    String base64 = blocks[2 * i + 1].replace(" ", "");
                    assertThat(decoded.get(i)).isEqualTo(Base64.getDecoder().decode(base64));
                }
                assertThat(blocks).hasSize(2 * decoded.size() + 1);
            } catch (ForwardedException e) {
                assertThat(e.isConflict()).isFalse();
            }
        }
        for (String name : List.of("nginx", "apache", "aws-alb-passthrough")) {
            Dialect dialect = DialectBuilder.named(name).build();
            assertThat(Outcome.of(dialect, Lines.of(dialect.headers().get(0), text)))
                    .matches("[0-9]+ unsaid|none|malformed");
        }
    }
}
