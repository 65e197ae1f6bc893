// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import static dev.sallyport.peer.Asn1.BMP;
import static dev.sallyport.peer.Asn1.COMMON_NAME;
import static dev.sallyport.peer.Asn1.ORGANIZATION;
import static dev.sallyport.peer.Asn1.ORGANIZATIONAL_UNIT;
import static dev.sallyport.peer.Asn1.T61;
import static dev.sallyport.peer.Asn1.UNIVERSAL;
import static dev.sallyport.peer.Asn1.UTF8;
import static dev.sallyport.peer.Asn1.attribute;
import static dev.sallyport.peer.Asn1.der;
import static dev.sallyport.peer.Asn1.name;
import static dev.sallyport.peer.Asn1.rdn;
import static dev.sallyport.peer.Asn1.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.NameSource;
import dev.sallyport.Refusal;
import dev.sallyport.Way;
import dev.sallyport.testca.Draft;
import dev.sallyport.testca.TestCa;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class NamingTest {

    private static final TestCa ACME = TestCa.named("Acme CA");
    private static final Instant NOW =
            ACME.certificate().getNotBefore().toInstant().plus(Duration.ofDays(2));
    private static final String SAN = "2.5.29.17";

    @Test
    void the_default_order_skips_a_source_with_several_values() {
        assertThat(named(client().dns("a.example").email("a@a.example"))).isEqualTo("dns a.example");
        assertThat(named(client().dns("a.example").dns("b.example").email("a@a.example")))
                .isEqualTo("email a@a.example");
        assertThat(named(client().uri("https://a.example/").dns("a.example"))).isEqualTo("uri https://a.example/");
        assertThat(named(client().spiffe("spiffe://prod.example/a").uri("https://a.example/")))
                .isEqualTo("cn billing");
        assertThat(named(client().ip("192.0.2.1"))).isEqualTo("cn billing");
    }

    @Test
    void a_chosen_source_with_several_values_is_ambiguous_unless_a_rule_matched_one() {
        Draft two = client().dns("a.example").dns("b.example");

        assertThat(named(NameSource.DNS, two)).isEqualTo("ambiguous-name");
        assertThat(named(NameSource.DNS, two, "dns:b.example")).isEqualTo("dns b.example");
        assertThat(named(NameSource.DNS, two, "dns:*.example")).isEqualTo("ambiguous-name");
        assertThat(named(NameSource.DNS, client().dns("a.example"))).isEqualTo("dns a.example");
        assertThat(named(NameSource.EMAIL, two)).isEqualTo("no-name");
        assertThat(named(NameSource.SPIFFE, client().uri("spiffe://a/b").uri("spiffe://a/c")))
                .isEqualTo("ambiguous-name");
    }

    @Test
    void the_name_that_a_rule_matched_names_the_peer() {
        Draft both = client().spiffe("spiffe://prod.example/a").dns("a.example").ip("2001:db8::1");

        assertThat(named(both, "dns:a.example")).isEqualTo("dns a.example");
        assertThat(named(both, "ip:2001:db8::/32")).isEqualTo("ip 2001:db8::1");
        assertThat(named(both, "subject:CN=billing")).isEqualTo("subject CN=billing");
        assertThat(named(both, "issuer:CN=Acme CA")).isEqualTo("spiffe spiffe://prod.example/a");
        assertThat(named(both, "dns:b.example", "dns:a.example")).isEqualTo("dns a.example");
        assertThat(named(both, "dns:b.example")).isEqualTo("not-allowed");
    }

    @Test
    void a_thumbprint_names_only_who_has_no_other_name() {
        X509Certificate billing = client().issue().certificate();
        X509Certificate nameless = client().noSubject().ip("192.0.2.1").issue().certificate();

        assertThat(named(billing, "sha256:" + thumbprint(billing))).isEqualTo("cn billing");
        assertThat(named(nameless, "sha256:" + thumbprint(nameless))).isEqualTo("sha256 " + thumbprint(nameless));
        assertThat(named(nameless)).isEqualTo("no-name");
        assertThat(named(billing, "sha256:" + thumbprint(nameless))).isEqualTo("not-allowed");
    }

    @Test
    void a_common_name_hidden_in_another_attribute_names_nobody() {
        assertThat(subject(rdn(attribute(ORGANIZATIONAL_UNIT, "CN=admin,x")), rdn(attribute(COMMON_NAME, "mallory"))))
                .isEqualTo("cn mallory");
        assertThat(subject(rdn(attribute(COMMON_NAME, "admin,ou")))).isEqualTo("cn admin,ou");
        assertThat(subject(rdn(attribute(ORGANIZATION, "x, CN=admin")))).isEqualTo("no-name");
    }

    @Test
    void two_common_names_are_none_also_beside_another_attribute_in_one_rdn() {
        assertThat(subject(rdn(attribute(COMMON_NAME, "alice")), rdn(attribute(COMMON_NAME, "bob"))))
                .isEqualTo("no-name");
        assertThat(subject(
                        rdn(attribute(COMMON_NAME, "alice"), attribute("2a0304", "x")),
                        rdn(attribute(COMMON_NAME, "bob"))))
                .isEqualTo("no-name");
        assertThat(subject(rdn(attribute(COMMON_NAME, "alice"), attribute("2a0304", "x"))))
                .isEqualTo("cn alice");
    }

    @Test
    void a_common_name_is_read_in_its_own_string_type() {
        assertThat(subject(rdn(attribute(COMMON_NAME, BMP, text("zoë", StandardCharsets.UTF_16BE)))))
                .isEqualTo("cn zoë");
        assertThat(subject(rdn(attribute(COMMON_NAME, T61, text("zoë", StandardCharsets.ISO_8859_1)))))
                .isEqualTo("cn zoë");
        assertThat(subject(rdn(attribute(COMMON_NAME, Der.OCTET_STRING, text("zoe", StandardCharsets.US_ASCII)))))
                .isEqualTo("no-name");
    }

    @Test
    void a_name_with_a_nul_or_that_is_no_text_is_refused() {
        assertThat(subject(rdn(attribute(COMMON_NAME, "admin\u0000.evil")))).isEqualTo("bad-certificate");
        assertThat(subject(rdn(attribute(COMMON_NAME, "admin\n")))).isEqualTo("bad-certificate");
        assertUnreadable(attribute(COMMON_NAME, 0x1B, new byte[] {'a', 0})); // the JDK shows a GeneralString as text
        assertUnreadable(attribute(COMMON_NAME, UTF8, new byte[] {(byte) 0xC0, (byte) 0x80}));
        assertUnreadable(attribute(COMMON_NAME, BMP, new byte[] {0x00}));
        assertThat(san(der(0x82, text("a.example\0.evil", StandardCharsets.US_ASCII))))
                .isEqualTo("bad-certificate");
        assertThat(san(der(0x82, text("b\u00e9.example", StandardCharsets.ISO_8859_1))))
                .isEqualTo("bad-certificate");
        assertThat(san(der(0x82, text("a.example", StandardCharsets.US_ASCII)))).isEqualTo("dns a.example");
    }

    @Test
    void a_subject_names_by_what_its_der_says_and_not_by_what_the_jdk_makes_of_it() {
        byte[] bmp = name(rdn(attribute(COMMON_NAME, BMP, text("\u4164\u6d69\u6e2c", StandardCharsets.UTF_16BE))));
        byte[] universal = name(rdn(attribute(COMMON_NAME, UNIVERSAL, new byte[] {0, 0, 0, 'a'})));
        byte[] t61 = name(rdn(attribute(COMMON_NAME, T61, text("zo\u00eb", StandardCharsets.ISO_8859_1))));

        for (byte[] odd : List.of(bmp, universal, t61)) {
            String common = named(NameSource.CN, client().subjectDer(odd)).replace("cn ", "CN=");
            assertThat(named(NameSource.SUBJECT, client().subjectDer(odd))).isEqualTo("subject " + common);
            assertThat(refusal(client().subjectDer(odd), "dns:other.example"))
                    .startsWith("the peer " + common + ", proven");
            assertThat(directoryName(odd)).isEqualTo(common);
        }
        assertThat(named(NameSource.SUBJECT, client().subjectDer(universal))).isEqualTo("subject CN=a");
    }

    @Test
    void of_thousands_of_rules_a_refusal_tells_ten() {
        String[] rules = IntStream.range(0, 10_000)
                .mapToObj(number -> "dns:h" + number + ".example")
                .toArray(String[]::new);

        assertThat(refusal(client(), rules))
                .contains("matches none of [dns:h0.example, ", "dns:h9.example] and of 9990 more")
                .hasSizeLessThan(300);
        assertThat(refusal(client(), "dns:a.example")).endsWith("matches none of [dns:a.example]");
    }

    @Test
    void alternative_names_that_cannot_be_read_are_refused() {
        assertThat(san()).isEqualTo("bad-certificate");
        assertThat(san(der(0x87, new byte[5]))).isEqualTo("bad-certificate");
        assertThat(san(der(0x8F, new byte[1]))).isEqualTo("bad-certificate");
        assertThat(san(der(0x82))).isEqualTo("bad-certificate");
        assertThat(san(der(0x86, text("spiffe://prod.example/../a", StandardCharsets.US_ASCII))))
                .isEqualTo("bad-certificate");
        assertThat(named(client().extension(SAN, false, new byte[] {0x30, (byte) 0x80, 0, 0})))
                .isEqualTo("bad-certificate");
    }

    @Test
    void garbage_for_a_certificate_is_refused_and_never_escapes() throws Exception {
        Random random = new Random(13);
        byte[] good = client().spiffe("spiffe://prod.example/a")
                .dns("a.example")
                .issue()
                .certificate()
                .getEncoded();
        ClientTrust trust = trust(null);
        int refused = 0;
        for (int round = 0; round < 2000; round++) {
            byte[] garbage = good.clone();
            for (int i = 0; i <= round % 3; i++) {
                garbage[random.nextInt(garbage.length)] = (byte) random.nextInt();
            }
            X509Certificate odd = new OddCertificate(garbage);
            refused += trust.verify(List.of(odd), Way.DIRECT, PeerRules.ANYBODY, NOW)
                    .either(peer -> 0, refusal -> 1);
        }
        assertThat(refused).isGreaterThan(1990);
        assertThat(named(new OddCertificate(good))).isEqualTo("spiffe spiffe://prod.example/a");
        assertThat(named(new OddCertificate(new byte[70_000]))).isEqualTo("bad-certificate");
    }

    private static Draft client() {
        return ACME.client("billing");
    }

    private static String subject(byte[]... rdns) {
        return named(client().subjectDer(name(rdns)));
    }

    private static void assertUnreadable(byte[] attribute) {
        assertThatThrownBy(() -> DistinguishedName.read(Der.read(name(rdn(attribute)))))
                .isInstanceOf(UnreadableException.class);
    }

    private static String refusal(Draft draft, String... rules) {
        return trust(null)
                .verify(List.of(draft.issue().certificate()), Way.DIRECT, PeerRules.parse(rules), NOW)
                .either(VerifiedPeer::toString, Refusal::message);
    }

    private static String directoryName(byte[] name) {
        Draft draft = client().extension(SAN, false, der(Der.SEQUENCE, der(0xA4, name)));
        return trust(null)
                .verify(List.of(draft.issue().certificate()), Way.DIRECT, PeerRules.ANYBODY, NOW)
                .either(peer -> peer.alternativeNames().get(0).value(), Refusal::message);
    }

    private static String san(byte[]... names) {
        return named(client().extension(SAN, false, der(Der.SEQUENCE, names)));
    }

    private static String named(Draft draft, String... rules) {
        return named(null, draft, rules);
    }

    private static String named(@org.jspecify.annotations.Nullable NameSource source, Draft draft, String... rules) {
        return named(trust(source), draft.issue().certificate(), rules);
    }

    private static String named(X509Certificate certificate, String... rules) {
        return named(trust(null), certificate, rules);
    }

    private static String named(ClientTrust trust, X509Certificate certificate, String... rules) {
        return trust.verify(List.of(certificate), Way.DIRECT, PeerRules.parse(rules), NOW)
                .either(peer -> peer.nameSource().key() + " " + peer.getName(), Refusal::code);
    }

    private static ClientTrust trust(@org.jspecify.annotations.Nullable NameSource source) {
        ClientTrust.Builder builder = ClientTrust.named("partners").anchors(List.of(ACME.certificate()));
        return source == null ? builder.build() : builder.nameSource(source).build();
    }

    private static String thumbprint(X509Certificate certificate) {
        return java.util.HexFormat.of().formatHex(Sha256.of(certificate));
    }
}
