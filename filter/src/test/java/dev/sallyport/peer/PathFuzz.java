// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.sallyport.Way;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PathFuzz {

    private static final X509Certificate CALLER = Seeds.BELOW_BETWEEN.certificate();
    private static final X509Certificate BETWEEN = Seeds.BETWEEN.certificate();
    private static final ClientTrust TRUST = ClientTrust.named("anchored")
            .anchors(List.of(Seeds.ROOT.certificate()))
            .build();
    private static final ClientTrust CONTAINER =
            ClientTrust.named("container").container().build();

    static Stream<Arguments> seeds() {
        return Seeds.issuers().map(Arguments::of);
    }

    @MethodSource("seeds")
    @FuzzTest
    void whatever_stands_beside_a_caller_or_above_him_is_answered(byte[] bytes) throws GeneralSecurityException {
        X509Certificate odd = new OddCertificate(bytes);

        Answered.by(CONTAINER, List.of(CALLER, odd), Way.DIRECT);
        Answered.by(TRUST, List.of(CALLER, odd, BETWEEN), Way.DIRECT);
        Verdict verdict = Answered.by(TRUST, List.of(CALLER, odd), Way.DIRECT);

        if (verdict instanceof Verdict.Known known) {
            X509Certificate above = known.peer().chain().get(1);
            above.verify(Seeds.ROOT.certificate().getPublicKey());
            CALLER.verify(above.getPublicKey());
        }
        trust(odd, CALLER);
    }

    private static void trust(X509Certificate anchor, X509Certificate caller) throws GeneralSecurityException {
        ClientTrust trust;
        try {
            trust = ClientTrust.named("odd").anchors(List.of(anchor)).build();
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageContaining("odd");
            return;
        }
        Answered.by(trust, List.of(caller), Way.DIRECT);
    }
}
