// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import dev.sallyport.proxy.XfccElement.Pair;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class XfccFuzz {

    private static final Dialect ENVOY = DialectBuilder.named("envoy").build();

    static Stream<Arguments> seeds() {
        String cert = "Cert=\"" + Writing.escaped(Writing.pem(SeedCertificates.LEAF)) + '"';
        String chain = "Chain=\"" + Writing.escaped(Writing.pem(SeedCertificates.LEAF, SeedCertificates.BETWEEN)) + '"';
        return Stream.of(
                        cert,
                        chain,
                        "By=spiffe://a/b;Hash=00;" + cert + ";URI=spiffe://a/b;DNS=a.example",
                        "By=spiffe://a/b," + cert + ";Subject=\"CN=\\\"a\\\\, b\"",
                        "Subject=\"\";URI=",
                        "a=b=c;d=\"\\x\"")
                .map(Arguments::of);
    }

    @MethodSource("seeds")
    @FuzzTest
    void what_is_read_can_be_written_and_read_again(@NotNull String text) throws ForwardedException {
        List<XfccElement> elements;
        try {
            elements = XfccParser.parse("XFCC", List.of(text));
        } catch (ForwardedException e) {
            assertThat(Outcome.of(ENVOY, Lines.of("X-Forwarded-Client-Cert", text)))
                    .isEqualTo("malformed");
            return;
        }
        assertThat(XfccParser.parse("XFCC", List.of(written(elements)))).isEqualTo(elements);
        assertThat(Outcome.of(ENVOY, Lines.of("X-Forwarded-Client-Cert", text)))
                .matches("[0-9]+ unsaid|none|malformed|conflict");
    }

    private static String written(List<XfccElement> elements) {
        return elements.stream()
                .map(element -> element.pairs().stream().map(XfccFuzz::written).collect(Collectors.joining(";")))
                .collect(Collectors.joining(","));
    }

    private static String written(Pair pair) {
        String value = pair.value();
        return pair.key() + '=' + (pair.quoted() ? '"' + value.replace("\"", "\\\"") + '"' : value);
    }
}
