// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

/** Whether a trust asks if certificates were revoked, and what it does if that cannot be known. */
public enum RevocationMode {
    /** Nobody asks. */
    OFF,
    /** What cannot be known refuses the caller. */
    HARD_FAIL,
    /** What cannot be known lets the caller in. Whoever keeps the CRLs away lets revoked callers in. */
    INSECURE_SOFT_FAIL
}
