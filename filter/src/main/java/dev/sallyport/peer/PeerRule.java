// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import dev.sallyport.NameSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

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
    private final Condition condition;

    private PeerRule(String text, Condition condition) {
        this.text = text;
        this.condition = condition;
    }

    /** What a rule asks, and where it is found among many. */
    private record Condition(Matcher matcher, Place place) {}

    /** What a rule does: the names that it matched, of which there may be none, or empty if it does not match. */
    private interface Matcher {
        Optional<List<PeerName>> match(Names names);
    }

    /** Reads a rule; {@link IllegalArgumentException} quotes it and says what was expected. */
    public static PeerRule parse(String text) {
        try {
            return new PeerRule(text.strip(), condition(text.strip()));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + text + "' (expected: " + e.getMessage() + ")", e);
        }
    }

    Optional<List<PeerName>> match(Names names) {
        return condition.matcher().match(names);
    }

    Place place() {
        return condition.place();
    }

    private static Condition condition(String text) {
        if (text.startsWith("spiffe://")) {
            return spiffe(SpiffePattern.parse(text));
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

    private static Condition spiffe(SpiffePattern pattern) {
        return new Condition(
                names -> names.spiffeId()
                        .filter(pattern::matches)
                        .map(id -> List.of(new PeerName(NameSource.SPIFFE, id.toString()))),
                pattern.place());
    }

    private static Condition alternative(NameSource source, ValuePattern pattern) {
        Matcher matcher = names -> {
            List<PeerName> matched = names.values(source).stream()
                    .filter(pattern)
                    .map(value -> new PeerName(source, value))
                    .toList();
            return matched.isEmpty() ? Optional.empty() : Optional.of(matched);
        };
        return new Condition(matcher, pattern.place());
    }

    private static Condition sha256(String text) {
        String digits = text.toLowerCase(Locale.ROOT);
        if (digits.matches("[0-9a-f]{2}(:[0-9a-f]{2}){31}")) {
            digits = digits.replace(":", "");
        }
        if (!digits.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("64 hexadecimal digits, with colons or without");
        }
        String thumbprint = digits;
        Matcher matcher = names -> names.sha256().equals(thumbprint)
                ? Optional.of(List.of(new PeerName(NameSource.SHA256, thumbprint)))
                : Optional.empty();
        return new Condition(matcher, Place.at(Place.Kind.SHA256, thumbprint));
    }

    private static Condition subject(NamePattern pattern) {
        Matcher matcher = names -> pattern.test(names.certificate().subject())
                ? Optional.of(names.values(NameSource.SUBJECT).stream()
                        .map(value -> new PeerName(NameSource.SUBJECT, value))
                        .toList())
                : Optional.empty();
        return new Condition(matcher, pattern.place(Place.Kind.SUBJECT));
    }

    private static Condition issuer(NamePattern pattern) {
        Matcher matcher =
                names -> pattern.test(names.certificate().issuer()) ? Optional.of(List.of()) : Optional.empty();
        return new Condition(matcher, pattern.place(Place.Kind.ISSUER));
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
