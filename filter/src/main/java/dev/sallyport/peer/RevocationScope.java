// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

/** Of which certificates a trust asks if they were revoked. */
public enum RevocationScope {
    /** The caller's own and those of all CAs below the anchor. */
    WHOLE_PATH,
    /** The caller's own. */
    LEAF_ONLY
}
