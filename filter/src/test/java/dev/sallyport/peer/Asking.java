// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import dev.sallyport.Refusal;
import dev.sallyport.Way;
import dev.sallyport.testca.CrlDraft;
import dev.sallyport.testca.Draft;
import dev.sallyport.testca.TestCa;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encodable;

/** Asks trusts about certificates that are valid at noon. */
final class Asking {

    static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    private Asking() {}

    static TestCa ca(String name) {
        return TestCa.named(name).but(Asking::wide);
    }

    static TestCa below(TestCa issuer, String name) {
        return issuer.intermediate(name).but(Asking::wide);
    }

    static void wide(Draft draft) {
        draft.from(NOON.minus(Duration.ofDays(90))).until(NOON.plus(Duration.ofDays(3650)));
    }

    static Draft client(TestCa ca) {
        return ca.client("billing").from(NOON.minus(Duration.ofDays(90))).until(NOON.plus(Duration.ofDays(90)));
    }

    static ClientTrust.Builder trusting(TestCa... anchors) {
        return ClientTrust.named("partners").anchors(certificates(anchors));
    }

    static List<X509Certificate> certificates(TestCa... cas) {
        return Arrays.stream(cas).map(TestCa::certificate).toList();
    }

    static Crl read(CrlDraft draft) {
        try {
            return Crl.read(new ByteArrayInputStream(draft.issue())).get(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] der(ASN1Encodable value) {
        try {
            return value.toASN1Primitive().getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A caller's certificate and what is shown beside it. */
    static List<X509Certificate> shown(Draft leaf, TestCa... others) {
        return Stream.concat(Stream.of(leaf.issue().certificate()), certificates(others).stream())
                .toList();
    }

    /** The code of the refusal, or {@code known}. */
    static String code(ClientTrust trust, List<X509Certificate> presented, PeerRule... allow) {
        return trust.verify(presented, Way.DIRECT, PeerRules.of(List.of(allow)), NOON)
                .either(peer -> "known", Refusal::code);
    }

    /** The sentence of the refusal, or {@code known}. */
    static String message(ClientTrust trust, List<X509Certificate> presented) {
        return trust.verify(presented, Way.DIRECT, PeerRules.ANYBODY, NOON).either(peer -> "known", Refusal::message);
    }
}
