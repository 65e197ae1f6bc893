// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import static dev.sallyport.peer.Asking.below;
import static dev.sallyport.peer.Asking.ca;
import static dev.sallyport.peer.Asking.client;
import static dev.sallyport.peer.Asking.code;
import static dev.sallyport.peer.Asking.shown;
import static dev.sallyport.peer.Asking.trusting;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.Refusal;
import dev.sallyport.Way;
import dev.sallyport.testca.TestCa;
import dev.sallyport.testca.Usage;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The form of certificates: RFC 5280, section 4.1. */
class CertificateFormTest {

    /** The certificate of RFC 8705, appendix A. */
    private static final String VERSION_1 = "MIIBBjCBrAIBAjAKBggqhkjOPQQDAjAPMQ0wCwYDVQQDDARtdGxzMB4XDTE4MTAx"
            + "ODEyMzcwOVoXDTIyMDUwMjEyMzcwOVowDzENMAsGA1UEAwwEbXRsczBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABNcnyxwqV6hY8Qnh"
            + "xxzFQ03C7HKW9OylMbnQZjjJ/Au08/coZwxS7LfA4vOLS9WuneIXhbGGWvsDSb0tH6IxLm8wCgYIKoZIzj0EAwIDSQAwRgIhAP0RC1E+"
            + "vwJD/D1AGHGzuri+hlV/PpQEKTWUVeORWz83AiEA5x2eXZOVbUlJSGQgjwD5vaUaKlLR50Q2DmFfQj1L+SY=";

    private static final TestCa ROOT = ca("Root");
    private static final ClientTrust TRUST = trusting(ROOT).build();

    @ParameterizedTest
    @CsvSource({
        "1,                                         known",
        "7fffffffffffffffffffffffffffffffffffffff,  known", // twenty bytes
        "0,                                         bad-certificate",
        "-1,                                        bad-certificate",
        "8000000000000000000000000000000000000000,  bad-certificate", // with the sign, one more
    })
    void a_serial_number_is_above_zero_and_has_twenty_bytes(String hex, String expected) {
        BigInteger serial = new BigInteger(hex, 16);
        TestCa issuing = below(ROOT, "Issuing").but(ca -> ca.serial(serial));

        assertThat(code(TRUST, shown(client(ROOT).serial(serial)))).isEqualTo(expected);
        assertThat(code(TRUST, shown(client(issuing), issuing))).isEqualTo(expected);
    }

    @Test
    void an_unknown_critical_extension_is_refused_wherever_it_stands() {
        TestCa issuing = below(ROOT, "Issuing").but(ca -> ca.extension("1.3.6.1.4.1.55555.1", true, new byte[] {5, 0}));

        assertThat(code(TRUST, shown(client(issuing), issuing))).isEqualTo("bad-certificate");
    }

    /** No CRL would list such a number as it stands there. */
    @Test
    void a_serial_number_with_needless_zeros_is_refused() throws Exception {
        X509Certificate good = client(ROOT).issue().certificate();

        assertThat(code(TRUST, List.of(numbered(good, 5)))).isEqualTo("known");
        assertThat(code(TRUST, List.of(numbered(good, 0, 5)))).isEqualTo("bad-certificate");
        assertThat(code(TRUST, List.of(numbered(good, 0, 0, 5)))).isEqualTo("bad-certificate");
    }

    /** The JDK does not look at what follows the extensions; whoever looked for them at the end would find none. */
    @Test
    void nothing_may_follow_the_extensions() throws Exception {
        X509Certificate server = client(ROOT).usage(Usage.SERVER_AUTH).issue().certificate();

        assertThat(code(TRUST, List.of(server))).isEqualTo("wrong-usage");
        assertThat(code(TRUST, List.of(but(server, fields -> fields.add(Asn1.der(0x82, new byte[1]))))))
                .isEqualTo("bad-certificate");
        assertThat(code(TRUST, List.of(but(server, fields -> fields.add(Asn1.der(0xA3, Asn1.der(Der.SEQUENCE)))))))
                .isEqualTo("bad-certificate");
    }

