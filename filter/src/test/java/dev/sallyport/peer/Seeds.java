// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.sallyport.testca.Draft;
import dev.sallyport.testca.Issued;
import dev.sallyport.testca.TestCa;
import dev.sallyport.testca.Usage;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.stream.Stream;

/** Where fuzzing starts: certificates with every kind of name, good ones and odd ones, made anew in every run. */
final class Seeds {

    static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
    static final TestCa ROOT = timed(TestCa.named("Root"));
    static final TestCa BETWEEN = timed(ROOT.intermediate("Between"));
    static final Issued BELOW_BETWEEN =
            timed(BETWEEN.client("billing").dns("billing.example")).issue();

    private static final String SUBJECT_ALTERNATIVE_NAME = "2.5.29.17";
    private static final byte[] DIRECTORY =
            Asn1.name(Asn1.rdn(Asn1.attribute(Asn1.ORGANIZATION, "Acme"), Asn1.attribute(Asn1.COMMON_NAME, "billing")));

    private Seeds() {}

    static TestCa timed(TestCa ca) {
        return ca.but(Seeds::timed);
    }

    static Draft timed(Draft draft) {
        return draft.from(NOON.minus(Duration.ofDays(1))).until(NOON.plus(Duration.ofDays(365)));
    }

    /** RSA: for a target that signs once and verifies often. */
    static KeyPair quickKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK knows RSA", e);
        }
    }

    static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was issued has bytes", e);
        }
    }

    /** Certificates of callers, one a case. */
    static Stream<byte[]> callers() {
        return Stream.of(
                        ROOT.client("billing").spiffe("spiffe://prod.example/ns/billing"),
                        ROOT.client("every name")
                                .dns("billing.example")
                                .dns("xn--bcher-kva.example")
                                .email("billing@acme.example")
                                .uri("https://acme.example/billing?a=b#c")
                                .ip("192.0.2.1")
                                .ip("2001:db8::1"),
                        ROOT.client("no subject").noSubject().dns("*.acme.example"),
                        ROOT.client("odd names").extension(SUBJECT_ALTERNATIVE_NAME, false, alternativeNames()),
                        ROOT.client("odd subject").subjectDer(subject()),
                        ROOT.client("negative").serial(BigInteger.valueOf(-5)),
                        ROOT.client("any").usage(Usage.ANY, Usage.SERVER_AUTH),
                        ROOT.client("RSA").rsa(2048),
                        ROOT.client("EC").ec("secp384r1"),
                        ROOT.client("Ed25519").ed25519(),
                        ROOT.client("self-signed").selfSigned(),
                        ROOT.client("critical").extension("1.2.3.4", true, new byte[] {5, 0}),
                        ROOT.client("too long").dns("a.".repeat(150) + "example"))
                .map(draft -> timed(draft).issue().certificate())
                .map(Seeds::encoded);
    }

    /** Certificates of CAs, one a case. */
    static Stream<byte[]> issuers() {
        return Stream.of(
                        BETWEEN,
                        ROOT,
                        BETWEEN.but(ca -> ca.pathLength(0)),
                        BETWEEN.but(ca -> ca.extension("2.5.29.30", true, constraints(0xA0, 0x82, "example"))),
                        BETWEEN.but(ca -> ca.extension("2.5.29.30", true, constraints(0xA1, 0x81, "acme.example"))),
                        BETWEEN.but(ca -> ca.usage(Usage.CLIENT_AUTH)),
                        BETWEEN.crossSignedBy(timed(TestCa.named("Other"))))
                .map(ca -> encoded(ca.certificate()));
    }

    /** Subject alternative names with every kind of name. */
    static byte[] alternativeNames() {
        return Asn1.der(
                Der.SEQUENCE,
                Asn1.der(0xA0, HexFormat.of().parseHex("060a2b060104018237140203a0060c0475736572")), // a user's name
                Asn1.der(0x81, text("billing@acme.example")),
                Asn1.der(0x82, text("billing.acme.example")),
                Asn1.der(0xA4, DIRECTORY),
                Asn1.der(0x86, text("spiffe://prod.example/ns/billing")),
                Asn1.der(0x87, new byte[] {(byte) 192, 0, 2, 1}),
                Asn1.der(0x87, new byte[16]),
                Asn1.der(0x88, new byte[] {0x2A, 3, 4}));
    }

    /** A subject with several attributes in one RDN and every type of string. */
    static byte[] subject() {
        return Asn1.name(
                Asn1.rdn(Asn1.attribute(Asn1.ORGANIZATION, 0x13, text("Acme"))),
                Asn1.rdn(
                        Asn1.attribute(Asn1.ORGANIZATIONAL_UNIT, Asn1.BMP, new byte[] {0, 'a', 0x26, 0x3A}),
                        Asn1.attribute(Asn1.COMMON_NAME, "b\u00FCcher, + \"\\# ")),
                Asn1.rdn(Asn1.attribute(Asn1.COMMON_NAME, Asn1.T61, new byte[] {'b', (byte) 0xFC})),
                Asn1.rdn(Asn1.attribute(Asn1.COMMON_NAME, 0x1C, new byte[] {0, 1, (byte) 0xF6, 0})),
                Asn1.rdn(Asn1.attribute("2a864886f70d010901", 0x16, text("billing@acme.example"))),
                Asn1.rdn(Asn1.attribute("2a0304", 0x04, new byte[] {1, 2})));
    }

    /** Name constraints with one name. */
    static byte[] constraints(int permittedOrExcluded, int kind, String name) {
        return constraints(permittedOrExcluded, kind, text(name));
    }

    static byte[] constraints(int permittedOrExcluded, int kind, byte[] name) {
        return Asn1.der(Der.SEQUENCE, Asn1.der(permittedOrExcluded, Asn1.der(Der.SEQUENCE, Asn1.der(kind, name))));
    }

    private static byte[] text(String ascii) {
        return Asn1.text(ascii, US_ASCII);
    }
}
