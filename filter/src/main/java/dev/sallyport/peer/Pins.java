// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import dev.sallyport.Refusal;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Keys, one of which must be on the path of every caller of a trust: his own, that of a CA, or that of the anchor.
 *
 * <pre>{@code
 * Pins pins = Pins.of(Set.of(ofIssuingCa, ofKeyInTheSafe)).until(Instant.parse("2027-07-01T00:00:00Z"));
 * }</pre>
 *
 * <p>One of them must be a backup: the pin of a key that no certificate of the trust has yet.
 *
 * @param keys the Base64 of the SHA-256 of each key's SubjectPublicKeyInfo
 * @param until from when on they bind nobody; {@link Instant#MAX} is never
 * @param reportOnly whether a caller without a pinned key is only told of
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7469#section-2.4">RFC 7469, sections 2.4 and 4.3</a>
 */
public record Pins(Set<String> keys, Instant until, boolean reportOnly) {

    /** No pins, which bind nobody. */
    static final Pins NONE = new Pins(Set.of(), Instant.MIN, false);

    private static final int LENGTH_OF_SHA_256 = 32;
    private static final Pattern DIRECTIVE = Pattern.compile("pin-sha256=\"([^\"]*)\"");

    /** Checks that all are pins; {@link IllegalArgumentException} quotes one that is none. */
    public Pins {
        keys = Set.copyOf(keys);
        keys.forEach(Pins::requirePin);
    }

    /**
     * Pins that bind for ever.
     *
     * @param pins each the Base64 of a SHA-256, alone or as RFC 7469 writes it: {@code pin-sha256="…"}
     */
    public static Pins of(Collection<String> pins) {
        return new Pins(pins.stream().map(Pins::value).collect(Collectors.toSet()), Instant.MAX, false);
    }

    /** The same, until this instant. */
    public Pins until(Instant end) {
        return new Pins(keys, end, reportOnly);
    }

    /** The same, of which an operator is told where they would refuse. */
    public Pins onlyReported() {
        return new Pins(keys, until, true);
    }

    /** Whether they bind at this time. */
    boolean bindAt(Instant now) {
        return now.isBefore(until);
    }

    /** Whether the path of a caller has a pinned key, or needs none at this time. */
    boolean admit(Proof.Result proven, Instant now) {
        return !bindAt(now) || proven.path().anyMatch(certificate -> keys.contains(SubjectKey.pin(certificate)));
    }

    Demand of(String trust) {
        return (leaf, proven, now) -> {
            if (admit(proven, now)) {
                return Demand.Answer.met(bindAt(now) ? until : Instant.MAX);
            }
            List<String> pins = proven.path().map(SubjectKey::pin).toList();
            return Demand.Answer.refused(new Refusal.NotPinned(leaf.label(), trust, pins, reportOnly), until);
        };
    }

    /** Demands two pins, and that one of them is in use nowhere as far as the trust knows. */
    void requireBackup(String trust, Collection<X509Certificate> believed) {
        Set<String> inUse = believed.stream().map(SubjectKey::pin).collect(Collectors.toSet());
        if (keys.size() < 2 || inUse.containsAll(keys)) {
            throw new IllegalArgumentException("the trust " + trust + " has no backup pin (expected: two pins or more,"
                    + " one of them of a key that no certificate of the trust has yet)");
        }
    }

    private static String value(String pin) {
        Matcher directive = DIRECTIVE.matcher(pin);
        return directive.matches() ? directive.group(1) : pin;
    }

    private static void requirePin(String pin) {
        try {
            byte[] hash = Base64.getDecoder().decode(pin);
            if (hash.length == LENGTH_OF_SHA_256
                    && Base64.getEncoder().encodeToString(hash).equals(pin)) {
                return;
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(expected(pin), e);
        }
        throw new IllegalArgumentException(expected(pin));
    }

    private static String expected(String pin) {
        return "'" + pin + "' (expected: the Base64 of the SHA-256 of a SubjectPublicKeyInfo, 44 characters)";
    }
}
