// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import static dev.sallyport.peer.Asking.NOON;
import static dev.sallyport.peer.Asking.ca;
import static dev.sallyport.peer.Asking.client;
import static dev.sallyport.peer.Asking.code;
import static dev.sallyport.peer.Asking.trusting;
import static dev.sallyport.peer.OddCrl.issued;
import static dev.sallyport.peer.OddCrl.place;
import static dev.sallyport.peer.OddCrl.scope;
import static dev.sallyport.peer.OddCrl.sequence;
import static dev.sallyport.peer.OddCrl.yes;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testca.TestCa;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Of which certificates a CRL speaks that says so. */
class CrlScopeTest {

    private static final String DISTRIBUTION_POINTS = "2.5.29.31";
    private static final TestCa ROOT = ca("Root");
    private static final byte[] HERE = place("http://acme.example/here.crl");
    private static final byte[] THERE = place("http://acme.example/there.crl");
    private static final byte[] COMPROMISED = {(byte) 0x83, 2, 4, 0x70};
    private static final byte[] OTHERWISE = {(byte) 0x83, 3, 7, 0x0F, (byte) 0x80};

    private final X509Certificate plain = client(ROOT).issue().certificate();
    private final X509Certificate here = pointed(sequence(HERE));

    @Test
    void one_of_callers_speaks_of_them_and_one_of_cas_does_not() throws IOException {
        assertThat(asked(plain, scope(yes(0x81)))).isEqualTo("known");
        assertThat(asked(plain, scope(yes(0x82)))).isEqualTo("revocation-unknown");
    }

    @Test
    void a_part_speaks_of_those_who_name_its_place() throws IOException {
        assertThat(asked(here, scope(HERE))).isEqualTo("known");
        assertThat(asked(here, scope(THERE))).isEqualTo("revocation-unknown");
        assertThat(asked(plain, scope(HERE))).isEqualTo("revocation-unknown");
        assertThat(asked(here)).as("a CRL of everything").isEqualTo("known");
        assertThat(asked(pointed(sequence(THERE), sequence(HERE)), scope(HERE))).isEqualTo("known");
    }

    @Test
    void a_certificate_whose_place_is_a_host_is_spoken_of_by_none() throws IOException {
        byte[] host = Asn1.der(0x82, "acme.example".getBytes(US_ASCII));
        byte[] both = Asn1.der(0xA0, Asn1.der(0xA0, Asn1.der(0x86, "http://a/".getBytes(US_ASCII)), host));

        assertThat(asked(pointed(sequence(place("http://a/"))), scope(place("http://a/"))))
                .isEqualTo("known");
        assertThat(asked(pointed(sequence(both)), scope(place("http://a/")))).isEqualTo("revocation-unknown");
    }

    @Test
    void a_place_may_be_told_relative_to_its_issuer() throws IOException {
        byte[] rdn = Asn1.attribute(Asn1.COMMON_NAME, "here");
        byte[] relative = Asn1.der(0xA0, Asn1.der(0xA1, rdn));
        byte[] root = Asn1.rdn(Asn1.attribute(Asn1.COMMON_NAME, "Root"));
        byte[] full = Asn1.der(0xA0, Asn1.der(0xA0, Asn1.der(0xA4, Asn1.name(root, Asn1.rdn(rdn)))));

        assertThat(asked(pointed(sequence(relative)), scope(full))).isEqualTo("known");
        assertThat(asked(pointed(sequence(full)), scope(relative))).isEqualTo("known");
        assertThat(asked(here, scope(relative))).isEqualTo("revocation-unknown");
    }

    @Test
    void those_of_some_reasons_are_enough_together() throws IOException {
        assertThat(asked(plain, scope(COMPROMISED))).isEqualTo("revocation-unknown");
        assertThat(asked(plain, scope(OTHERWISE))).isEqualTo("revocation-unknown");
        assertThat(asked(plain, scope(COMPROMISED), scope(OTHERWISE))).isEqualTo("known");
    }

    @Test
    void a_place_where_another_issuer_speaks_is_none_of_ours() throws IOException {
        byte[] name = OddCrl.name(ca("Another"));
        byte[] another = Asn1.der(0xA2, Asn1.der(0xA4, name));
        byte[] same = Asn1.der(0xA2, Asn1.der(0xA4, OddCrl.name(ROOT)));

        assertThat(asked(pointed(sequence(HERE, another)))).isEqualTo("revocation-unknown");
        assertThat(asked(pointed(sequence(HERE, same)))).isEqualTo("known");
        assertThat(asked(pointed(sequence(HERE, another), sequence(HERE)))).isEqualTo("known");
    }

    @Test
    void places_that_cannot_be_read_leave_it_unknown() throws IOException {
        assertThat(asked(pointed(HexFormat.of().parseHex("0500")))).isEqualTo("revocation-unknown");
        assertThat(asked(pointed(sequence(yes(0x85))))).isEqualTo("revocation-unknown");
        assertThat(asked(pointed())).isEqualTo("revocation-unknown");
    }

    private static String asked(X509Certificate caller, byte[]... scopes) throws IOException {
        List<Crl> crls = new ArrayList<>();
        for (byte[] scope : scopes) {
            crls.addAll(OddCrl.read(issued(ROOT, scope)));
        }
        if (scopes.length == 0) {
            crls.addAll(OddCrl.read(issued(ROOT)));
        }
        return code(trusting(ROOT).revocation(Revocation.hardFail(crls)).build(), List.of(caller));
    }

    private static X509Certificate pointed(byte[]... points) {
        return client(ROOT)
                .from(NOON.minusSeconds(60))
                .extension(DISTRIBUTION_POINTS, false, sequence(points))
                .issue()
                .certificate();
    }
}
