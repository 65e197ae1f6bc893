// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import dev.sallyport.peer.DistinguishedName.Attribute;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Distinguished names, compared RDN by RDN.
 *
 * <p>Values are equal without regard to the case of ASCII letters, with spaces at the ends left out and runs of them
 * taken for one, in whatever string type they are encoded. Other characters are equal only to themselves, which is
 * stricter than RFC 4518: no letter passes for one that looks like it. The attributes of an RDN have no order; RDNs have.
 *
 * @param rdns the RDNs, the first of the DER first; an attribute without a value has any
 * @param below whether one or more RDNs follow
 */
record NamePattern(List<Set<Attribute>> rdns, boolean below) {

    private static final String EXPECTED =
            "a distinguished name such as CN=billing,OU=Partners,O=Acme, its last RDN first";
    private static final Pattern OBJECT_IDENTIFIER = Pattern.compile("[0-2](\\.(0|[1-9][0-9]{0,17}))+");
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("CN", "2.5.4.3"),
            Map.entry("SURNAME", "2.5.4.4"),
            Map.entry("SERIALNUMBER", "2.5.4.5"),
            Map.entry("C", "2.5.4.6"),
            Map.entry("L", "2.5.4.7"),
            Map.entry("ST", "2.5.4.8"),
            Map.entry("STREET", "2.5.4.9"),
            Map.entry("O", "2.5.4.10"),
            Map.entry("OU", "2.5.4.11"),
            Map.entry("TITLE", "2.5.4.12"),
            Map.entry("GIVENNAME", "2.5.4.42"),
            Map.entry("UID", "0.9.2342.19200300.100.1.1"),
            Map.entry("DC", "0.9.2342.19200300.100.1.25"),
            Map.entry("EMAILADDRESS", "1.2.840.113549.1.9.1"));

    static NamePattern parse(String text) {
        boolean below = text.startsWith("*,");
        List<Set<Attribute>> rdns = new ArrayList<>();
        for (String rdn : split(below ? text.substring(2) : text, ',')) {
            Set<Attribute> attributes = new HashSet<>();
            for (String attribute : split(rdn, '+')) {
                if (!attributes.add(attribute(attribute))) {
                    throw new IllegalArgumentException("no attribute twice in one RDN");
                }
            }
            rdns.add(Set.copyOf(attributes));
        }
        Collections.reverse(rdns);
        return new NamePattern(List.copyOf(rdns), below);
    }

    boolean test(DistinguishedName name) {
        int surplus = name.rdns().size() - rdns.size();
        if (below ? surplus < 1 : surplus != 0) {
            return false;
        }
        for (int i = 0; i < rdns.size(); i++) {
            if (!matches(rdns.get(i), name.rdns().get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Where it stands among subjects or issuers. An RDN with a wildcard is any step: whether it matches is asked later. */
    Place place(Place.Kind kind) {
        List<Object> steps = new ArrayList<>();
        for (Set<Attribute> rdn : rdns) {
            boolean exact = rdn.stream().allMatch(attribute -> attribute.value().isPresent());
            steps.add(exact ? rdn : Place.ANY);
        }
        return new Place(kind, steps, below);
    }

    /** A name as steps of a {@link Place}. */
    static List<Object> steps(DistinguishedName name) {
        return name.rdns().stream().<Object>map(rdn -> Set.copyOf(folded(rdn))).toList();
    }

    /** Both have as many attributes, and each of the pattern has one of its own in the RDN: an exact one, else any. */
    private static boolean matches(Set<Attribute> pattern, List<Attribute> rdn) {
        List<Attribute> left = folded(rdn);
        boolean exact = pattern.stream()
                .filter(attribute -> attribute.value().isPresent())
                .allMatch(left::remove);
        boolean any = pattern.stream()
                .filter(attribute -> attribute.value().isEmpty())
                .allMatch(attribute -> removeOne(attribute.type(), left));
        return exact && any && left.isEmpty();
    }

    private static List<Attribute> folded(List<Attribute> rdn) {
        List<Attribute> folded = new ArrayList<>();
        for (Attribute attribute : rdn) {
            folded.add(new Attribute(attribute.type(), attribute.value().map(NamePattern::folded)));
        }
        return folded;
    }

    private static boolean removeOne(String type, List<Attribute> left) {
        return left.stream()
                .filter(attribute ->
                        attribute.type().equals(type) && attribute.value().isPresent())
                .findFirst()
                .map(left::remove)
                .orElse(false);
    }

    private static Attribute attribute(String text) {
        int equals = text.indexOf('=');
        String type = text.substring(0, Math.max(0, equals)).strip();
        String value = text.substring(equals + 1);
        String identifier = OBJECT_IDENTIFIER.matcher(type).matches() ? type : TYPES.get(type.toUpperCase(Locale.ROOT));
        if (equals < 0 || identifier == null || value.isBlank()) {
            throw new IllegalArgumentException(
                    EXPECTED + "; types are " + String.join(", ", TYPES.keySet()) + " or an object identifier");
        }
        return new Attribute(
                identifier, value.strip().equals("*") ? Optional.empty() : Optional.of(folded(unescaped(value))));
    }

    /** Splits at a character that no backslash precedes. */
    private static List<String> split(String text, char at) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == at) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }

    private static String unescaped(String value) {
        ByteBuffer bytes = ByteBuffer.allocate(value.length() * 4);
        for (int i = 0; i < value.length(); i++) {
            char character = value.charAt(i);
            if (character == '\\') {
                if (value.substring(i + 1).matches("(?s)[0-9A-Fa-f]{2}.*")) {
                    bytes.put((byte) Integer.parseInt(value.substring(i + 1, i + 3), 16));
                    i += 2;
                    continue;
                }
                i++;
                if (i == value.length() || " \"#+,;<=>\\".indexOf(value.charAt(i)) < 0) {
                    throw new IllegalArgumentException(
                            "after a backslash a special character or two hexadecimal digits");
                }
                character = value.charAt(i);
            } else if ("\"+,;<>*".indexOf(character) >= 0 || (i == 0 && character == '#')) {
                throw new IllegalArgumentException("a backslash before '" + character + "', or \\2A for '*'");
            }
            int end = Character.isHighSurrogate(character) && i + 1 < value.length() ? i + 2 : i + 1;
            bytes.put(value.substring(i, end).getBytes(StandardCharsets.UTF_8));
            i = end - 1;
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("UTF-8 in the hexadecimal digits", e);
        }
    }

    private static String folded(String value) {
        StringBuilder folded = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char character = value.charAt(i);
            boolean space = character == ' ';
            if (!space || (!folded.isEmpty() && folded.charAt(folded.length() - 1) != ' ')) {
                folded.append(character >= 'A' && character <= 'Z' ? (char) (character + 0x20) : character);
            }
        }
        return folded.toString().stripTrailing();
    }
}
