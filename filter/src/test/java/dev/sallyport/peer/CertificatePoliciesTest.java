// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import static dev.sallyport.peer.Asking.below;
import static dev.sallyport.peer.Asking.ca;
import static dev.sallyport.peer.Asking.client;
import static dev.sallyport.peer.Asking.code;
import static dev.sallyport.peer.Asking.shown;
import static dev.sallyport.peer.Asking.trusting;
import static dev.sallyport.peer.Asn1.der;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.testca.Draft;
import dev.sallyport.testca.TestCa;
import java.util.HexFormat;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Certificate policies, gold is 1.2.3.4 and silver 1.2.3.5. */
class CertificatePoliciesTest {

    private static final int GOLD = 4;
    private static final int SILVER = 5;
    private static final byte[] ANY = der(Der.OBJECT_IDENTIFIER, new byte[] {0x55, 0x1D, 0x20, 0x00});
    private static final CertificatePolicies ONLY_GOLD = CertificatePolicies.required(Set.of("1.2.3.4"));

    @Test
    void a_policy_that_is_required_must_hold_along_the_whole_path() {
        assertThat(asked(ONLY_GOLD, plain(), policies(oid(GOLD)), policies(oid(GOLD))))
                .isEqualTo("known");
        assertThat(asked(ONLY_GOLD, plain(), policies(ANY), policies(oid(GOLD))))
                .isEqualTo("known");
        assertThat(asked(ONLY_GOLD, plain(), policies(oid(GOLD)), policies(ANY)))
                .isEqualTo("known");
        assertThat(asked(ONLY_GOLD, plain(), policies(oid(SILVER)), policies(oid(GOLD))))
                .isEqualTo("bad-path");
        assertThat(asked(ONLY_GOLD, plain(), policies(oid(SILVER)), policies(oid(SILVER))))
                .isEqualTo("bad-path");
        assertThat(asked(ONLY_GOLD, plain(), policies(oid(GOLD)), plain())).isEqualTo("bad-path");
        assertThat(asked(ONLY_GOLD, plain(), plain(), policies(oid(GOLD)))).isEqualTo("bad-path");
        assertThat(asked(CertificatePolicies.ANY, plain(), plain(), plain())).isEqualTo("known");
    }

    @Test
    void a_policy_extension_that_is_empty_or_says_a_policy_twice_is_refused() {
        assertThat(asked(CertificatePolicies.ANY, plain(), plain(), policies(oid(GOLD), oid(SILVER))))
                .isEqualTo("known");
        assertThat(asked(CertificatePolicies.ANY, plain(), plain(), policies(oid(GOLD), oid(GOLD))))
                .isEqualTo("bad-certificate");
        assertThat(asked(CertificatePolicies.ANY, plain(), plain(), policies())).isEqualTo("bad-certificate");
        assertThat(asked(CertificatePolicies.ANY, plain(), empty("2.5.29.33"), plain()))
                .isEqualTo("bad-certificate");
        assertThat(asked(CertificatePolicies.ANY, plain(), empty("2.5.29.36"), plain()))
                .isEqualTo("bad-certificate");
    }

    @ParameterizedTest
    @CsvSource({
        "3006 800105 810105, known",
        "3006 810105 800105, bad-certificate", // in disorder
        "3006 800105 800105, bad-certificate",
        "3003 820105,        bad-certificate", // a third one
        "3004 80020005,      bad-certificate", // padded
        "3003 8001ff,        bad-certificate", // below zero
    })
    void policy_constraints_have_one_way_to_be_read(String hex, String expected) {
        byte[] limits = HexFormat.of().parseHex(hex.replace(" ", ""));

        assertThat(asked(CertificatePolicies.ANY, plain(), ca -> ca.extension("2.5.29.36", false, limits), plain()))
                .isEqualTo(expected);
    }

    private static Consumer<Draft> empty(String extension) {
        return draft -> draft.extension(extension, true, der(Der.SEQUENCE));
    }

    @Test
    void what_a_ca_demands_binds_although_the_trust_demands_nothing() {
        Consumer<Draft> demanding = policies(oid(GOLD)).andThen(constraints(0x80, 0));

        assertThat(asked(CertificatePolicies.ANY, plain(), demanding, policies(oid(GOLD))))
                .isEqualTo("known");
        assertThat(asked(CertificatePolicies.ANY, plain(), demanding, policies(oid(SILVER))))
                .isEqualTo("bad-path");
    }

