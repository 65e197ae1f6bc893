// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.config;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Several rules in one text. A new rule begins on a new line, and after a comma that is followed by the beginning of a
 * rule; every other comma belongs to the rule, as in {@code subject:CN=billing,O=Acme, dns:pay.example}.
 */
final class RuleList {

    private static final Pattern BETWEEN_RULES = Pattern.compile(
            "\\s*[\\r\\n]\\s*|(?<!\\\\)\\s*,\\s*(?=(?:spiffe|uri|dns|email|ip|subject|issuer|sha256):)");

    private RuleList() {}

    static List<String> split(String text) {
        return Stream.of(BETWEEN_RULES.split(text.strip()))
                .map(String::strip)
                .filter(rule -> !rule.isEmpty())
                .toList();
    }
}
