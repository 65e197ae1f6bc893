// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.token;

import dev.sallyport.PeerIdentity;
import dev.sallyport.Refusal;
import dev.sallyport.RefusedException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks that an access token is bound to the client certificate of the caller who presents it.
 *
 * <p>What is given is the confirmation claim {@code cnf} of a token that <b>has been validated already</b> (signature, issuer,
 * audience, dates): nothing of that is done here. It may be null where the token has no such claim, or a {@link Map} as
 * MicroProfile JWT ({@code jakarta.json.JsonObject} is one), Nimbus, and others give it. Anything else is refused. The
 * thumbprint counts only if it is exactly that of the caller's certificate, in base64url without padding.
 *
 * <p>A refusal is thrown as {@link RefusedException}; a Sallyport filter that sees it on its way out answers 401
 * {@code token-unbound} or {@code token-mismatch}, with the error {@code invalid_token} of RFC 6750. Other members of the
 * claim, such as {@code jkt} of DPoP, are not looked at.
 *
 * <p>Safe for use by many threads.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8705#section-3">RFC 8705, section 3</a>
 */
public final class CertificateBoundToken {

    /** The claim of a token in which it says to whom it is bound (RFC 7800). */
    public static final String CONFIRMATION = "cnf";

    private static final String THUMBPRINT = "x5t#S256";

    private CertificateBoundToken() {}

    /**
     * Demands that the token is bound to this caller; one that is bound to no certificate is refused.
     *
     * @param confirmation the claim {@value #CONFIRMATION}
     * @throws RefusedException with {@link Refusal.TokenUnbound} or {@link Refusal.TokenMismatch}
     */
    public static void require(@Nullable Object confirmation, PeerIdentity caller) {
        demand(confirmation, true, Optional.of(caller));
    }

    /**
     * Demands that a token which is bound to a certificate is bound to this caller; one that is not bound passes, from anybody.
     * For applications that some clients call with bearer tokens.
     *
     * @param confirmation the claim {@value #CONFIRMATION}
     * @param caller empty where nobody is proven: then a bound token is refused
     * @throws RefusedException with {@link Refusal.TokenMismatch}
     */
    public static void requireIfBound(@Nullable Object confirmation, Optional<? extends PeerIdentity> caller) {
        demand(confirmation, false, caller);
    }

    private static void demand(
            @Nullable Object confirmation, boolean required, Optional<? extends PeerIdentity> caller) {
        String who = caller.map(PeerIdentity::getName).orElse("nobody who is proven");
        if (confirmation == null) {
            refuseIf(required, new Refusal.TokenUnbound(who, "it has no claim " + CONFIRMATION));
            return;
        }
        if (!(confirmation instanceof Map<?, ?> members)) {
            throw new RefusedException(new Refusal.TokenMismatch(
                    who,
                    "its claim " + CONFIRMATION + " is no object, but a "
                            + confirmation.getClass().getName()));
        }
        if (!members.containsKey(THUMBPRINT)) {
            refuseIf(required, new Refusal.TokenUnbound(who, "its claim " + CONFIRMATION + " has no " + THUMBPRINT));
            return;
        }
        String bound = text(members.get(THUMBPRINT));
        String presented = caller.map(PeerIdentity::thumbprint).orElse("");
        if (presented.isEmpty() || !same(bound, presented)) {
            throw new RefusedException(new Refusal.TokenMismatch(
                    who, "it is bound to the certificate " + bound + ", not to \"" + presented + '"'));
        }
    }

    private static void refuseIf(boolean required, Refusal refusal) {
        if (required) {
            throw new RefusedException(refusal);
        }
    }

    /** A string as it is; another value as JSON libraries write theirs, where a string is one in quotes. */
    private static String text(@Nullable Object value) {
        if (value instanceof String string) {
            return string;
        }
        String json = String.valueOf(value);
        boolean quoted = json.length() >= 2 && json.startsWith("\"") && json.endsWith("\"");
        return quoted ? json.substring(1, json.length() - 1) : json;
    }

    /** The caller's own thumbprint is canonical, so that no other spelling of it is equal. */
    private static boolean same(String bound, String presented) {
        return MessageDigest.isEqual(
                bound.getBytes(StandardCharsets.UTF_8), presented.getBytes(StandardCharsets.UTF_8));
    }
}
