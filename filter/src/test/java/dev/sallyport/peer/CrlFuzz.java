// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.sallyport.testca.TestCa;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CrlFuzz {

    private static final TestCa ROOT = Seeds.ROOT.but(ca -> ca.keys(Seeds.quickKeys()));
    private static final PublicKey KEY = ROOT.certificate().getPublicKey();
    private static final byte[] NUMBER = {0x11, 0x22};
    private static final List<byte[]> ISSUED = List.of(
            ROOT.crl().issue(),
            ROOT.crl().open().revoke(new BigInteger(NUMBER)).issue(),
            ROOT.crl()
                    .revoke(BigInteger.TEN, 1)
                    .revoke(BigInteger.TWO.pow(150), 6)
                    .issue(),
            ROOT.crl()
                    .extension("2.5.29.28", true, OddCrl.sequence(OddCrl.yes(0x81)))
                    .issue(),
            ROOT.crl()
                    .extension("2.5.29.28", true, OddCrl.sequence(OddCrl.place("http://a/")))
                    .issue(),
            ROOT.crl()
                    .extension("2.5.29.28", true, OddCrl.sequence(new byte[] {(byte) 0x83, 2, 4, 0x70}))
                    .issue());
    private static final Set<ByteBuffer> SIGNED =
            ISSUED.stream().map(CrlFuzz::signedPart).collect(Collectors.toSet());

    static Stream<Arguments> seeds() {
        Stream<byte[]> pem = Stream.of(
                (ROOT.crl().pem() + ROOT.crl().revoke(BigInteger.ONE).pem()).getBytes(StandardCharsets.US_ASCII));
        return Stream.concat(ISSUED.stream(), pem).map(Arguments::of);
    }

    @MethodSource("seeds")
    @FuzzTest
    void whatever_a_file_holds_is_read_or_refused_in_a_sentence(byte[] file) {
        try {
            List<Crl> crls = OddCrl.read(file);
            assertThat(crls).isNotEmpty();
            for (Crl crl : crls) {
                check(crl);
            }
            if (crls.size() == 1 && file[0] == Der.SEQUENCE && crls.get(0).isSignedBy(KEY)) {
                assertThat(SIGNED).as("what the CA has signed").contains(signedPart(file));
            }
        } catch (IOException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    private static void check(Crl crl) {
        assertThat(crl.issuer().getName()).isNotEmpty();
        assertThat(crl.nextUpdate().orElse(crl.thisUpdate())).isAfterOrEqualTo(crl.thisUpdate());
        assertThat(crl.end(Duration.ofDays(1)))
                .isBetween(crl.thisUpdate(), crl.thisUpdate().plus(Duration.ofDays(1)));
        assertThat(crl.contains(NUMBER) && crl.size() == 0).isFalse();
        assertThat(crl.signature().isStrong(AlgorithmPolicy.DEFAULT)).isIn(true, false);
    }

    private static ByteBuffer signedPart(byte[] crl) {
        try {
            return ByteBuffer.wrap(Der.read(crl).children(Der.SEQUENCE).get(0).encoded());
        } catch (UnreadableException e) {
            throw new IllegalStateException("a CRL that was issued can be read", e);
        }
    }
}
