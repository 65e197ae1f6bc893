// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.InRange;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import dev.sallyport.Way;
import dev.sallyport.testca.Draft;
import dev.sallyport.testca.TestCa;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Extensions of certificates that are signed as they should be. */
class ExtensionFuzz {

    private static final int KINDS = 8;

    /** Key usage, names, basic constraints, name constraints, policies, their constraints, usage, and an unknown one. */
    private static final List<String> TYPES = List.of(
            "2.5.29.15", "2.5.29.17", "2.5.29.19", "2.5.29.30", "2.5.29.32", "2.5.29.36", "2.5.29.37", "1.2.3.4");

    private static final KeyPair KEYS = Seeds.quickKeys();
    private static final TestCa ROOT = Seeds.timed(TestCa.named("Root").but(ca -> ca.keys(KEYS)));
    private static final TestCa BETWEEN =
            Seeds.timed(ROOT.intermediate("Between").but(ca -> ca.keys(KEYS)));
    private static final ClientTrust TRUST =
            ClientTrust.named("anchored").anchors(List.of(ROOT.certificate())).build();

    static Stream<Arguments> seeds() {
        List<byte[]> values = List.of(
                HexFormat.of().parseHex("03020780"),
                Seeds.alternativeNames(),
                HexFormat.of().parseHex("30060101ff020100"),
                Seeds.constraints(0xA0, 0x82, "example"),
                HexFormat.of().parseHex("3006300406022a03"),
                HexFormat.of().parseHex("3003800100"),
                HexFormat.of().parseHex("300a06082b06010505070302"),
                HexFormat.of().parseHex("0500"));
        return IntStream.range(0, 4 * KINDS)
                .mapToObj(i -> Arguments.of(i % KINDS, i >= 2 * KINDS, i / KINDS % 2 == 0, values.get(i % KINDS)));
    }

    @MethodSource("seeds")
    @FuzzTest
    void what_is_signed_and_odd_is_answered(
            @InRange(min = 0, max = KINDS - 1) int kind, boolean ofCa, boolean critical, byte @NotNull [] value)
            throws GeneralSecurityException {
        String type = TYPES.get(kind);
        List<X509Certificate> presented;
        try {
            presented = ofCa ? below(type, critical, value) : List.of(issued(ROOT, type, critical, value));
        } catch (IllegalStateException e) {
            return; // the JDK cannot parse it
        }

        Verdict verdict = Answered.by(TRUST, presented, Way.DIRECT);

        if (verdict instanceof Verdict.Known) {
            assertThat(JdkPath.refusal(presented, ROOT.certificate())).isEmpty();
        }
    }

    private static List<X509Certificate> below(String type, boolean critical, byte[] value) {
        TestCa between = BETWEEN.but(ca -> ca.extension(type, critical, value));
        Draft caller =
                Seeds.timed(between.client("billing").dns("billing.example").keys(KEYS));
        return List.of(caller.issue().certificate(), between.certificate());
    }

    private static X509Certificate issued(TestCa ca, String type, boolean critical, byte[] value) {
        return Seeds.timed(ca.client("billing").keys(KEYS).extension(type, critical, value))
                .issue()
                .certificate();
    }
}
