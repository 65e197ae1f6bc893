// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import static dev.sallyport.peer.Seeds.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.sallyport.testca.Issued;
import dev.sallyport.testca.OcspDraft;
import dev.sallyport.testca.TestCa;
import java.nio.ByteBuffer;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OcspFuzz {

    private static final TestCa ROOT = Seeds.ROOT.but(ca -> ca.keys(Seeds.quickKeys()));
    private static final X509Certificate BILLING =
            Seeds.timed(ROOT.client("billing")).issue().certificate();
    private static final Issued RESPONDER =
            Seeds.timed(ROOT.responder("Responder")).issue();
    private static final OcspQuestion QUESTION = Responding.question(Responding.asked(BILLING, ROOT, true, NOON));
    private static final OcspCheck CHECK = Responding.check(AlgorithmPolicy.DEFAULT);
    private static final List<byte[]> ISSUED = List.of(
            ocsp().good(BILLING).issue(),
            ocsp().revoked(BILLING, 1).open().good(RESPONDER.certificate()).issue(),
            ocsp().sha256().unknown(BILLING).byKey().issue(),
            ocsp().good(BILLING, "1.2.3", false, new byte[] {5, 0})
                    .nonce(new byte[16])
                    .issue(),
            ocsp().good(BILLING).signedBy(RESPONDER).issue(),
            ocsp().good(BILLING).signedBy(RESPONDER).byKey().show(BILLING).issue());
    private static final Set<ByteBuffer> SIGNED =
            ISSUED.stream().map(OcspFuzz::signedPart).collect(Collectors.toSet());

    static Stream<Arguments> seeds() {
        return Stream.concat(ISSUED.stream(), Stream.of(new byte[] {0x30, 3, 0x0A, 1, 6}))
                .map(Arguments::of);
    }

    @MethodSource("seeds")
    @FuzzTest
    void whatever_a_responder_answers_is_believed_or_refused_in_a_sentence(byte[] response) {
        try {
            OcspAnswer answer = CHECK.read(response, QUESTION, Optional.empty(), NOON);
            assertThat(SIGNED).as("what the CA or its responder has signed").contains(signedPart(response));
            assertThat(answer.end()).isAfter(NOON);
            assertThat(answer.thisUpdate()).isBefore(answer.end());
        } catch (UnreadableException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    private static OcspDraft ocsp() {
        return ROOT.ocsp().from(NOON.minusSeconds(60)).until(NOON.plusSeconds(60));
    }

    private static ByteBuffer signedPart(byte[] response) {
        try {
            Der typed = Der.read(response).children(Der.SEQUENCE).get(1).only(0xA0);
            Der basic = Der.read(typed.children(Der.SEQUENCE).get(1).content());
            return ByteBuffer.wrap(basic.children(Der.SEQUENCE).get(0).encoded());
        } catch (UnreadableException e) {
            throw new IllegalStateException("a response that was believed can be read", e);
        }
    }
}
