// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.sallyport.Way;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CertificateFuzz {

    private static final List<byte[]> CALLERS = Seeds.callers().toList();
    private static final Set<ByteBuffer> SIGNED =
            CALLERS.stream().map(CertificateFuzz::signedPart).collect(Collectors.toSet());
    private static final ClientTrust ANCHORED = ClientTrust.named("anchored")
            .anchors(List.of(Seeds.ROOT.certificate()))
            .usage(UsagePolicy.ANY_ACCEPTED)
            .build();
    private static final ClientTrust CONTAINER =
            ClientTrust.named("container").container().build();

    static Stream<Arguments> seeds() {
        return CALLERS.stream().map(Arguments::of);
    }

    @MethodSource("seeds")
    @FuzzTest
    void whatever_a_caller_presents_is_answered(byte[] bytes) throws GeneralSecurityException {
        List<X509Certificate> presented = List.of(new OddCertificate(bytes));

        Answered.by(CONTAINER, presented, Way.DIRECT);
        Verdict verdict = Answered.by(ANCHORED, presented, Way.DIRECT);

        if (verdict instanceof Verdict.Known known) {
            byte[] signed = known.peer().certificate().getTBSCertificate();
            assertThat(SIGNED).as("what the CA has signed").contains(ByteBuffer.wrap(signed));
        }
    }

    private static ByteBuffer signedPart(byte[] certificate) {
        try {
            return ByteBuffer.wrap(
                    Der.read(certificate).children(Der.SEQUENCE).get(0).encoded());
        } catch (UnreadableException e) {
            throw new IllegalStateException("a certificate that was issued can be read", e);
        }
    }
}
