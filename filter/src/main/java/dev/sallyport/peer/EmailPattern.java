// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import java.util.Locale;
import java.util.Optional;

/**
 * One address, or every one of a domain.
 *
 * @param local the local part, exact; empty for every one
 * @param domain in lower case
 */
record EmailPattern(Optional<String> local, String domain) implements ValuePattern {

    static EmailPattern parse(String text) {
        int at = text.indexOf('@');
        String local = text.substring(0, Math.max(0, at));
        String domain = text.substring(at + 1);
        boolean every = local.equals("*");
        if (at < 0 || (!every && !isLocal(local)) || !DnsPattern.isName(domain)) {
            throw new IllegalArgumentException("an address such as billing@partner.example, or *@partner.example");
        }
        return new EmailPattern(every ? Optional.empty() : Optional.of(local), domain.toLowerCase(Locale.ROOT));
    }

    @Override
    public Place place() {
        return Place.at(
                Place.Kind.EMAIL, domain, local.<Object>map(text -> text).orElse(Place.ANY));
    }

    @Override
    public boolean test(String presented) {
        int at = presented.indexOf('@');
        if (at < 0 || !isLocal(presented.substring(0, at))) {
            return false;
        }
        boolean sameDomain =
                presented.substring(at + 1).toLowerCase(Locale.ROOT).equals(domain);
        return sameDomain && local.map(presented.substring(0, at)::equals).orElse(true);
    }

    private static boolean isLocal(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c > 0x20 && c < 0x7F && "@*\"\\(),:;<>[]".indexOf(c) < 0);
    }
}