    @Test
    void a_policy_may_be_mapped_where_nobody_inhibits_it() {
        Consumer<Draft> mapping = policies(oid(GOLD)).andThen(mapping(GOLD, SILVER));
        CertificatePolicies unmapped = new CertificatePolicies(Set.of("1.2.3.4"), true, true, false);

        assertThat(asked(ONLY_GOLD, plain(), mapping, policies(oid(SILVER)))).isEqualTo("known");
        assertThat(asked(ONLY_GOLD, plain(), mapping, policies(oid(GOLD)))).isEqualTo("bad-path");
        assertThat(asked(unmapped, plain(), mapping, policies(oid(SILVER)))).isEqualTo("bad-path");
        assertThat(asked(ONLY_GOLD, constraints(0x81, 0), mapping, policies(oid(SILVER))))
                .isEqualTo("bad-path");
    }

    @Test
    void any_policy_is_none_where_it_is_inhibited() {
        CertificatePolicies noAny = new CertificatePolicies(Set.of("1.2.3.4"), true, false, true);
        Consumer<Draft> inhibiting = draft -> draft.extension("2.5.29.54", true, der(Der.INTEGER, new byte[] {0}));

        assertThat(asked(noAny, plain(), policies(oid(GOLD)), policies(oid(GOLD))))
                .isEqualTo("known");
        assertThat(asked(noAny, plain(), policies(ANY), policies(oid(GOLD)))).isEqualTo("bad-path");
        assertThat(asked(ONLY_GOLD, inhibiting, policies(ANY), policies(oid(GOLD))))
                .isEqualTo("bad-path");
        assertThat(asked(ONLY_GOLD, inhibiting, policies(oid(GOLD)), policies(oid(GOLD))))
                .isEqualTo("known");
    }

    @Test
    void the_policies_of_an_anchor_bind() {
        assertThat(asked(ONLY_GOLD, policies(oid(GOLD)), policies(oid(GOLD)), policies(oid(GOLD))))
                .isEqualTo("known");
        assertThat(asked(ONLY_GOLD, policies(oid(SILVER)), policies(oid(GOLD)), policies(oid(GOLD))))
                .isEqualTo("bad-path");
        assertThat(asked(CertificatePolicies.ANY, constraints(0x80, 0), plain(), plain()))
                .isEqualTo("bad-path");
    }

    @Test
    void an_unknown_qualifier_of_a_critical_policy_is_refused() {
        byte[] qualified = der(
                Der.SEQUENCE, der(Der.SEQUENCE, oid(GOLD), der(Der.SEQUENCE, der(Der.SEQUENCE, oid(9), new byte[] {5, 0
                }))));

        assertThat(asked(CertificatePolicies.ANY, plain(), extension("2.5.29.32", true, qualified), plain()))
                .isEqualTo("bad-certificate");
        assertThat(asked(CertificatePolicies.ANY, plain(), extension("2.5.29.32", false, qualified), plain()))
                .isEqualTo("known");
    }

    @Test
    void a_mapping_of_any_policy_is_refused() {
        byte[] ofAny = der(Der.SEQUENCE, der(Der.SEQUENCE, ANY, oid(GOLD)));

        assertThat(asked(CertificatePolicies.ANY, plain(), extension("2.5.29.33", false, ofAny), plain()))
                .isEqualTo("bad-certificate");
    }

    @Test
    void a_policy_is_an_object_identifier() {
        assertThatThrownBy(() -> CertificatePolicies.required(Set.of("gold"))).hasMessageContaining("'gold'");
        assertThatThrownBy(() ->
                        ClientTrust.named("tls").container().policies(ONLY_GOLD).build())
                .hasMessageContaining("no paths");
    }

    private static String asked(
            CertificatePolicies wanted, Consumer<Draft> anchor, Consumer<Draft> issuer, Consumer<Draft> leaf) {
        TestCa root = ca("Root").but(anchor);
        TestCa issuing = below(root, "Issuing").but(issuer);
        Draft client = client(issuing);
        leaf.accept(client);
        return code(trusting(root).policies(wanted).build(), shown(client, issuing));
    }

    private static Consumer<Draft> plain() {
        return extension("1.3.6.1.4.1.55555.1", false, new byte[] {5, 0});
    }

    private static Consumer<Draft> policies(byte[]... identifiers) {
        byte[][] all =
                Stream.of(identifiers).map(each -> der(Der.SEQUENCE, each)).toArray(byte[][]::new);
        return extension("2.5.29.32", false, der(Der.SEQUENCE, all));
    }

    private static Consumer<Draft> mapping(int of, int to) {
        return extension("2.5.29.33", false, der(Der.SEQUENCE, der(Der.SEQUENCE, oid(of), oid(to))));
    }

    private static Consumer<Draft> constraints(int which, int skipped) {
        return extension("2.5.29.36", true, der(Der.SEQUENCE, der(which, new byte[] {(byte) skipped})));
    }

    private static Consumer<Draft> extension(String type, boolean critical, byte[] value) {
        return draft -> draft.extension(type, critical, value);
    }

    private static byte[] oid(int last) {
        return der(Der.OBJECT_IDENTIFIER, new byte[] {0x2A, 0x03, (byte) last});
    }
}
