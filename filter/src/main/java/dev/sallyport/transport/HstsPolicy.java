// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.transport;

import java.time.Duration;

/**
 * How long browsers use HTTPS only, as {@code Strict-Transport-Security} tells them.
 *
 * <p>Browsers ignore the header over plain HTTP, so it is never sent there.
 *
 * @param maxAge for how long, in whole seconds; zero makes browsers forget
 * @param includeSubDomains whether it goes for the host's subdomains too
 * @param preload whether browsers may build the host into their lists; it is hard to leave them
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6797#section-6.1">RFC 6797, section 6.1</a>
 */
public record HstsPolicy(Duration maxAge, boolean includeSubDomains, boolean preload) {

    /** The least that the lists of browsers demand. */
    public static final Duration LEAST_TO_PRELOAD = Duration.ofDays(365);

    private static final Duration MOST = Duration.ofSeconds(Integer.MAX_VALUE);

    /** Checks it. */
    public HstsPolicy {
        if (maxAge.isNegative()
                || maxAge.compareTo(MOST) > 0
                || !maxAge.equals(Duration.ofSeconds(maxAge.toSeconds()))) {
            throw new IllegalArgumentException(
                    "'" + maxAge + "' (expected: whole seconds, not negative, less than 69 years)");
        }
        if (preload && (!includeSubDomains || maxAge.compareTo(LEAST_TO_PRELOAD) < 0)) {
            throw new IllegalArgumentException(
                    "preload (expected with it: include-sub-domains=true and a max-age of at least P365D)");
        }
    }

    /** The value of the header. */
    public String header() {
        return "max-age=" + maxAge.toSeconds() + (includeSubDomains ? "; includeSubDomains" : "")
                + (preload ? "; preload" : "");
    }
}
