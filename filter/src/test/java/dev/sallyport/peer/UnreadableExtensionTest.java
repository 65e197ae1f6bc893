// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Way;
import dev.sallyport.testca.Issued;
import dev.sallyport.testca.TestCa;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An extension that the JDK cannot read and that is not critical is, for the JDK, not there. */
class UnreadableExtensionTest {

    private static final byte[] NONSENSE = {0x04, 0x01, 0x00};

    @ParameterizedTest
    @ValueSource(strings = {"2.5.29.15", "2.5.29.19", "2.5.29.37"})
    void a_leaf_that_restricts_itself_in_an_unreadable_way_is_refused(String oid) {
        TestCa ca = TestCa.named("Acme CA");
        Issued leaf = ca.client("billing").extension(oid, false, NONSENSE).issue();
        assertThat(code(List.of(ca.certificate()), List.of(leaf.certificate()))).isNotEqualTo("known");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.5.29.15", "2.5.29.19", "2.5.29.30", "2.5.29.37"})
    void a_ca_that_restricts_itself_in_an_unreadable_way_proves_nobody(String oid) {
        TestCa root = TestCa.named("Root");
        TestCa between = root.intermediate("Between").but(draft -> draft.extension(oid, false, NONSENSE));
        Issued leaf = between.client("billing").issue();
        assertThat(code(List.of(root.certificate()), List.of(leaf.certificate(), between.certificate())))
                .isNotEqualTo("known");
        assertThat(code(List.of(between.certificate()), List.of(leaf.certificate())))
                .isNotEqualTo("known");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a0030c0161", "a00c06032a0304a0050c0461", "a3023000", "a5023000"})
    void a_name_that_the_jdk_cannot_read_is_no_way_around_name_constraints(String unreadable) {
        byte[] evil = "evil.example".getBytes(StandardCharsets.US_ASCII);
        byte[] names =
                Asn1.der(Der.SEQUENCE, Asn1.der(0x82, evil), HexFormat.of().parseHex(unreadable));
        TestCa root = TestCa.named("Root");
        TestCa between = root.intermediate("Between")
                .but(draft -> draft.extension("2.5.29.30", true, Seeds.constraints(0xA0, 0x82, "acme.example")));
        Issued leaf = between.client("x.acme.example")
                .extension("2.5.29.17", false, names)
                .issue();
        assertThat(code(List.of(root.certificate()), List.of(leaf.certificate(), between.certificate())))
                .isNotEqualTo("known");
        assertThat(code(List.of(between.certificate()), List.of(leaf.certificate())))
                .isNotEqualTo("known");
    }

    @Test
    void the_name_constraints_of_an_anchor_bind() {
        byte[] onlyAcme = HexFormat.of()
                .parseHex("3012" + "a010" + "300e" + "820c"
                        + HexFormat.of().formatHex("acme.example".getBytes(StandardCharsets.US_ASCII)));
        TestCa root = TestCa.named("Root");
        TestCa between = root.intermediate("Between").but(draft -> draft.extension("2.5.29.30", true, onlyAcme));
        Issued evil = between.client("billing").dns("evil.example").issue();
        Issued good = between.client("billing").dns("pay.acme.example").issue();
        assertThat(code(List.of(root.certificate()), List.of(good.certificate(), between.certificate())))
                .isEqualTo("known");
        assertThat(code(List.of(root.certificate()), List.of(evil.certificate(), between.certificate())))
                .isEqualTo("bad-path");
        assertThat(code(List.of(between.certificate()), List.of(good.certificate())))
                .isEqualTo("known");
        assertThat(code(List.of(between.certificate()), List.of(evil.certificate())))
                .isEqualTo("bad-path");
    }

    private static String code(List<X509Certificate> anchors, List<X509Certificate> presented) {
        return ClientTrust.named("default")
                .anchors(anchors)
                .build()
                .verify(presented, Way.DIRECT, PeerRules.ANYBODY, Instant.now())
                .either(peer -> "known", refusal -> refusal.code());
    }
}
