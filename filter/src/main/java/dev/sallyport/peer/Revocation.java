// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import dev.sallyport.fetch.FetchRules;
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
 * @param folders where it finds more, again and again
 * @param maximumAge how old a CRL may be that says whether a caller's certificate was revoked, whatever it says itself
 * @param fetch from where it fetches what else there is to ask, and only for paths that are proven
 */
public record Revocation(
        RevocationMode mode,
        RevocationScope scope,
        List<Crl> crls,
        List<CrlFolder> folders,
        Duration maximumAge,
        FetchRules fetch) {

    /** Ten days: what public CAs are allowed for CRLs of callers. */
    public static final Duration DEFAULT_MAXIMUM_AGE = Duration.ofDays(10);

    private static final Duration LONGEST = Duration.ofDays(36_600);

    /** Nobody asks. */
    public static final Revocation OFF = new Revocation(
            RevocationMode.OFF,
            RevocationScope.WHOLE_PATH,
            List.of(),
            List.of(),
            DEFAULT_MAXIMUM_AGE,
            FetchRules.NOTHING);

    /** CRLs about CAs are rarer: a root's key is fetched out of its safe for each. */
    private static final Duration MAXIMUM_AGE_ABOUT_CAS = Duration.ofDays(366);

    /** Checks that there is something to ask. */
    public Revocation {
        crls = List.copyOf(crls);
        folders = List.copyOf(folders);
        if (mode != RevocationMode.OFF && crls.isEmpty() && folders.isEmpty() && !fetch.fetch()) {
            throw new IllegalArgumentException(
                    "revocation is to be asked for, but there is no CRL to ask, no folder with some, and no host to fetch from");
        }
        if (maximumAge.isNegative() || maximumAge.isZero() || maximumAge.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "'" + maximumAge + "' (expected: a duration from PT1S to " + LONGEST + ')');
        }
    }

    /** Asks for the whole path, and refuses whoever's certificates cannot be known not to be revoked. */
    public static Revocation hardFail(List<Crl> crls) {
        return OFF.crls(crls).mode(RevocationMode.HARD_FAIL);
    }

    /** The same, with what is fetched instead. */
    public static Revocation hardFail(FetchRules rules) {
        return OFF.fetch(rules).mode(RevocationMode.HARD_FAIL);
    }

    /** The same, in another mode. */
    public Revocation mode(RevocationMode other) {
        return new Revocation(other, scope, crls, folders, maximumAge, fetch);
    }

    /** The same, for other certificates. */
    public Revocation scope(RevocationScope other) {
        return new Revocation(mode, other, crls, folders, maximumAge, fetch);
    }

    /** The same, with these CRLs. */
    public Revocation crls(List<Crl> other) {
        return new Revocation(mode, scope, other, folders, maximumAge, fetch);
    }

    /** The same, with the CRLs of folders that are watched. */
    public Revocation folders(List<CrlFolder> other) {
        return new Revocation(mode, scope, crls, other, maximumAge, fetch);
    }

    /** The same, with CRLs about callers that may be so old. */
    public Revocation maximumAge(Duration other) {
        return new Revocation(mode, scope, crls, folders, other, fetch);
    }

    /** The same, with what is fetched by these rules. */
    public Revocation fetch(FetchRules other) {
        return new Revocation(mode, scope, crls, folders, maximumAge, other);
    }

    /** Whether something is to be done beside the requests. */
    boolean needsBackground() {
        return mode != RevocationMode.OFF && (!folders.isEmpty() || fetch.fetch());
    }

    /** How old a CRL may be that is asked about a certificate. */
    Duration maximumAge(boolean aboutCaller) {
        return aboutCaller || maximumAge.compareTo(MAXIMUM_AGE_ABOUT_CAS) > 0 ? maximumAge : MAXIMUM_AGE_ABOUT_CAS;
    }
}
