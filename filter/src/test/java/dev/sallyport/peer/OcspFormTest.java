// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import static dev.sallyport.peer.OddOcsp.ALGORITHM;
import static dev.sallyport.peer.OddOcsp.GOOD;
import static dev.sallyport.peer.OddOcsp.PRODUCED_AT;
import static dev.sallyport.peer.OddOcsp.entry;
import static dev.sallyport.peer.OddOcsp.extensions;
import static dev.sallyport.peer.OddOcsp.issued;
import static dev.sallyport.peer.OddOcsp.responder;
import static dev.sallyport.peer.OddOcsp.response;
import static dev.sallyport.peer.OddOcsp.sequence;
import static dev.sallyport.peer.OddOcsp.signed;
import static dev.sallyport.peer.OddOcsp.time;
import static dev.sallyport.peer.Responding.ISSUING;
import static dev.sallyport.peer.Responding.QUESTION;
import static dev.sallyport.peer.Responding.says;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which OCSP responses are not well-formed; and what a request looks like. */
class OcspFormTest {

    private static final byte[] THIS_UPDATE = PRODUCED_AT;
    private static final byte[] ENTRY = entry(QUESTION, GOOD, THIS_UPDATE);
    private static final byte[] ENTRIES = sequence(ENTRY);
    private static final byte[] EXTENSION = OddCrl.extension("2a0304", false, new byte[] {5, 0});
    private static final byte[] NEXT_UPDATE = Asn1.der(0xA0, time("20260601130000Z"));
    private static final byte[] WHOLE = issued(ISSUING, ENTRIES);

    @ParameterizedTest
    @CsvSource({
        "1, malformedRequest",
        "2, internalError",
        "3, tryLater",
        "4, an unknown one",
        "5, sigRequired",
        "6, unauthorized",
        "7, an unknown one",
        "-1, an unknown one"
    })
    void an_error_is_no_answer(byte status, String name) {
        assertThat(says(sequence(new byte[] {0x0A, 1, status}))).isEqualTo("its status is " + name);
    }

