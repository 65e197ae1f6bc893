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

    private static final int EMAIL = 0x81;
    private static final int DNS = 0x82;
    private static final int DIRECTORY = 0xA4;
    private static final int URI = 0x86;
    private static final int IP = 0x87;
    private static final int REGISTERED_ID = 0x88;
    private static final int[] KINDS = {EMAIL, DNS, DIRECTORY, URI, IP, REGISTERED_ID};

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
                seed(3, false, ".acme.example", "https://bil_ling.globex.example/a"),
                seed(3, false, "prod.example", "spiffe://prod.example/ns/billing"),
                Arguments.of(2, true, Seeds.subject(), Seeds.subject()),
                Arguments.of(4, true, new byte[] {10, 0, 0, 0, -1, 0, 0, 0}, new byte[] {10, 1, 2, 3}),
                Arguments.of(4, true, new byte[] {10, -3, -1, -1, 0, 0, 0, 0}, new byte[] {10, 1, 2, 3}),
                Arguments.of(4, false, new byte[32], new byte[4]),
                Arguments.of(4, false, new byte[32], new byte[16]),
                Arguments.of(4, false, new byte[8], new byte[16]),
                Arguments.of(4, true, new byte[8], new byte[16]),
                Arguments.of(4, true, new byte[32], new byte[32]), // no address; what the JDK says of it depends
                Arguments.of(5, true, new byte[] {0x2A, 3}, new byte[] {0x2A, 3, 4}));
    }

    @MethodSource("seeds")
    @FuzzTest
    void constraints_bind_below_an_anchor_as_below_a_ca_where_the_jdk_can_compare(
            @InRange(min = 0, max = 5) int kind, boolean permitted, byte @NotNull [] base, byte @NotNull [] name)
            throws GeneralSecurityException {
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

        if (asIssuer instanceof Verdict.Known) {
            assertThat(asAnchor).isInstanceOf(Verdict.Known.class);
            assertThat(JdkPath.refusal(path, ROOT.certificate())).isEmpty();
        } else if (asAnchor instanceof Verdict.Known) {
            assertThat(isBeyondTheJdk(KINDS[kind], base, name)).isTrue();
            assertThat(isRefusedByTheJdk(path)).isTrue();
        }
    }

    private static boolean isRefusedByTheJdk(List<X509Certificate> path) throws GeneralSecurityException {
        try {
            return JdkPath.refusal(path, ROOT.certificate()).isPresent();
        } catch (RuntimeException e) {
            return true;
        }
    }

    /** Whether the JDK compares wrongly, or throws where it should, and refuses below a CA a caller that breaks no constraint. */
    private static boolean isBeyondTheJdk(int kind, byte[] base, byte[] name) {
        return switch (kind) {
            case DNS -> base.length == 0; // all names by RFC 5280; the JDK looks for a letter in it
            case URI -> // java.net.URI finds no host with an underscore, nor one whose last label begins with a digit
                java.net.URI.create(new String(name, StandardCharsets.US_ASCII)).getHost() == null;
            case IP -> // the JDK reads on behind an IPv4 address, and takes the first part of an IPv6 address for one
                (base.length == 32 && name.length == 4) || (base.length == 8 && name.length == 16);
            default -> false;
        };
    }

    private static Arguments seed(int kind, boolean permitted, String base, String name) {
        return Arguments.of(
                kind, permitted, base.getBytes(StandardCharsets.US_ASCII), name.getBytes(StandardCharsets.US_ASCII));
    }
}
