// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

/** Which extended key usage makes a certificate one for clients. */
public enum UsagePolicy {
    /** {@code clientAuth}, or no extended key usage at all. The default. */
    OPTIONAL,
    /** {@code clientAuth}, nothing else. */
    REQUIRED,
    /** {@code clientAuth}, {@code anyExtendedKeyUsage}, or none at all. */
    ANY_ACCEPTED,
    /** As {@link #OPTIONAL}, and certificates for servers too. */
    INSECURE_ACCEPT_SERVER_USAGE,
    /** Whatever the usage, also that of a CA; only one that contradicts itself is refused. */
    INSECURE_IGNORED
}
