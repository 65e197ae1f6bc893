// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.transport;

import java.time.Duration;

/** How long browsers use HTTPS only, as {@code Strict-Transport-Security} tells them. */
public record HstsPolicy(Duration maxAge, boolean includeSubDomains, boolean preload) {

    /** The value of the header. */
    public String header() {
        return "max-age=" + maxAge.toSeconds();
    }
}