    static Stream<Arguments> well_formed() {
        return Stream.of(
                Arguments.of("the least", WHOLE),
                Arguments.of("extensions", issued(ISSUING, ENTRIES, extensions(EXTENSION))),
                Arguments.of("a next update", withEntry(GOOD, THIS_UPDATE, NEXT_UPDATE)),
                Arguments.of("extensions of an entry", withEntry(GOOD, THIS_UPDATE, extensions(EXTENSION))),
                Arguments.of("both", withEntry(GOOD, THIS_UPDATE, NEXT_UPDATE, extensions(EXTENSION))),
                Arguments.of("no certificates", response(and(parts(), Asn1.der(0xA0, sequence())))),
                Arguments.of("certificates that are none", response(and(parts(), Asn1.der(0xA0, sequence(ALGORITHM))))),
                Arguments.of("its default version", version(0)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void well_formed(String what, byte[] response) {
        assertThat(says(response)).as(what).isEqualTo("good");
    }

    static Stream<Arguments> malformed() {
        byte[] basic = HexFormat.of().parseHex("06092b0601050507300101");
        byte[] other = HexFormat.of().parseHex("06092b0601050507300102");
        byte[] octets = Asn1.der(Der.OCTET_STRING, sequence(parts()));
        return Stream.of(
                Arguments.of("nothing", new byte[0]),
                Arguments.of("text", "unauthorized".getBytes(US_ASCII)),
                Arguments.of("something behind it", and(WHOLE, new byte[1])),
                Arguments.of("its end is missing", Arrays.copyOf(WHOLE, WHOLE.length - 1)),
                Arguments.of("success and nothing more", sequence(OddOcsp.SUCCESSFUL)),
                Arguments.of("another type", sequence(OddOcsp.SUCCESSFUL, Asn1.der(0xA0, sequence(other, octets)))),
                Arguments.of("no type", sequence(OddOcsp.SUCCESSFUL, Asn1.der(0xA0, sequence(octets)))),
                Arguments.of("two responses", sequence(OddOcsp.SUCCESSFUL, twice(sequence(basic, octets)))),
                Arguments.of(
                        "a third part", sequence(OddOcsp.SUCCESSFUL, Asn1.der(0xA0, sequence(basic, octets)), basic)),
                Arguments.of("no signature", response(parts()[0], ALGORITHM)),
                Arguments.of("an empty signature", response(parts()[0], ALGORITHM, Asn1.der(3, new byte[1]))),
                Arguments.of("an odd signature", response(parts()[0], ALGORITHM, Asn1.der(3, new byte[] {1, 2, 2}))),
                Arguments.of("an empty algorithm", response(parts()[0], sequence(), parts()[2])),
                Arguments.of("certificates twice", response(and(and(parts(), certificates()), certificates()))),
                Arguments.of("certificates as a set", response(and(parts(), Asn1.der(0xA0, Asn1.der(Der.SET))))),
                Arguments.of("version 2", version(1)),
                Arguments.of("no responder", response(signed(ISSUING, PRODUCED_AT, ENTRIES))),
                Arguments.of(
                        "two names", response(signed(ISSUING, Asn1.der(0xA1, name(), name()), PRODUCED_AT, ENTRIES))),
                Arguments.of("no time", response(signed(ISSUING, responder(ISSUING), ENTRIES))),
                Arguments.of(
                        "a time of two digits",
                        response(signed(ISSUING, responder(ISSUING), OddCrl.THIS_UPDATE, ENTRIES))),
                Arguments.of("no entries", issued(ISSUING)),
                Arguments.of("entries as a set", issued(ISSUING, Asn1.der(Der.SET, ENTRY))),
                Arguments.of("no extensions where there must be some", issued(ISSUING, ENTRIES, extensions())),
                Arguments.of("an extension twice", issued(ISSUING, ENTRIES, extensions(EXTENSION, EXTENSION))),
                Arguments.of(
                        "extensions twice", issued(ISSUING, ENTRIES, extensions(EXTENSION), extensions(EXTENSION))),
                Arguments.of("an entry without status", withEntry(THIS_UPDATE)),
                Arguments.of("an entry without time", withEntry(GOOD)),
                Arguments.of("an unknown status", withEntry(new byte[] {(byte) 0x83, 0}, THIS_UPDATE)),
                Arguments.of("good with something", withEntry(new byte[] {(byte) 0x80, 1, 1}, THIS_UPDATE)),
                Arguments.of("good, but constructed", withEntry(new byte[] {(byte) 0xA0, 0}, THIS_UPDATE)),
                Arguments.of("revoked without time", withEntry(Asn1.der(0xA1), THIS_UPDATE)),
                Arguments.of("revoked with too much", withEntry(Asn1.der(0xA1, THIS_UPDATE, EXTENSION), THIS_UPDATE)),
                Arguments.of("updates in two-digit years", withEntry(GOOD, OddCrl.THIS_UPDATE)),
                Arguments.of("a next update before this one", withEntry(GOOD, time("20260601140000Z"), NEXT_UPDATE)),
                Arguments.of(
                        "fields in another order", withEntry(GOOD, THIS_UPDATE, extensions(EXTENSION), NEXT_UPDATE)),
                Arguments.of(
                        "an id without number",
                        issued(ISSUING, sequence(sequence(sequence(ALGORITHM), GOOD, THIS_UPDATE)))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void malformed(String what, byte[] response) {
        assertThat(says(response)).as(what).isNotBlank().isNotIn("good", "revoked", "unknown");
    }

    @Test
    void a_response_has_at_most_64_kib() {
        byte[] padding = new byte[OcspReader.MOST_BYTES - WHOLE.length - 40];
        byte[] large = issued(ISSUING, ENTRIES, extensions(OddCrl.extension("2a0304", false, padding)));
        byte[] larger = Arrays.copyOf(large, OcspReader.MOST_BYTES + 1);

        assertThat(large.length).isLessThanOrEqualTo(OcspReader.MOST_BYTES);
        assertThat(says(large)).isEqualTo("good");
        assertThat(says(larger)).isEqualTo("it has more than 65536 bytes");
    }

    @Test
    void a_request_calls_one_certificate_by_sha_1_and_has_a_nonce() throws UnreadableException {
        byte[] nonce = HexFormat.of().parseHex("0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20");

        Der request = Der.read(OcspRequest.of(QUESTION.id(), nonce)).only(Der.SEQUENCE);

        Der id = request.children(Der.SEQUENCE).get(0).only(Der.SEQUENCE).only(Der.SEQUENCE);
        assertThat(QUESTION.id().isCalled(id)).isTrue();
        assertThat(id.children(Der.SEQUENCE)
                        .get(0)
                        .children(Der.SEQUENCE)
                        .get(0)
                        .objectIdentifier())
                .isEqualTo("1.3.14.3.2.26");
        Der extension = request.children(Der.SEQUENCE).get(1).only(0xA2).only(Der.SEQUENCE);
        assertThat(extension.children(Der.SEQUENCE).get(0).objectIdentifier()).isEqualTo("1.3.6.1.5.5.7.48.1.2");
        assertThat(Der.read(extension.children(Der.SEQUENCE).get(1).content()).content())
                .isEqualTo(nonce);
    }

    private static byte[][] parts() {
        return signed(ISSUING, responder(ISSUING), PRODUCED_AT, ENTRIES);
    }

    private static byte[] version(int number) {
        byte[] version = Asn1.der(0xA0, Asn1.der(Der.INTEGER, new byte[] {(byte) number}));
        return response(signed(ISSUING, version, responder(ISSUING), PRODUCED_AT, ENTRIES));
    }

    private static byte[] withEntry(byte[]... fields) {
        return issued(ISSUING, sequence(entry(QUESTION, fields)));
    }

    private static byte[] name() {
        return ISSUING.certificate().getSubjectX500Principal().getEncoded();
    }

    private static byte[] certificates() {
        return Asn1.der(0xA0, sequence());
    }

    private static byte[] twice(byte[] typed) {
        return Asn1.der(0xA0, typed, typed);
    }

    private static byte[] and(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static byte[][] and(byte[][] first, byte[] last) {
        return Stream.concat(Stream.of(first), Stream.of(last)).toArray(byte[][]::new);
    }
}
