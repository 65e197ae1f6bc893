// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A log of certificates, as a log list describes it.
 *
 * @param name what it is called
 * @param key its key; empty if it is none that RFC 6962 allows
 * @param state what becomes of its SCTs
 * @param since when it came into that state
 * @param first the first end of validity of certificates that it takes
 * @param end the first that it takes no more
 * @param operators who runs it: each until an instant, the last for ever
 */
record CertificateLog(
        String name,
        Optional<PublicKey> key,
        State state,
        Instant since,
        Instant first,
        Instant end,
        List<Operator> operators) {

    private static final int SHA_256_RSA = 4 << 8 | 1;
    private static final int SHA_256_ECDSA = 4 << 8 | 3;
    private static final int SMALLEST_RSA = 2048;

    /** The states of the list's schema. */
    enum State {
        PENDING,
        QUALIFIED,
        USABLE,
        READONLY,
        RETIRED,
        REJECTED
    }

    /**
     * Who runs a log.
     *
     * @param name the operator
     * @param until until when
     */
    record Operator(String name, Instant until) {}

    CertificateLog {
        operators = List.copyOf(operators);
    }

    /** Whether logs may have such a key: ECDSA on P-256, or RSA of 2048 bits and more. */
    static boolean isKeyOfLog(PublicKey key) {
        return key instanceof ECPublicKey curve
                ? Curves.name(curve.getParams()).filter("p-256"::equals).isPresent()
                : key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() >= SMALLEST_RSA;
    }

    /** Who ran it then. */
    String operatorAt(Instant time) {
        return operators.stream()
                .filter(operator -> time.isBefore(operator.until()))
                .findFirst()
                .map(Operator::name)
                .orElseThrow(() -> new IllegalStateException("the last operator runs a log for ever"));
    }

    /** What an SCT of it is worth for this entry, of a certificate that is valid until then. */
    SctStatus status(Sct sct, byte[] entry, Instant notAfter) {
        boolean counts = switch (state) {
            case QUALIFIED, USABLE, READONLY -> true;
            case RETIRED -> sct.timestamp().isBefore(since);
            case PENDING, REJECTED -> false;
        };
        if (!counts) {
            return SctStatus.LOG_NOT_IN_FORCE;
        }
        if (notAfter.isBefore(first) || !notAfter.isBefore(end)) {
            return SctStatus.OUTSIDE_INTERVAL;
        }
        return isSigned(sct, entry) ? SctStatus.VALID : SctStatus.WRONG_SIGNATURE;
    }

    private boolean isSigned(Sct sct, byte[] entry) {
        if (key.isEmpty() || sct.algorithm() != (key.get() instanceof ECPublicKey ? SHA_256_ECDSA : SHA_256_RSA)) {
            return false;
        }
        try {
            Signature signature =
                    Signature.getInstance(sct.algorithm() == SHA_256_ECDSA ? "SHA256withECDSA" : "SHA256withRSA");
            signature.initVerify(key.get());
            signature.update(sct.signed(entry));
            return signature.verify(sct.signature());
        } catch (GeneralSecurityException | RuntimeException e) {
            return false;
        }
    }
}
