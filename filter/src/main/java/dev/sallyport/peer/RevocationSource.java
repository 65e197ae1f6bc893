// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import java.util.List;

/** Who says whether a certificate was revoked. It is only asked about certificates on a path that is proven. */
interface RevocationSource {

    /** What it says of a certificate, and until when it says nothing else. */
    RevocationStatus status(RevocationQuestion question);

    /** The CRLs that it has at hand. */
    default List<Crl> crls() {
        return List.of();
    }
}
