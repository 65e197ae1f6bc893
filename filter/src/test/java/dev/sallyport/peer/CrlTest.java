// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import static dev.sallyport.peer.Asking.NOON;
import static dev.sallyport.peer.OddCrl.ALGORITHM;
import static dev.sallyport.peer.OddCrl.CRL_NUMBER;
import static dev.sallyport.peer.OddCrl.NEXT_UPDATE;
import static dev.sallyport.peer.OddCrl.THIS_UPDATE;
import static dev.sallyport.peer.OddCrl.VERSION_2;
import static dev.sallyport.peer.OddCrl.entry;
import static dev.sallyport.peer.OddCrl.extension;
import static dev.sallyport.peer.OddCrl.extensions;
import static dev.sallyport.peer.OddCrl.issued;
import static dev.sallyport.peer.OddCrl.name;
import static dev.sallyport.peer.OddCrl.place;
import static dev.sallyport.peer.OddCrl.read;
import static dev.sallyport.peer.OddCrl.scope;
import static dev.sallyport.peer.OddCrl.sequence;
import static dev.sallyport.peer.OddCrl.signed;
import static dev.sallyport.peer.OddCrl.utcTime;
import static dev.sallyport.peer.OddCrl.yes;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.testca.TestCa;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CrlTest {

    private static final TestCa ACME = TestCa.named("Acme CA");
    private static final byte[] GOOD = issued(ACME, sequence(entry(5), entry(7)), extensions(CRL_NUMBER));

    @Test
    void what_it_says_is_read() throws IOException {
        Crl crl = read(ACME.crl()
                        .from(NOON)
                        .until(NOON.plusSeconds(60))
                        .revoke(BigInteger.valueOf(5))
                        .issue())
                .get(0);

        assertThat(crl.issuer()).isEqualTo(ACME.certificate().getSubjectX500Principal());
        assertThat(crl.thisUpdate()).isEqualTo(NOON);
        assertThat(crl.nextUpdate()).contains(NOON.plusSeconds(60));
        assertThat(crl.size()).isEqualTo(1);
        assertThat(crl.contains(new byte[] {5})).isTrue();
        assertThat(crl.contains(new byte[] {6})).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHA256withRSA", "SHA512withRSA", "SHA1withRSA", "SHA384withRSAandMGF1"})
    void a_signature_with_rsa_is_the_issuers_and_nobody_elses(String algorithm) throws IOException {
        TestCa rsa = ACME.but(ca -> ca.rsa(2048));
        TestCa other = ACME.but(ca -> ca.rsa(2048));

        Crl crl = read(rsa.crl().signature(algorithm).issue()).get(0);

        assertThat(crl.isSignedBy(rsa.certificate().getPublicKey())).isTrue();
        assertThat(crl.isSignedBy(other.certificate().getPublicKey())).isFalse();
        assertThat(crl.isSignedBy(ACME.certificate().getPublicKey())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"secp256r1", "secp384r1", "secp521r1", "Ed25519"})
    void a_signature_on_a_curve_is_the_issuers_and_nobody_elses(String curve) throws IOException {
        TestCa ca = ACME.but(draft -> {
            if (curve.equals("Ed25519")) {
                draft.ed25519();
            } else {
                draft.ec(curve);
            }
        });

        Crl crl = read(ca.crl().revoke(BigInteger.TEN).issue()).get(0);

        assertThat(crl.isSignedBy(ca.certificate().getPublicKey())).isTrue();
        assertThat(crl.isSignedBy(ACME.certificate().getPublicKey())).isFalse();
    }

    @Test
    void no_bit_of_what_is_signed_can_be_changed() throws IOException {
        for (int at = 0; at < GOOD.length; at++) {
            byte[] changed = GOOD.clone();
            changed[at] ^= 1;
            boolean signed;
            try {
                signed = read(changed).get(0).isSignedBy(ACME.certificate().getPublicKey());
            } catch (IOException e) {
                signed = false;
            }
            assertThat(signed).as("with byte " + at + " changed").isFalse();
        }
        assertThat(read(GOOD).get(0).isSignedBy(ACME.certificate().getPublicKey()))
                .isTrue();
    }

    @Test
    void a_pem_file_holds_several_among_other_text() throws IOException {
        String pem = "first\r\n" + ACME.crl().pem().replace("\n", "\r\n") + "\r\nsecond\n"
                + ACME.crl().revoke(BigInteger.TWO).pem().stripTrailing();

        assertThat(read(pem.getBytes(US_ASCII))).extracting(Crl::size).containsExactly(0, 1);
    }

    @ParameterizedTest
    @MethodSource
    void a_pem_file_of_something_else_is_refused(String pem, String reason) {
        assertThatThrownBy(() -> read(pem.getBytes(US_ASCII)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(reason);
    }

    static Stream<Arguments> a_pem_file_of_something_else_is_refused() {
        String good = ACME.crl().pem();
        return Stream.of(
                Arguments.of("", "neither DER nor PEM"),
                Arguments.of("no boundary", "neither DER nor PEM"),
                Arguments.of(ACME.pem(), "something else than CRLs"),
                Arguments.of(good + ACME.pem(), "something else than CRLs"),
                Arguments.of(good.replace("-----END X509 CRL-----", ""), "has no end"),
                Arguments.of(good.replace("-----END X509 CRL-----", "-----END CRL-----"), "has no end"),
                Arguments.of(good.replaceFirst("\n[A-Za-z0-9]", "\n!"), "Illegal base64"),
                Arguments.of(good.replaceFirst("\n-----END", "AAAA\n-----END"), ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void one_that_is_malformed_is_refused(String what, byte[] der, String reason) {
        assertThatThrownBy(() -> read(der))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("a CRL cannot be used: ")
                .hasMessageContaining(reason);
    }

    static Stream<Arguments> one_that_is_malformed_is_refused() {
        byte[] name = name(ACME);
        byte[] list = sequence(entry(5));
        byte[] reason = extension("551d15", false, new byte[] {10, 1, 1});
        byte[] unknown = extension("2a030401", true, new byte[] {5, 0});
        return Stream.of(
                odd("version 1, told", signed(ACME, new byte[] {2, 1, 0}, ALGORITHM, name, THIS_UPDATE), "version"),
                odd("version 3", signed(ACME, new byte[] {2, 1, 2}, ALGORITHM, name, THIS_UPDATE), "version"),
                odd(
                        "version 1 with extensions",
                        signed(ACME, ALGORITHM, name, THIS_UPDATE, extensions(CRL_NUMBER)),
                        "1"),
                odd(
                        "version 1 with reasons",
                        signed(ACME, ALGORITHM, name, THIS_UPDATE, sequence(entry(5, sequence(reason)))),
                        "version 1"),
                odd("no issuer", signed(ACME, VERSION_2, ALGORITHM, sequence(), THIS_UPDATE), "no issuer"),
                odd("no dates", signed(ACME, VERSION_2, ALGORITHM, name), "missing"),
                odd("nothing", signed(ACME), "missing"),
                odd("an entry as a date", signed(ACME, VERSION_2, ALGORITHM, name, list), "time"),
                odd("the 30th of February", signed(ACME, VERSION_2, ALGORITHM, name, utcTime("260230000000Z")), "time"),
                odd("no seconds", signed(ACME, VERSION_2, ALGORITHM, name, utcTime("2602280000Z")), "time"),
                odd("another zone", signed(ACME, VERSION_2, ALGORITHM, name, utcTime("260228000000+0100")), "time"),
                odd(
                        "updated before it was issued",
                        signed(ACME, VERSION_2, ALGORITHM, name, NEXT_UPDATE, THIS_UPDATE),
                        "before"),
                odd(
                        "three dates",
                        signed(ACME, VERSION_2, ALGORITHM, name, THIS_UPDATE, NEXT_UPDATE, NEXT_UPDATE),
                        "tag"),
                odd(
                        "a date after the entries",
                        signed(ACME, VERSION_2, ALGORITHM, name, THIS_UPDATE, list, NEXT_UPDATE),
                        "tag"),
                odd(
                        "more fields than there are",
                        signed(
                                ACME,
                                VERSION_2,
                                ALGORITHM,
                                name,
                                THIS_UPDATE,
                                NEXT_UPDATE,
                                NEXT_UPDATE,
                                NEXT_UPDATE,
                                NEXT_UPDATE),
                        "more fields"),
                odd("an empty list", issued(ACME, sequence()), "empty"),
                odd("two lists", issued(ACME, list, list), "tag"),
                odd("extensions before the list", issued(ACME, extensions(CRL_NUMBER), list), "nothing belongs"),
                odd(
                        "something after the extensions",
                        issued(ACME, list, extensions(CRL_NUMBER), CRL_NUMBER),
                        "follows"),
                odd("no extensions in their place", issued(ACME, list, extensions()), "none"),
                odd("an extension twice", issued(ACME, extensions(CRL_NUMBER, CRL_NUMBER)), "twice"),
                odd(
                        "a critical number",
                        issued(ACME, extensions(extension("551d14", true, new byte[] {2, 1, 7}))),
                        "critical"),
                odd(
                        "a number below zero",
                        issued(ACME, extensions(extension("551d14", false, new byte[] {2, 1, -1}))),
                        "number"),
                odd(
                        "a key and no number",
                        issued(ACME, extensions(extension("551d23", false, sequence()))),
                        "no number"),
                odd("an entry twice", issued(ACME, sequence(entry(5), entry(7), entry(5))), "twice"),
                odd("a host as a place", issued(ACME, scope(host())), "host"),
                odd("an unknown critical extension", issued(ACME, extensions(unknown)), "1.2.3.4.1 is unknown"),
                odd(
                        "an unknown critical extension of an entry",
                        issued(ACME, sequence(entry(5, sequence(unknown)))),
                        "unknown"),
                odd("an entry without a date", issued(ACME, sequence(sequence(new byte[] {2, 1, 5}))), "missing"),
                odd(
                        "an entry with too much",
                        issued(ACME, sequence(entry(5, sequence(reason), sequence(reason)))),
                        "entry"),
                odd("an entry without extensions in their place", issued(ACME, sequence(entry(5, sequence()))), "none"),
                odd(
                        "a number written longer than it is",
                        issued(ACME, sequence(sequence(new byte[] {2, 2, 0, 5}, THIS_UPDATE))),
                        "entry"),
                odd("a number of no bytes", issued(ACME, sequence(sequence(new byte[] {2, 0}, THIS_UPDATE))), "entry"),
                odd(
                        "a malformed date of an entry",
                        issued(ACME, sequence(sequence(new byte[] {2, 1, 5}, utcTime("26")))),
                        "time"),
                odd(
                        "another's entry",
                        issued(ACME, sequence(entry(5, sequence(extension("551d1d", true, sequence()))))),
                        "indirect"),
                odd("a delta", issued(ACME, extensions(extension("551d1b", true, new byte[] {2, 1, 1}))), "delta"),
                odd("an indirect one", issued(ACME, scope(yes(0x84))), "indirect"),
                odd("of attribute certificates", issued(ACME, scope(yes(0x85))), "attribute"),
                odd("a scope of nothing", issued(ACME, scope()), "issuing distribution point"),
                odd("of callers and of CAs", issued(ACME, scope(yes(0x81), yes(0x82))), "issuing distribution point"),
                odd(
                        "a scope in disorder",
                        issued(ACME, scope(yes(0x82), place("http://a/"))),
                        "issuing distribution point"),
                odd("a half truth", issued(ACME, scope(Asn1.der(0x81, new byte[] {1}))), "truth"),
                odd("no reasons", issued(ACME, scope(Asn1.der(0x83, new byte[] {0}))), "reasons"),
                odd(
                        "a place of two kinds",
                        issued(ACME, scope(Asn1.der(0xA0, Asn1.der(0xA0, name), Asn1.der(0xA1, name)))),
                        "distribution point"),
                odd("two algorithms", twoAlgorithms(), "two ways"),
                odd("a tail", concat(GOOD, new byte[1]), "follows"),
                odd("its beginning", Arrays.copyOf(GOOD, GOOD.length - 1), "truncated"),
                odd("a length of nothing", HexFormat.of().parseHex("3080"), "length"),
                odd("a length of gigabytes", HexFormat.of().parseHex("3084ffffffff3084fffffff0"), "length"),
                odd("a list of more than is left", HexFormat.of().parseHex("30820100308200ff"), "length"));
    }

    @Test
    void a_length_is_not_believed() {
        byte[] promises = HexFormat.of().parseHex("30840fffff00" + "30840ffffe00" + "30830fffff");

        assertThatThrownBy(() -> read(promises)).hasMessageContaining("truncated");
    }

    @Test
    void a_large_one_must_be_signed_in_a_way_that_a_digest_is_enough_for() throws IOException {
        TestCa edwards = ACME.but(ca -> ca.ed25519());
        byte[] small = edwards.crl().issue();
        byte[] filler = new byte[1024 * 1024];

        assertThat(read(small)).hasSize(1);
        assertThatThrownBy(() -> Crl.read(withManyEntries(edwards, filler)))
                .hasMessageContaining("is signed neither with RSA");
    }

    /** A CRL whose entries never end, begun by this CA. */
    private static InputStream withManyEntries(TestCa ca, byte[] filler) {
        byte[] entries = sequence(entry(5));
        byte[] one = Arrays.copyOfRange(entries, 2, entries.length);
        for (int at = 0; at + one.length <= filler.length; at += one.length) {
            System.arraycopy(one, 0, filler, at, one.length);
        }
        byte[] algorithm = sequence(HexFormat.of().parseHex("06032b6570"));
        byte[] head = concat(VERSION_2, algorithm, name(ca), THIS_UPDATE);
        byte[] lengths = HexFormat.of().parseHex("3083f0000030837f0000");
        return new SequenceInputStream(
                new ByteArrayInputStream(concat(lengths, head, HexFormat.of().parseHex("30837e0000"))),
                new SequenceInputStream(new ByteArrayInputStream(filler), new ByteArrayInputStream(filler)));
    }

    @Test
    void numbers_that_no_certificate_may_have_are_passed_over() throws IOException {
        byte[] negative = entry(-1);
        byte[] zero = entry(0);
        byte[] unsigned = sequence(new byte[] {2, 2, 0, -1}, THIS_UPDATE);

        Crl crl = read(issued(ACME, sequence(negative, zero, unsigned))).get(0);

        assertThat(crl.size()).isEqualTo(1);
        assertThat(crl.contains(new byte[] {0, -1})).isTrue();
        assertThat(crl.contains(new byte[] {-1})).isFalse();
        assertThat(crl.contains(new byte[] {0})).isFalse();
        assertThat(crl.contains(new byte[0])).isFalse();
    }

    @Test
    void one_that_is_open_ends_with_its_age() throws IOException {
        Crl crl = read(ACME.crl().from(NOON).open().issue()).get(0);

        assertThat(crl.nextUpdate()).isEmpty();
        assertThat(crl.end(Duration.ofDays(2))).isEqualTo(NOON.plus(Duration.ofDays(2)));
    }

    private static byte[] host() {
        return Asn1.der(0xA0, Asn1.der(0xA0, Asn1.der(0x82, "acme.example".getBytes(US_ASCII))));
    }

    private static byte[] twoAlgorithms() {
        byte[] der = GOOD.clone();
        int last = new String(der, ISO_8859_1).lastIndexOf(new String(ALGORITHM, ISO_8859_1));
        der[last + ALGORITHM.length - 1] = 3;
        return der;
    }

    private static byte[] concat(byte[]... parts) {
        byte[] element = sequence(parts);
        int length = Stream.of(parts).mapToInt(part -> part.length).sum();
        return Arrays.copyOfRange(element, element.length - length, element.length);
    }

    private static Arguments odd(String what, byte[] der, String reason) {
        return Arguments.of(what, der, reason);
    }
}
