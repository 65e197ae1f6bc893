// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * A distinguished name as its DER says it, RDN by RDN, the first of the DER first; never by way of text.
 *
 * @param rdns each RDN with its attributes, of which there may be several
 * @param text its RFC 4514 text, the last RDN first: the same on every JDK, and never compared with rules
 */
record DistinguishedName(List<List<Attribute>> rdns, String text) {

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
        Deque<String> texts = new ArrayDeque<>();
        for (Der rdn : name.children(Der.SEQUENCE)) {
            List<Attribute> attributes = new ArrayList<>();
            List<String> attributeTexts = new ArrayList<>();
            for (Der element : rdn.children(Der.SET)) {
                List<Der> typeAndValue = element.children(Der.SEQUENCE);
                Attribute attribute = attribute(typeAndValue);
                attributes.add(attribute);
                attributeTexts.add(AttributeText.of(attribute, typeAndValue.get(1)));
            }
            if (attributes.isEmpty()) {
                throw new UnreadableException("a distinguished name in it has an empty part");
            }
            rdns.add(List.copyOf(attributes));
            texts.addFirst(String.join("+", attributeTexts));
        }
        return new DistinguishedName(rdns, String.join(",", texts));
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
        if (value.isPresent() && hasControls(value.get())) {
            throw new UnreadableException("a distinguished name in it has control characters");
        }
        return new Attribute(typeAndValue.get(0).objectIdentifier(), value);
    }

    private static boolean hasControls(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private static Optional<String> text(Der value) throws UnreadableException {
        return switch (value.tag()) {
            case 0x0C -> Optional.of(decode(value, StandardCharsets.UTF_8));
            case 0x12, 0x13, 0x16, 0x1A, 0x1B -> Optional.of(decode(value, StandardCharsets.US_ASCII));
            case 0x14 -> Optional.of(decode(value, StandardCharsets.ISO_8859_1)); // T61String, as everybody reads it
            case 0x1E -> Optional.of(decode(value, StandardCharsets.UTF_16BE));
            case 0x1C -> Optional.of(universal(value.content()));
            default -> Optional.empty();
        };
    }

    /** Code point by code point: the decoder of the JDK leaves out a byte order mark and lets surrogates pass. */
    private static String universal(byte[] content) throws UnreadableException {
        ByteBuffer left = ByteBuffer.wrap(content);
        StringBuilder text = new StringBuilder();
        while (left.hasRemaining()) {
            int codePoint = left.remaining() < Integer.BYTES ? -1 : left.getInt();
            if (!Character.isValidCodePoint(codePoint) || Character.getType(codePoint) == Character.SURROGATE) {
                throw new UnreadableException("a distinguished name in it is no UTF-32BE text");
            }
            text.appendCodePoint(codePoint);
        }
        return text.toString();
    }

    private static String decode(Der value, Charset charset) throws UnreadableException {
        try {
            return charset.newDecoder().decode(ByteBuffer.wrap(value.content())).toString();
        } catch (CharacterCodingException e) {
            throw new UnreadableException("a distinguished name in it is no " + charset + " text", e);
        }
    }
}
