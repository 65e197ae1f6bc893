// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.InRange;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import dev.sallyport.Way;
import dev.sallyport.testca.TestCa;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One constraint of a CA against one name of a caller, both of the same kind. */
class NameConstraintsFuzz {

    /** E-mail, DNS, directory, URI, IP address, registered identifier. */
    private static final int[] KINDS = {0x81, 0x82, 0xA4, 0x86, 0x87, 0x88};

    private static final KeyPair KEYS = Seeds.quickKeys();
    private static final TestCa ROOT = Seeds.timed(TestCa.named("Root").but(ca -> ca.keys(KEYS)));
    private static final TestCa BETWEEN =
            Seeds.timed(ROOT.intermediate("Between").but(ca -> ca.keys(KEYS)));
    private static final ClientTrust BELOW_ROOT =
            ClientTrust.named("root").anchors(List.of(ROOT.certificate())).build();

    static Stream<Arguments> seeds() {
        return Stream.of(
                seed(0, true, "acme.example", "billing@acme.example"),
                seed(1, true, "acme.example", "billing.acme.example"),
                seed(1, false, ".acme.example", "billing.acme.example"),
                seed(1, true, "", "z"),
                seed(3, true, ".acme.example", "https://billing.acme.example/a"),
                seed(3, false, "prod.example", "spiffe://prod.example/ns/billing"),
                Arguments.of(2, true, Seeds.subject(), Seeds.subject()),
                Arguments.of(4, true, new byte[] {10, 0, 0, 0, -1, 0, 0, 0}, new byte[] {10, 1, 2, 3}),
                Arguments.of(4, true, new byte[] {10, -3, -1, -1, 0, 0, 0, 0}, new byte[] {10, 1, 2, 3}),
                Arguments.of(4, false, new byte[32], new byte[16]),
                Arguments.of(4, true, new byte[32], new byte[32]), // no address; what the JDK says of it depends
                Arguments.of(5, true, new byte[] {0x2A, 3}, new byte[] {0x2A, 3, 4}));
    }

    @MethodSource("seeds")
    @FuzzTest
    void constraints_bind_an_anchor_as_they_bind_another_ca(
            @InRange(min = 0, max = 5) int kind, boolean permitted, byte @NotNull [] base, byte @NotNull [] name)
            throws GeneralSecurityException {
        if (KINDS[kind] == 0x82 && base.length == 0) {
            return; // all DNS names, by RFC 5280; the JDK finds hardly any in it, and refuses them below a CA
        }
        byte[] constraints = Seeds.constraints(permitted ? 0xA0 : 0xA1, KINDS[kind], base);
        byte[] names = Asn1.der(Der.SEQUENCE, Asn1.der(KINDS[kind], name));
        List<X509Certificate> path;
        ClientTrust belowBetween;
        try {
            TestCa between = BETWEEN.but(ca -> ca.extension("2.5.29.30", true, constraints));
            X509Certificate caller = Seeds.timed(
                            between.client("billing").keys(KEYS).extension("2.5.29.17", false, names))
                    .issue()
                    .certificate();
            path = List.of(caller, between.certificate());
            belowBetween = ClientTrust.named("between")
                    .anchors(List.of(between.certificate()))
                    .build();
        } catch (IllegalStateException | IllegalArgumentException e) {
            return; // the JDK cannot parse it
        }

        Verdict asAnchor = Answered.by(belowBetween, List.of(path.get(0)), Way.DIRECT);
        Verdict asIssuer = Answered.by(BELOW_ROOT, path, Way.DIRECT);

        assertThat(asAnchor instanceof Verdict.Known).isEqualTo(asIssuer instanceof Verdict.Known);
        if (asAnchor instanceof Verdict.Known) {
            assertThat(JdkPath.refusal(path, ROOT.certificate())).isEmpty();
        }
    }

    private static Arguments seed(int kind, boolean permitted, String base, String name) {
        return Arguments.of(
                kind, permitted, base.getBytes(StandardCharsets.US_ASCII), name.getBytes(StandardCharsets.US_ASCII));
    }
}
