// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names as their parts from the root down, so that a subtree is a beginning: the labels of a domain from its end, the
 * same and a mailbox, the bits of an address, the RDNs of a distinguished name.
 */
final class NameParts {

    private static final Pattern URI = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://([^/?#]*).*", Pattern.DOTALL);
    private static final Pattern HOST = Pattern.compile("(?:.*@)?([^@:]+)(?::[0-9]*)?");
    private static final String WILDCARD = "*";

    private NameParts() {}

    /** The parts of a name in a certificate. */
    static List<String> of(NameKind kind, Der name) throws UnreadableException {
        return switch (kind) {
            case DNS -> dns(text(name));
            case EMAIL -> email(text(name));
            case URI -> uri(text(name));
            case IP -> address(name.content());
            case DIRECTORY -> directory(name);
            default -> throw new UnreadableException("a name in it is of a kind that cannot be limited: " + kind);
        };
    }

    /** A domain from its end; a label {@code *} is left as it is. */
    private static List<String> dns(String name) throws UnreadableException {
        if (!name.startsWith("*.")) {
            return domain(name);
        }
        List<String> parts = new ArrayList<>(domain(name.substring(2)));
        parts.add(WILDCARD);
        return parts;
    }

    static List<String> domain(String name) throws UnreadableException {
        if (!DnsPattern.isName(name)) {
            throw new UnreadableException("a domain in it is malformed");
        }
        List<String> labels = Arrays.asList(name.toLowerCase(Locale.ROOT).split("\\."));
        Collections.reverse(labels);
        return labels;
    }

    /** The domain and, as its last part, the mailbox. */
    static List<String> email(String address) throws UnreadableException {
        int at = address.indexOf('@');
        if (at < 1 || address.indexOf('@', at + 1) >= 0 || address.indexOf('"') >= 0) {
            throw new UnreadableException("an e-mail address in it is malformed");
        }
        List<String> parts = new ArrayList<>(domain(address.substring(at + 1)));
        parts.add(address.substring(0, at + 1));
        return parts;
    }

    /** The host of a URI that has one; an address is none. */
    private static List<String> uri(String uri) throws UnreadableException {
        Matcher authority = URI.matcher(uri);
        Matcher host = HOST.matcher(authority.matches() ? authority.group(1) : "");
        if (!host.matches() || IpAddress.parse(host.group(1)).isPresent()) {
            throw new UnreadableException("a URI in it has no host name");
        }
        return domain(host.group(1));
    }

    /** All bits of an address; an IPv4 address in IPv6 form would be within the limits of neither. */
    private static List<String> address(byte[] content) throws UnreadableException {
        if (content.length == 16 && IpAddress.of(content).bits() == 32) {
            throw new UnreadableException("an IP address in it has the form of another");
        }
        return address(content, content.length * 8);
    }

    /** The family, and the first bits. */
    static List<String> address(byte[] content, int bits) throws UnreadableException {
        if (content.length != 4 && content.length != 16) {
            throw new UnreadableException("an IP address in it has " + content.length + " bytes");
        }
        List<String> parts = new ArrayList<>(bits + 1);
        parts.add(content.length == 4 ? "IPv4" : "IPv6");
        for (int bit = 0; bit < bits; bit++) {
            parts.add((content[bit / 8] & (0x80 >> (bit % 8))) == 0 ? "0" : "1");
        }
        return parts;
    }

    /** Each RDN as its attributes in one order, without regard to the case and the spaces of text. */
    static List<String> directory(Der name) throws UnreadableException {
        DistinguishedName read = DistinguishedName.read(name);
        List<Der> rdns = name.children(Der.SEQUENCE);
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < rdns.size(); i++) {
            List<Der> attributes = rdns.get(i).children(Der.SET);
            TreeSet<String> texts = new TreeSet<>();
            for (int j = 0; j < attributes.size(); j++) {
                DistinguishedName.Attribute attribute = read.rdns().get(i).get(j);
                Der value = attributes.get(j).children(Der.SEQUENCE).get(1);
                texts.add(attribute.type()
                        + '='
                        + attribute.value().map(NameParts::folded).orElseGet(() -> hex(value)));
            }
            parts.add(String.join("\0", texts));
        }
        return parts;
    }

    /** What looks the same is the same: a CA that forbids a name forbids every spelling of it (RFC 4518). */
    private static String folded(String text) {
        String normal = Normalizer.normalize(text, Normalizer.Form.NFKC);
        return normal.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT).strip().replaceAll("\\s+", " ");
    }

    private static String hex(Der value) {
        return '#' + HexFormat.of().formatHex(value.encoded());
    }

    static String text(Der name) {
        return new String(name.content(), StandardCharsets.ISO_8859_1); // what is not ASCII is no domain
    }
}
