// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.proxy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.greenbytes.http.sfv.ByteSequenceItem;
import org.greenbytes.http.sfv.Parser;

/**
 * Byte Sequences of Structured Fields, in the one spelling that they have. RFC 9440 defines no parameters, so none is
 * accepted: what it would say of a certificate nobody knows.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8941#section-3.3.5">RFC 8941, section 3.3.5</a>
 */
final class ByteSequences {

    private static final char COLON = ':';

    private ByteSequences() {}

    /** An item. What every proxy writes is read at once, as the parser reads it, but in a third of its time. */
    static byte[] item(String header, String text) throws ForwardedException {
        int last = text.length() - 1;
        if (last > 0 && text.charAt(0) == COLON && text.charAt(last) == COLON) {
            return Base64Text.decode(header, text.substring(1, last));
        }
        try {
            return bytes(header, new Parser(text).parseItem(), text.strip());
        } catch (IllegalArgumentException e) {
            throw malformed(header);
        }
    }

    /** A list; empty is one too. */
    static List<byte[]> list(String header, List<String> lines) throws ForwardedException {
        try {
            String[] spellings = String.join(",", lines).split(",", -1);
            List<byte[]> sequences = new ArrayList<>();
            for (Object element : new Parser(lines).parseList().get()) {
                sequences.add(bytes(header, element, spellings[sequences.size()].strip()));
            }
            return sequences;
        } catch (IllegalArgumentException e) {
            throw malformed(header);
        }
    }

    /** The parser forgives a missing padding and superfluous bits: what it read must be what was written. */
    private static byte[] bytes(String header, Object parsed, String spelling) throws ForwardedException {
        if (!(parsed instanceof ByteSequenceItem item)
                || !item.getParams().isEmpty()
                || !item.serialize().equals(spelling)) {
            throw malformed(header);
        }
        ByteBuffer content = item.get();
        byte[] bytes = new byte[content.remaining()];
        content.get(bytes);
        return bytes;
    }

    private static ForwardedException malformed(String header) {
        return ForwardedException.malformed(
                header, "it is no byte sequence of structured fields: base64 between colons, without parameters");
    }
}