    /** The same certificate with another number, signed anew. */
    private static X509Certificate numbered(X509Certificate certificate, int... number) throws Exception {
        byte[] bytes = new byte[number.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) number[i];
        }
        return but(certificate, fields -> fields.set(1, Asn1.der(Der.INTEGER, bytes)));
    }

    /** The same certificate with other fields, signed anew. */
    private static X509Certificate but(X509Certificate certificate, Consumer<List<byte[]>> change) throws Exception {
        List<byte[]> fields = new ArrayList<>();
        Der.read(certificate.getTBSCertificate()).children(Der.SEQUENCE).forEach(field -> fields.add(field.encoded()));
        change.accept(fields);
        byte[] signed = Asn1.der(Der.SEQUENCE, fields.toArray(byte[][]::new));
        Signature signature = Signature.getInstance(certificate.getSigAlgName());
        signature.initSign(ROOT.privateKey());
        signature.update(signed);
        byte[] algorithm =
                Der.read(certificate.getEncoded()).children(Der.SEQUENCE).get(1).encoded();
        byte[] whole = Asn1.der(Der.SEQUENCE, signed, algorithm, Asn1.der(0x03, new byte[1], signature.sign()));
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(whole));
    }

    @ParameterizedTest
    @CsvSource({
        "3000,                    nothing",
        "3003 820161,             (right)",
        "3003 820100,             a NUL",
        "3002 8200,               an empty name",
        "3005 870301 0203,        an address of three bytes",
        "3003 890161,             an unknown tag",
        "8203 616263,             no list",
    })
    void alternative_names_that_cannot_be_read_are_refused(String hex, String what) {
        byte[] names = HexFormat.of().parseHex(hex.replace(" ", ""));

        assertThat(code(TRUST, shown(client(ROOT).extension("2.5.29.17", false, names))))
                .isEqualTo(what.equals("(right)") ? "known" : "bad-certificate");
    }

    @ParameterizedTest
    @CsvSource({
        "3000,                known",
        "3003 010100,         known", // not DER, but everywhere
        "0500,                bad-certificate", // no sequence
        "3002 0100,           bad-certificate", // true or false
        "3003 010101,         bad-certificate", // true, for the JDK
        "3003 020101,         bad-certificate", // a path below no CA
        "3006 010100 020101,  bad-certificate",
        "3002 0500,           bad-certificate",
        "3000 0500,           bad-certificate",
    })
    void basic_constraints_have_one_way_to_be_read(String hex, String expected) {
        byte[] constraints = HexFormat.of().parseHex(hex.replace(" ", ""));

        assertThat(code(TRUST, shown(client(ROOT).extension("2.5.29.19", false, constraints))))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "3006 0101ff 020100,    known",
        "3006 010101 020100,    bad-certificate",
        "3007 0101ff 02020000,  bad-certificate",
        "3006 0101ff 0201ff,    bad-certificate",
    })
    void the_basic_constraints_of_a_ca_have_one_way_to_be_read(String hex, String expected) {
        byte[] constraints = HexFormat.of().parseHex(hex.replace(" ", ""));
        TestCa issuing = below(ROOT, "Issuing").but(ca -> ca.extension("2.5.29.19", true, constraints));

        assertThat(code(TRUST, shown(client(issuing), issuing))).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(UsagePolicy.class)
    void a_key_usage_that_contradicts_itself_is_refused_whatever_usage_is_enough(UsagePolicy enough) {
        ClientTrust trust = trusting(ROOT).usage(enough).build();
        byte[] nothing = HexFormat.of().parseHex("03020700");
        byte[] signsCertificates = HexFormat.of().parseHex("03020284");

        assertThat(code(trust, shown(client(ROOT)))).isEqualTo("known");
        assertThat(code(trust, shown(client(ROOT).extension("2.5.29.15", true, nothing))))
                .isEqualTo("wrong-usage");
        assertThat(code(trust, shown(client(ROOT).extension("2.5.29.15", true, signsCertificates))))
                .isEqualTo("wrong-usage");
    }

    @ParameterizedTest
    @CsvSource({
        "03020780, known",
        "03020080, known", // not DER, but one reading
        "030207ff, bad-certificate", // bits behind the last
        "03020584, bad-certificate", // may it sign certificates
        "03020880, bad-certificate",
        "030107,   bad-certificate",
        "0300,     bad-certificate",
        "0500,     bad-certificate",
    })
    void a_key_usage_has_one_way_to_be_read(String hex, String expected) {
        byte[] usage = HexFormat.of().parseHex(hex);

        assertThat(code(TRUST, shown(client(ROOT).extension("2.5.29.15", false, usage))))
                .isEqualTo(expected);
    }

    @Test
    void extensions_are_absent_or_some() throws Exception {
        X509Certificate good = client(ROOT).issue().certificate();
        byte[] none = Asn1.der(0xA3, Asn1.der(Der.SEQUENCE));

        assertThat(code(TRUST, List.of(but(good, fields -> fields.remove(fields.size() - 1)))))
                .isEqualTo("known");
        assertThat(code(TRUST, List.of(but(good, fields -> fields.set(fields.size() - 1, none)))))
                .isEqualTo("bad-certificate");
    }

    @Test
    void times_have_seconds_and_no_zone() throws Exception {
        X509Certificate good = client(ROOT).issue().certificate();

        assertThat(code(TRUST, List.of(valid(good, "260301120000Z", "270301120000Z"))))
                .isEqualTo("known");
        assertThat(code(TRUST, List.of(valid(good, "2603011200Z", "270301120000Z"))))
                .isEqualTo("bad-certificate");
        assertThat(code(TRUST, List.of(valid(good, "260301120000Z", "270301120000+0100"))))
                .isEqualTo("bad-certificate");
    }

    /** The same certificate with other dates, signed anew. */
    private static X509Certificate valid(X509Certificate certificate, String from, String until) throws Exception {
        byte[] validity = Asn1.der(
                Der.SEQUENCE,
                Asn1.der(DerTime.UTC_TIME, from.getBytes(US_ASCII)),
                Asn1.der(DerTime.UTC_TIME, until.getBytes(US_ASCII)));
        return but(certificate, fields -> fields.set(4, validity));
    }

    @Test
    void what_makes_an_extension_critical_has_one_way_to_be_read() throws Exception {
        X509Certificate good = client(ROOT)
                .extension("2.5.29.17", true, HexFormat.of().parseHex("3003820161"))
                .issue()
                .certificate();
        Consumer<List<byte[]>> half = fields -> {
            String extensions = HexFormat.of().formatHex(fields.remove(fields.size() - 1));
            fields.add(HexFormat.of().parseHex(extensions.replace("0603551d110101ff", "0603551d11010101")));
        };

        assertThat(code(TRUST, List.of(good))).isEqualTo("known");
        assertThat(code(TRUST, List.of(but(good, half)))).isEqualTo("bad-certificate");
    }

    @Test
    void a_certificate_of_version_1_is_believed_as_itself_and_by_no_path() throws Exception {
        X509Certificate old = (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(
                        new ByteArrayInputStream(Base64.getMimeDecoder().decode(VERSION_1)));
        Instant then = old.getNotBefore().toInstant();

        assertThat(asked(ClientTrust.named("exact").certificates(List.of(old)), old, then))
                .isEqualTo("known");
        assertThat(asked(ClientTrust.named("anchors").anchors(List.of(old)), old, then))
                .isEqualTo("bad-certificate");
        assertThat(asked(ClientTrust.named("tls").container(), old, then)).isEqualTo("bad-certificate");
    }

    private static String asked(ClientTrust.Builder trust, X509Certificate certificate, Instant now) {
        return trust.build()
                .verify(List.of(certificate), Way.DIRECT, PeerRules.ANYBODY, now)
                .either(peer -> "known", Refusal::code);
    }

    @Test
    void a_field_that_stands_in_two_ways_or_not_at_all_is_unreadable() throws Exception {
        byte[] good = client(ROOT).issue().certificate().getEncoded();
        byte[] otherAlgorithm = good.clone();
        int algorithm = lastIndexOf(good, HexFormat.of().parseHex("06082a8648ce3d040302"));
        otherAlgorithm[algorithm + 9] = 3;

        assertThat(TbsCertificate.read(new OddCertificate(good)).version()).isEqualTo(3);
        assertThatThrownBy(() -> TbsCertificate.read(new OddCertificate(otherAlgorithm)))
                .hasMessageContaining("told in two ways");
        assertThatThrownBy(() -> TbsCertificate.read(new OddCertificate(new byte[] {0x30, 0})))
                .isInstanceOf(UnreadableException.class);
    }

    private static int lastIndexOf(byte[] all, byte[] part) {
        String hex = HexFormat.of().formatHex(all);
        return hex.lastIndexOf(HexFormat.of().formatHex(part)) / 2;
    }
}
