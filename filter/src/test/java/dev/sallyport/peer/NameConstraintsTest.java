// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import static dev.sallyport.peer.Asking.below;
import static dev.sallyport.peer.Asking.ca;
import static dev.sallyport.peer.Asking.client;
import static dev.sallyport.peer.Asking.code;
import static dev.sallyport.peer.Asking.message;
import static dev.sallyport.peer.Asking.shown;
import static dev.sallyport.peer.Asking.trusting;
import static dev.sallyport.peer.Asn1.der;
import static dev.sallyport.peer.Asn1.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testca.Draft;
import dev.sallyport.testca.TestCa;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Limits of names, each in a trust anchor and in an intermediate. */
class NameConstraintsTest {

    private static final String NAME_CONSTRAINTS = "2.5.29.30";
    private static final int PERMITTED = 0xA0;
    private static final int EXCLUDED = 0xA1;
    private static final TestCa ROOT = ca("Root");

    @ParameterizedTest(name = "{0} {1} permitted: {2} is {3}")
    @CsvSource({
        "dns,   acme.example,        acme.example,                    known",
        "dns,   acme.example,        pay.acme.example,                known",
        "dns,   ACME.example,        pay.Acme.Example,                known",
        "dns,   acme.example,        notacme.example,                 bad-path", // a label is no end of a label
        "dns,   acme.example,        example,                         bad-path",
        "dns,   acme.example,        *.acme.example,                  known",
        "dns,   pay.acme.example,    *.acme.example,                  bad-path", // stands for others too
        "dns,   .acme.example,       pay.acme.example,                known",
        "email, acme.example,        billing@acme.example,            known",
        "email, acme.example,        billing@pay.acme.example,        bad-path", // a host is that host alone
        "email, .acme.example,       billing@pay.acme.example,        known",
        "email, .acme.example,       billing@acme.example,            bad-path",
        "email, pay@acme.example,    pay@ACME.example,                known",
        "email, pay@acme.example,    Pay@acme.example,                bad-path", // mailboxes have a case
        "uri,   acme.example,        https://acme.example/pay,        known",
        "uri,   acme.example,        https://u@acme.example:8443/?q,  known",
        "uri,   acme.example,        https://pay.acme.example/,       bad-path", // a host is that host alone
        "uri,   .acme.example,       https://pay.acme.example/,       known",
        "uri,   .acme.example,       https://acme.example/,           bad-path",
        "uri,   acme.example,        spiffe://acme.example/pay,       known",
        "uri,   acme.example,        spiffe://globex.example/pay,     bad-path",
        "uri,   acme.example,        urn:acme:pay,                    bad-path", // no host at all
        "uri,   acme.example,        https://192.0.2.1/,              bad-path", // no name of one
        "ip,    c0000200ffffff00,    192.0.2.9,                       known",
        "ip,    c0000200ffffff00,    192.0.3.9,                       bad-path",
        "ip,    c0000207ffffff00,    192.0.2.9,                       bad-path", // bits beyond the mask permit nobody
        "ip,    c0000200ffffff00,    2001:db8::1,                     bad-path", // another family is not within
        "dir,   O=Acme,              'CN=billing,O=Acme',             known",
        "dir,   O=Acme,              'CN=billing,O=ACME ',            known",
        "dir,   O=Acme,              'CN=billing,O=Acme Ltd',         bad-path",
        "dir,   O=Acme,              'O=Acme,CN=billing',             bad-path", // not at the beginning
    })
    void a_name_must_be_within_what_is_permitted(String kind, String limit, String name, String expected) {
        assertThat(codeBelow(PERMITTED, kind, limit, name)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} {1} excluded: {2} is {3}")
    @CsvSource({
        "dns,   acme.example,        pay.acme.example,                bad-path",
        "dns,   acme.example,        globex.example,                  known",
        "dns,   pay.acme.example,    *.acme.example,                  bad-path", // it stands for that one
        "dns,   pay.acme.example,    *.globex.example,                known",
        "dns,   .acme.example,       acme.example,                    bad-path", // in doubt it is meant
        "email, acme.example,        billing@acme.example,            bad-path",
        "email, acme.example,        billing@globex.example,          known",
        "email, pay@acme.example,    Pay@acme.example,                bad-path", // in doubt it is meant
        "email, pay@acme.example,    pay@pay.acme.example,            known",
        "uri,   acme.example,        https://acme.example/,           bad-path",
        "uri,   acme.example,        https://globex.example/,         known",
        "ip,    c0000200ffffff00,    192.0.2.9,                       bad-path",
        "ip,    c0000200ffffff00,    192.0.3.9,                       known",
        "ip,    c0000207ffffff00,    192.0.2.9,                       bad-path",
        "dir,   O=Acme,              'CN=billing,O=acme',             bad-path",
        "dir,   O=Acme,              'CN=billing,O=Globex',           known",
        "dir,   O=Ärger,             'CN=billing,O=ÄRGER',            bad-path", // RFC 4518 folds every letter
    })
    void a_name_must_be_outside_of_what_is_excluded(String kind, String limit, String name, String expected) {
        assertThat(codeBelow(EXCLUDED, kind, limit, name)).isEqualTo(expected);
    }

    @Test
    void other_kinds_of_names_are_not_limited() {
        assertThat(codeBelow(PERMITTED, "ip", "c0000200ffffff00", "acme.example", "dns"))
                .isEqualTo("known");
        assertThat(codeBelow(EXCLUDED, "dns", "acme.example", "urn:acme:pay", "uri"))
                .isEqualTo("known");
    }

    @Test
    void an_ipv4_address_in_ipv6_form_slips_through_no_limit() {
        byte[] mapped = HexFormat.of().parseHex("3012871000000000000000000000ffffc0000209");
        byte[] plain = HexFormat.of().parseHex("3012871020010db8000000000000000000000209");
        byte[] limit = constraints(EXCLUDED, general("ip", "c0000200ffffff00"));

        assertThat(codeBelow(limit, ca -> client(ca).extension("2.5.29.17", false, mapped)))
                .isEqualTo("bad-path");
        assertThat(codeBelow(limit, ca -> client(ca).extension("2.5.29.17", false, plain)))
                .isEqualTo("known");
    }

    @Test
    void an_email_address_in_the_subject_is_limited_where_no_other_is() {
        byte[] limit = constraints(PERMITTED, general("email", "acme.example"));

        assertThat(codeBelow(limit, ca -> client(ca).subject("CN=billing,E=billing@globex.example")))
                .isEqualTo("bad-path");
        assertThat(codeBelow(limit, ca -> client(ca).subject("CN=billing,E=billing@acme.example")))
                .isEqualTo("known");
    }

    @Test
    void every_ca_limits_and_none_widens_what_one_above_it_permits() {
        TestCa acme = limited(ROOT, "Acme", constraints(PERMITTED, general("dns", "acme.example")));
        TestCa wider = limited(acme, "Wider CA", constraints(PERMITTED, general("dns", "example")));

        ClientTrust trust = trusting(ROOT).build();

        assertThat(code(trust, shown(client(wider).dns("pay.acme.example"), wider, acme)))
                .isEqualTo("known");
        assertThat(code(trust, shown(client(wider).dns("globex.example"), wider, acme)))
                .isEqualTo("bad-path");
    }

    @Test
    void the_names_of_intermediates_are_limited_too_but_not_of_a_ca_that_renews_itself() {
        TestCa acme = limited(ROOT, "Acme", constraints(PERMITTED, general("dir", "O=Acme")));
        TestCa outside = below(acme, "Outside");
        TestCa renewed = acme.but(ca -> ca.ec("secp384r1")).crossSignedBy(acme);
        ClientTrust trust = trusting(ROOT).build();

        assertThat(code(trust, shown(client(outside).subject("O=Acme,CN=billing"), outside, acme)))
                .isEqualTo("bad-path");
        assertThat(code(trust, shown(client(renewed).subject("O=Acme,CN=billing"), renewed, acme)))
                .isEqualTo("known");
    }

    @ParameterizedTest
    @CsvSource({
        "3000,                   nothing is limited",
        "3002 a000,              an empty list",
        "3004 a0020500,          no subtree",
        "3009 a005 3003 820161 a000, an empty list after another",
        "300e a105 3003 820161 a005 3003 820161, in disorder",
        "300e a005 3003 820161 a005 3003 820161, one list twice",
        "3007 a205 3003 820161,  a third list",
        "300b a009 3007 8702 0a00 800100, a minimum",
        "300c a00a 3008 8706 c00002 ffff00, an address of three bytes",
        "300e a00c 300a 8708 c0000200 ff00ff00, a mask with a hole",
        "3009 a007 3005 8203 2a2e61, a wildcard",
    })
    void limits_that_cannot_be_read_let_nobody_through(String hex, String what) {
        byte[] unreadable = HexFormat.of().parseHex(hex.replace(" ", ""));

        assertThat(codeBelow(unreadable, ca -> client(ca).ip("192.0.2.1"))).isEqualTo("bad-certificate");
    }

    @Test
    void a_name_of_a_kind_that_nobody_can_compare_is_refused_only_where_it_is_limited() {
        byte[] limit = constraints(EXCLUDED, der(0x88, new byte[] {0x2A, 0x03}));
        byte[] names = der(Der.SEQUENCE, der(0x88, new byte[] {0x2A, 0x04}));

        assertThat(codeBelow(limit, ca -> client(ca).extension("2.5.29.17", false, names)))
                .isEqualTo("bad-path");
        assertThat(codeBelow(limit, ca -> client(ca).dns("acme.example"))).isEqualTo("known");
    }

    @Test
    void an_email_address_beyond_ascii_is_limited_by_what_limits_others() {
        byte[] smtpUtf8 = HexFormat.of().parseHex("06082b06010505070809");
        byte[] names = der(
                Der.SEQUENCE,
                der(0xA0, smtpUtf8, der(0xA0, der(0x0C, text("bücher@globex.example", StandardCharsets.UTF_8)))));

        assertThat(codeBelow(
                        constraints(PERMITTED, general("email", "acme.example")),
                        ca -> client(ca).extension("2.5.29.17", false, names)))
                .isEqualTo("bad-path");
        assertThat(codeBelow(
                        constraints(PERMITTED, general("ip", "c0000200ffffff00")),
                        ca -> client(ca).extension("2.5.29.17", false, names)))
                .isEqualTo("known");
    }

    @Test
    void names_are_compared_a_million_times_and_no_more() {
        TestCa limited = limited(ROOT, "Limited", constraints(EXCLUDED, many(1025, "x")));
        TestCa fewer = limited(ROOT, "Fewer", constraints(EXCLUDED, many(1024, "x")));
        byte[] names = der(Der.SEQUENCE, many(1024, "t"));

        assertThat(message(trusting(limited).build(), shown(client(limited).extension("2.5.29.17", false, names))))
                .contains("too many names");
        assertThat(message(trusting(fewer).build(), shown(client(fewer).extension("2.5.29.17", false, names))))
                .isEqualTo("known");
    }

    private static byte[][] many(int count, String prefix) {
        byte[][] all = new byte[count][];
        for (int i = 0; i < count; i++) {
            all[i] = general("dns", prefix + i + ".test");
        }
        return all;
    }

    private static String codeBelow(int list, String kind, String limit, String name) {
        return codeBelow(list, kind, limit, name, kind);
    }

    private static String codeBelow(int list, String kind, String limit, String name, String kindOfName) {
        return codeBelow(constraints(list, general(kind, limit)), ca -> named(client(ca), kindOfName, name));
    }

    /** The same answer, whether the anchor or an intermediate has the limit. */
    private static String codeBelow(byte[] limit, java.util.function.Function<TestCa, Draft> leaf) {
        TestCa limited = limited(ROOT, "Limited", limit);
        Draft draft = leaf.apply(limited);
        String byIntermediate = code(trusting(ROOT).build(), shown(draft, limited));
        assertThat(code(trusting(limited).build(), shown(draft))).isEqualTo(byIntermediate);
        return byIntermediate;
    }

    private static TestCa limited(TestCa issuer, String name, byte[] limit) {
        return below(issuer, name)
                .but(ca -> ca.subject("CN=" + name + ",O=Acme").extension(NAME_CONSTRAINTS, false, limit));
    }

    private static Draft named(Draft draft, String kind, String name) {
        return switch (kind) {
            case "dns" -> draft.dns(name);
            case "email" -> draft.email(name);
            case "uri" -> draft.uri(name);
            case "ip" -> draft.ip(name);
            default -> draft.subjectDer(new X500Principal(name).getEncoded());
        };
    }

    private static byte[] constraints(int list, byte[]... names) {
        byte[][] subtrees = new byte[names.length][];
        for (int i = 0; i < names.length; i++) {
            subtrees[i] = der(Der.SEQUENCE, names[i]);
        }
        return der(Der.SEQUENCE, der(list, subtrees));
    }

    private static byte[] general(String kind, String text) {
        return switch (kind) {
            case "dns" -> der(0x82, text(text, StandardCharsets.US_ASCII));
            case "email" -> der(0x81, text(text, StandardCharsets.US_ASCII));
            case "uri" -> der(0x86, text(text, StandardCharsets.US_ASCII));
            case "ip" -> der(0x87, HexFormat.of().parseHex(text));
            default -> der(0xA4, new X500Principal(text).getEncoded());
        };
    }
}
