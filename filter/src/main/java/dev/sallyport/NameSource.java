// SPDX-License-Identifier: Apache-2.0
package dev.sallyport;

import java.util.Locale;

/** Which part of a certificate names the peer, in the order in which they are tried. */
public enum NameSource {
    /** A URI alternative name that is a SPIFFE ID. */
    SPIFFE,
    /** A URI alternative name. */
    URI,
    /** A DNS alternative name. */
    DNS,
    /** An e-mail alternative name. */
    EMAIL,
    /** The common name of the subject. */
    CN,
    /** An IP address alternative name; never tried unless a setting or a rule asks for it. */
    IP,
    /** The whole subject, as RFC 4514 text, the same on every JDK; never tried unless a setting or a rule asks for it. */
    SUBJECT,
    /** The SHA-256 thumbprint, in hexadecimal; never tried unless a setting or a rule asks for it. */
    SHA256;

    /** The name as it is written in settings. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
