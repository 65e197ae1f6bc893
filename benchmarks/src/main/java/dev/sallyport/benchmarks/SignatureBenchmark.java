// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.benchmarks;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.Signature;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One signature found right, by the JDK and by Bouncy Castle; the key is the JDK's in both, as it is in a certificate. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class SignatureBenchmark {

    /** Who computes it. */
    @Param({"JDK", "BOUNCY_CASTLE"})
    public String contender;

    /** The kind of signature. */
    @Param({"P256", "P384", "RSA2048"})
    public Kind kind;

    private final byte[] content = new byte[700];
    private final Provider bouncyCastle = new BouncyCastleProvider();
    private KeyPair keys;
    private byte[] signature;

    /** Kinds of signatures that certificates have. */
    public enum Kind {
        /** ECDSA on P-256. */
        P256("EC", 256, "SHA256withECDSA"),
        /** ECDSA on P-384. */
        P384("EC", 384, "SHA384withECDSA"),
        /** RSA, PKCS #1. */
        RSA2048("RSA", 2048, "SHA256withRSA");

        private final String key;
        private final int bits;
        private final String signature;

        Kind(String key, int bits, String signature) {
            this.key = key;
            this.bits = bits;
            this.signature = signature;
        }

        private KeyPair keys() throws GeneralSecurityException {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(key);
            generator.initialize(bits);
            return generator.generateKeyPair();
        }
    }

    /** Made by JMH. */
    public SignatureBenchmark() {}

    /** Signs, and sees that the signature is found right. */
    @Setup
    public void sign() throws GeneralSecurityException {
        keys = kind.keys();
        Signature signer = Signature.getInstance(kind.signature);
        signer.initSign(keys.getPrivate());
        signer.update(content);
        signature = signer.sign();
        if (!verify()) {
            throw new IllegalStateException(contender + " refuses a good signature");
        }
    }

    /** Verifies. */
    @Benchmark
    public boolean verify() throws GeneralSecurityException {
        Signature verifier = contender.equals("JDK")
                ? Signature.getInstance(kind.signature)
                : Signature.getInstance(kind.signature, bouncyCastle);
        verifier.initVerify(keys.getPublic());
        verifier.update(content);
        return verifier.verify(signature);
    }
}
