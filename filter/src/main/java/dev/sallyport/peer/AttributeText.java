// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import dev.sallyport.peer.DistinguishedName.Attribute;
import java.util.HexFormat;
import java.util.Map;

/**
 * One attribute of a distinguished name as text, in the form that {@code X500Principal.getName()} has for the usual
 * string types. The JDK's own text differs by its version, for it takes the bytes of other string types for UTF-8.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4514#section-2">RFC 4514, section 2</a>
 */
final class AttributeText {

    private static final Map<String, String> KEYWORDS = Map.of(
            "2.5.4.3", "CN",
            "2.5.4.6", "C",
            "2.5.4.7", "L",
            "2.5.4.8", "ST",
            "2.5.4.9", "STREET",
            "2.5.4.10", "O",
            "2.5.4.11", "OU",
            "0.9.2342.19200300.100.1.1", "UID",
            "0.9.2342.19200300.100.1.25", "DC");
    private static final String SPECIAL = ",=+<>#;\"\\";

    private AttributeText() {}

    /** The attribute; its value in hexadecimal if it is no string, or the type has no name of its own. */
    static String of(Attribute attribute, Der value) {
        String keyword = KEYWORDS.get(attribute.type());
        if (keyword == null || attribute.value().isEmpty()) {
            String type = keyword == null ? attribute.type() : keyword;
            return type + "=#" + HexFormat.of().formatHex(value.encoded());
        }
        return keyword + '=' + escaped(attribute.value().get());
    }

    /** Every special character is escaped wherever it stands, and every space before the first word or after the last. */
    private static String escaped(String value) {
        int last = value.length();
        while (last > 0 && value.charAt(last - 1) == ' ') {
            last--;
        }
        StringBuilder text = new StringBuilder();
        boolean begun = false;
        for (int i = 0; i < value.length(); i++) {
            char character = value.charAt(i);
            begun |= character != ' ';
            if (!begun || i >= last || SPECIAL.indexOf(character) >= 0) {
                text.append('\\');
            }
            text.append(character);
        }
        return text.toString();
    }
}
