// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

/** Whether what a trust anchor's certificate says of itself limits what it may issue. */
public enum AnchorLimits {
    /** Its usage, path length, name constraints and policies bind as those of every CA. The default. */
    BIND,
    /** Only its name and key count, and when it is valid; as a certification path of RFC 5280, which leaves it out. */
    INSECURE_IGNORED
}
