// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import java.time.Duration;
import java.util.List;

/**
 * What a trust does about certificates that were revoked.
 *
 * <pre>{@code
 * Revocation revocation = Revocation.hardFail(Crl.read(file)).maximumAge(Duration.ofDays(2));
 * }</pre>
 *
 * @param mode whether it asks, and what it does if it gets no answer
 * @param scope of which certificates it asks
 * @param crls what it asks
 * @param maximumAge how old a CRL may be that says whether a caller's certificate was revoked, whatever it says itself
 */
public record Revocation(RevocationMode mode, RevocationScope scope, List<Crl> crls, Duration maximumAge) {

    /** Ten days: what public CAs are allowed for CRLs of callers. */
    public static final Duration DEFAULT_MAXIMUM_AGE = Duration.ofDays(10);

    private static final Duration LONGEST = Duration.ofDays(36_600);

    /** Nobody asks. */
    public static final Revocation OFF =
            new Revocation(RevocationMode.OFF, RevocationScope.WHOLE_PATH, List.of(), DEFAULT_MAXIMUM_AGE);

    /** CRLs about CAs are rarer: a root's key is fetched out of its safe for each. */
    private static final Duration MAXIMUM_AGE_ABOUT_CAS = Duration.ofDays(366);

    /** Checks that there is something to ask. */
    public Revocation {
        crls = List.copyOf(crls);
        if (mode != RevocationMode.OFF && crls.isEmpty()) {
            throw new IllegalArgumentException("revocation is to be asked for, but there is no CRL to ask");
        }
        if (maximumAge.isNegative() || maximumAge.isZero() || maximumAge.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "'" + maximumAge + "' (expected: a duration from PT1S to " + LONGEST + ')');
        }
    }

    /** Asks for the whole path, and refuses whoever's certificates cannot be known not to be revoked. */
    public static Revocation hardFail(List<Crl> crls) {
        return new Revocation(RevocationMode.HARD_FAIL, RevocationScope.WHOLE_PATH, crls, DEFAULT_MAXIMUM_AGE);
    }

    /** The same, in another mode. */
    public Revocation mode(RevocationMode other) {
        return new Revocation(other, scope, crls, maximumAge);
    }

    /** The same, for other certificates. */
    public Revocation scope(RevocationScope other) {
        return new Revocation(mode, other, crls, maximumAge);
    }

    /** The same, with CRLs about callers that may be so old. */
    public Revocation maximumAge(Duration other) {
        return new Revocation(mode, scope, crls, other);
    }

    /** How old a CRL may be that is asked about a certificate. */
    Duration maximumAge(boolean aboutCaller) {
        return aboutCaller || maximumAge.compareTo(MAXIMUM_AGE_ABOUT_CAS) > 0 ? maximumAge : MAXIMUM_AGE_ABOUT_CAS;
    }
}
