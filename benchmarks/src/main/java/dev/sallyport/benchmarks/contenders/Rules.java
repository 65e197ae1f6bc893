// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.benchmarks.contenders;

import dev.sallyport.benchmarks.pki.Partners;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Allow-lists of any length, whose last rule lets {@code billing} in. */
public final class Rules {

    private Rules() {}

    /** So many rules, of four kinds by turns. */
    public static List<String> texts(int count) {
        List<String> rules = new ArrayList<>();
        for (int i = 1; i < count; i++) {
            rules.add(
                    switch (i % 4) {
                        case 0 -> "spiffe://prod.example/ns/team-" + i;
                        case 1 -> "dns:team-" + i + ".example";
                        case 2 -> "subject:CN=team-" + i + ",O=Example";
                        default -> "sha256:" + String.format(Locale.ROOT, "%064x", i);
                    });
        }
        rules.add(Partners.BILLING);
        return rules;
    }
}
