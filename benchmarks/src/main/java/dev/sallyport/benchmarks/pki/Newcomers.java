// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.benchmarks.pki;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Callers that nobody has verified: more distinct certificates than the JDK's parser remembers, in objects that are new each
 * time. After {@link #PEOPLE} of them the same ones come again, and whoever has a memory of his own must have lost it.
 */
public final class Newcomers {

    /** How many there are; each has two certificates, and the parser remembers 750. */
    public static final int PEOPLE = 500;

    private final List<List<X509Certificate>> chains;
    private int next;

    /** Of these partners. */
    public Newcomers(Partners partners, Partners.Ca ca) {
        chains = partners.distinct(PEOPLE, ca);
    }

    /** The next ones; their number must divide that of all. */
    public List<List<X509Certificate>> next(int count) {
        List<List<X509Certificate>> fresh = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            fresh.add(Arrays.asList(Fresh.copy(chains.get(next++))));
        }
        if (next == PEOPLE) {
            next = 0;
        }
        return fresh;
    }

    /** Whether the next one is the first again. */
    public boolean areAtTheFirst() {
        return next == 0;
    }
}
