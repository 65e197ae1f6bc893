// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.sallyport.testca.TestCa;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.HexFormat;
import java.util.stream.Stream;

/** OCSP responses by hand, also such as no library would write; signed all the same. */
final class OddOcsp {

    static final byte[] SUCCESSFUL = {0x0A, 1, 0};
    static final byte[] ALGORITHM = sequence(HexFormat.of().parseHex("06082a8648ce3d040302"));
    static final byte[] PRODUCED_AT = time("20260601110000Z");
    static final byte[] GOOD = {(byte) 0x80, 0};

    private static final byte[] BASIC = HexFormat.of().parseHex("06092b0601050507300101");

    private OddOcsp() {}

    /** A response with these fields behind who answers and when. */
    static byte[] issued(TestCa ca, byte[]... afterProducedAt) {
        Stream<byte[]> head = Stream.of(responder(ca), PRODUCED_AT);
        return response(
                signed(ca, Stream.concat(head, Stream.of(afterProducedAt)).toArray(byte[][]::new)));
    }

    /** Of the basic type, from its data, algorithm and signature. */
    static byte[] response(byte[]... parts) {
        return sequence(SUCCESSFUL, Asn1.der(0xA0, sequence(BASIC, Asn1.der(Der.OCTET_STRING, sequence(parts)))));
    }

    /** Data of one's own, its algorithm and its signature. */
    static byte[][] signed(TestCa ca, byte[]... fields) {
        byte[] data = sequence(fields);
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(ca.privateKey());
            signature.update(data);
            return new byte[][] {data, ALGORITHM, Asn1.der(3, new byte[1], signature.sign())};
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a CA has an EC key", e);
        }
    }

    static byte[] responder(TestCa ca) {
        return Asn1.der(0xA1, ca.certificate().getSubjectX500Principal().getEncoded());
    }

    /** An entry about a certificate, with these fields behind its name. */
    static byte[] entry(OcspQuestion question, byte[]... fields) {
        try {
            Stream<byte[]> all = Stream.concat(Stream.of(question.id().encoded()), Stream.of(fields));
            return sequence(all.toArray(byte[][]::new));
        } catch (UnreadableException e) {
            throw new IllegalStateException("a certificate that was issued can be called", e);
        }
    }

    static byte[] sequence(byte[]... parts) {
        return Asn1.der(Der.SEQUENCE, parts);
    }

    static byte[] time(String text) {
        return Asn1.der(DerTime.GENERALIZED_TIME, text.getBytes(US_ASCII));
    }

    static byte[] extensions(byte[]... extensions) {
        return Asn1.der(0xA1, sequence(extensions));
    }
}
