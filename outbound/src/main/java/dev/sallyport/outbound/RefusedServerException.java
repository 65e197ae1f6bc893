// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.outbound;

import dev.sallyport.Refusal;
import java.security.cert.CertificateException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Ends a handshake with a server that is refused. Its message has the code only, for a stranger's words are not safe to print;
 * {@link OutboundTls#refusal} finds it in whatever a client throws, and the log has the evidence.
 */
public final class RefusedServerException extends CertificateException {

    private final transient Refusal refusal;

    RefusedServerException(String outbound, Refusal refusal) {
        super("the server called by outbound " + outbound + " is refused: " + refusal.code());
        this.refusal = refusal;
    }

    /** Why. */
    public Refusal refusal() {
        return refusal;
    }

    /** The one that was the reason for what was thrown. */
    static Optional<RefusedServerException> in(Throwable thrown) {
        return in(thrown, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    private static Optional<RefusedServerException> in(@Nullable Throwable thrown, Set<Throwable> seen) {
        if (thrown == null || !seen.add(thrown)) {
            return Optional.empty();
        }
        if (thrown instanceof RefusedServerException refused) {
            return Optional.of(refused);
        }
        return Stream.concat(Stream.ofNullable(thrown.getCause()), Stream.of(thrown.getSuppressed()))
                .flatMap(cause -> in(cause, seen).stream())
                .findFirst();
    }
}
