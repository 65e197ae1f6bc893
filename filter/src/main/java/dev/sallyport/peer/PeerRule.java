// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import dev.sallyport.NameSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One rule of an allow-list, such as {@code spiffe://prod.example/ns/billing/*}.
 *
 * <ul>
 *   <li>{@code spiffe://domain/path}: the certificate's only URI. {@code *} is one whole segment of the path, {@code **}
 *       at its end is one or more; the trust domain is always exact.
 *   <li>{@code dns:name}: without regard to case; {@code *.} is exactly one left-most label. A wildcard within the
 *       certificate matches nothing.
 *   <li>{@code uri:text}: exact; {@code /*} at the end is one more segment.
 *   <li>{@code email:local@domain}: the local part exact, the domain without regard to case; {@code *@domain} is every
 *       local part.
 *   <li>{@code ip:address} or {@code ip:address/prefix}: by the bytes of the address.
 *   <li>{@code subject:} and {@code issuer:}, a distinguished name as RFC 4514 writes it, the last RDN first: the whole
 *       name, RDN by RDN. {@code CN=*} is any one value; {@code *,} at the beginning is one or more RDNs.
 *   <li>{@code sha256:} and 64 hexadecimal digits, with colons or without: the certificate itself.
 * </ul>
 */
public final class PeerRule {

    private final String text;
    private final Matcher matcher;

    private PeerRule(String text, Matcher matcher) {
        this.text = text;
        this.matcher = matcher;
    }

    /** What a rule does: the names that it matched, of which there may be none, or empty if it does not match. */
    private interface Matcher {
        Optional<List<PeerName>> match(Names names);
    }

    /** Reads a rule; {@link IllegalArgumentException} quotes it and says what was expected. */
    public static PeerRule parse(String text) {
        try {
            return new PeerRule(text.strip(), matcher(text.strip()));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + text + "' (expected: " + e.getMessage() + ")", e);
        }
    }

    Optional<List<PeerName>> match(Names names) {
        return matcher.match(names);
    }

    private static Matcher matcher(String text) {
        if (text.startsWith("spiffe://")) {
            Predicate<String> pattern = SpiffePattern.parse(text);
            return names -> names.values(NameSource.SPIFFE).size() == 1
                    ? alternative(names, NameSource.SPIFFE, pattern)
                    : Optional.empty();
        }
        int colon = text.indexOf(':');
        String kind = colon < 0 ? "" : text.substring(0, colon);
        String rest = text.substring(colon + 1).strip();
        return switch (kind) {
            case "dns" -> alternative(NameSource.DNS, DnsPattern.parse(rest));
            case "uri" -> alternative(NameSource.URI, UriPattern.parse(rest));
            case "email" -> alternative(NameSource.EMAIL, EmailPattern.parse(rest));
            case "ip" -> alternative(NameSource.IP, IpPattern.parse(rest));
            case "sha256" -> sha256(rest);
            case "subject" -> subject(NamePattern.parse(rest));
            case "issuer" -> issuer(NamePattern.parse(rest));
            default ->
                throw new IllegalArgumentException(
                        "spiffe://…, dns:…, uri:…, email:…, ip:…, subject:…, issuer:… or sha256:…");
        };
    }

    private static Matcher alternative(NameSource source, Predicate<String> pattern) {
        return names -> alternative(names, source, pattern);
    }

    private static Optional<List<PeerName>> alternative(Names names, NameSource source, Predicate<String> pattern) {
        List<PeerName> matched = names.values(source).stream()
                .filter(pattern)
                .map(value -> new PeerName(source, value))
                .toList();
        return matched.isEmpty() ? Optional.empty() : Optional.of(matched);
    }

    private static Matcher sha256(String text) {
        String digits = text.toLowerCase(Locale.ROOT);
        if (digits.matches("[0-9a-f]{2}(:[0-9a-f]{2}){31}")) {
            digits = digits.replace(":", "");
        }
        if (!digits.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("64 hexadecimal digits, with colons or without");
        }
        String thumbprint = digits;
        return names -> names.sha256().equals(thumbprint)
                ? Optional.of(List.of(new PeerName(NameSource.SHA256, thumbprint)))
                : Optional.empty();
    }

    private static Matcher subject(NamePattern pattern) {
        return names -> pattern.test(names.certificate().subject())
                ? Optional.of(names.values(NameSource.SUBJECT).stream()
                        .map(value -> new PeerName(NameSource.SUBJECT, value))
                        .toList())
                : Optional.empty();
    }

    private static Matcher issuer(NamePattern pattern) {
        return names -> pattern.test(names.certificate().issuer()) ? Optional.of(List.of()) : Optional.empty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PeerRule that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** The rule as it was written. */
    @Override
    public String toString() {
        return text;
    }
}
