// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

/**
 * What a trust is told together.
 *
 * @param trust its name
 * @param believed how many kinds of things it believes
 * @param paths whether it believes paths to anchors of its own
 * @param asksOfPaths whether it demands what only such paths can meet
 * @param lacksBackground whether it asks for what is done beside the requests, but nobody would do it
 */
record Combination(String trust, int believed, boolean paths, boolean asksOfPaths, boolean lacksBackground) {

    /** {@link IllegalArgumentException} says what does not go together. */
    void check() {
        if (believed != 1) {
            throw new IllegalArgumentException("the trust " + trust + " believes "
                    + (believed == 0 ? "nothing" : "several things")
                    + " (expected: anchors, certificates, SPIFFE bundles or the container)");
        }
        if (!paths && asksOfPaths) {
            throw new IllegalArgumentException("the trust " + trust
                    + " has policies, a depth, logs or revocation, but believes no paths to anchors of its own");
        }
        if (lacksBackground) {
            throw new IllegalArgumentException(
                    "the trust " + trust + " watches folders or fetches, but has no background to do it");
        }
    }
}
