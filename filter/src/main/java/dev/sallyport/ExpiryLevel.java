// SPDX-License-Identifier: Apache-2.0
package dev.sallyport;

/** How near the end of something is; what comes later is more urgent. */
public enum ExpiryLevel {
    /** There is time. */
    VALID,
    /** It should be renewed. */
    SOON,
    /** It should have been renewed: two thirds of the time to do so have passed. */
    URGENT,
    /** It has ended. */
    EXPIRED
}
