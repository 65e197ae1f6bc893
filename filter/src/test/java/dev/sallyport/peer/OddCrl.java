// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.sallyport.testca.TestCa;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** CRLs by hand, also such as no library would write; signed all the same. */
final class OddCrl {

    static final byte[] VERSION_2 = {2, 1, 1};
    static final byte[] ALGORITHM = sequence(HexFormat.of().parseHex("06082a8648ce3d040302"));
    static final byte[] THIS_UPDATE = utcTime("260601000000Z");
    static final byte[] NEXT_UPDATE = utcTime("260608000000Z");
    static final byte[] CRL_NUMBER = extension("551d14", false, new byte[] {2, 1, 1});

    private OddCrl() {}

    /** The fields of a CRL of version 2 with whatever follows its dates. */
    static byte[] issued(TestCa ca, byte[]... afterDates) {
        Stream<byte[]> head = Stream.of(VERSION_2, ALGORITHM, name(ca), THIS_UPDATE, NEXT_UPDATE);
        return signed(ca, Stream.concat(head, Stream.of(afterDates)).toArray(byte[][]::new));
    }

    /** Signs fields of one's own. */
    static byte[] signed(TestCa ca, byte[]... fields) {
        byte[] signed = sequence(fields);
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(ca.privateKey());
            signature.update(signed);
            return sequence(signed, ALGORITHM, Asn1.der(3, new byte[1], signature.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a CA has an EC key", e);
        }
    }

    static byte[] name(TestCa ca) {
        return ca.certificate().getSubjectX500Principal().getEncoded();
    }

    static byte[] sequence(byte[]... parts) {
        return Asn1.der(Der.SEQUENCE, parts);
    }

    static byte[] utcTime(String text) {
        return Asn1.der(DerTime.UTC_TIME, text.getBytes(US_ASCII));
    }

    static byte[] entry(int number, byte[]... more) {
        byte[] fields = Asn1.der(Der.INTEGER, new byte[] {(byte) number});
        Stream<byte[]> parts = Stream.concat(Stream.of(fields, utcTime("260501000000Z")), Stream.of(more));
        return sequence(parts.toArray(byte[][]::new));
    }

    static byte[] extensions(byte[]... extensions) {
        return Asn1.der(0xA0, sequence(extensions));
    }

    static byte[] extension(String oidInHex, boolean critical, byte[] value) {
        byte[] type = Asn1.der(Der.OBJECT_IDENTIFIER, HexFormat.of().parseHex(oidInHex));
        byte[] octets = Asn1.der(Der.OCTET_STRING, value);
        return critical ? sequence(type, new byte[] {1, 1, -1}, octets) : sequence(type, octets);
    }

    /** An issuing distribution point with these fields. */
    static byte[] scope(byte[]... fields) {
        return extensions(extension("551d1c", true, sequence(fields)));
    }

    static byte[] yes(int tag) {
        return Asn1.der(tag, new byte[] {-1});
    }

    /** The name of a place: a URI. */
    static byte[] place(String uri) {
        return Asn1.der(0xA0, Asn1.der(0xA0, Asn1.der(0x86, uri.getBytes(US_ASCII))));
    }

    static List<Crl> read(byte[] file) throws IOException {
        return Crl.read(new ByteArrayInputStream(file));
    }
}
