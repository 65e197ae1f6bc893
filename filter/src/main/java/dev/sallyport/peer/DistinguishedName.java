// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A distinguished name as its DER says it, RDN by RDN, the first of the DER first; never by way of text.
 *
 * @param rdns each RDN with its attributes, of which there may be several
 */
record DistinguishedName(List<List<Attribute>> rdns) {

    private static final String COMMON_NAME = "2.5.4.3";

    /**
     * One attribute.
     *
     * @param type its object identifier
     * @param value its text; empty if the value is no string
     */
    record Attribute(String type, Optional<String> value) {}

    DistinguishedName {
        rdns = List.copyOf(rdns);
    }

    static DistinguishedName read(Der name) throws UnreadableException {
        List<List<Attribute>> rdns = new ArrayList<>();
        for (Der rdn : name.children(Der.SEQUENCE)) {
            List<Attribute> attributes = new ArrayList<>();
            for (Der attribute : rdn.children(Der.SET)) {
                attributes.add(attribute(attribute.children(Der.SEQUENCE)));
            }
            if (attributes.isEmpty()) {
                throw new UnreadableException("a distinguished name in it has an empty part");
            }
            rdns.add(List.copyOf(attributes));
        }
        return new DistinguishedName(rdns);
    }

    /** Every common name, wherever it stands, also beside another attribute in one RDN. */
    List<String> commonNames() {
        return rdns.stream()
                .flatMap(List::stream)
                .filter(attribute -> attribute.type().equals(COMMON_NAME))
                .map(attribute -> attribute.value().orElse(""))
                .toList();
    }

    private static Attribute attribute(List<Der> typeAndValue) throws UnreadableException {
        if (typeAndValue.size() != 2) {
            throw new UnreadableException("a distinguished name in it is malformed");
        }
        Optional<String> value = text(typeAndValue.get(1));
        if (value.isPresent() && value.get().chars().anyMatch(Character::isISOControl)) {
            throw new UnreadableException("a distinguished name in it has control characters");
        }
        return new Attribute(typeAndValue.get(0).objectIdentifier(), value);
    }

    private static Optional<String> text(Der value) throws UnreadableException {
        return switch (value.tag()) {
            case 0x0C -> Optional.of(decode(value, StandardCharsets.UTF_8));
            case 0x12, 0x13, 0x16, 0x1A, 0x1B -> Optional.of(decode(value, StandardCharsets.US_ASCII));
            case 0x14 -> Optional.of(decode(value, StandardCharsets.ISO_8859_1)); // T61String, as everybody reads it
            case 0x1E -> Optional.of(decode(value, StandardCharsets.UTF_16BE));
            case 0x1C -> Optional.of(decode(value, Charset.forName("UTF-32BE")));
            default -> Optional.empty();
        };
    }

    private static String decode(Der value, Charset charset) throws UnreadableException {
        try {
            return charset.newDecoder().decode(ByteBuffer.wrap(value.content())).toString();
        } catch (CharacterCodingException e) {
            throw new UnreadableException("a distinguished name in it is no " + charset + " text", e);
        }
    }
}
