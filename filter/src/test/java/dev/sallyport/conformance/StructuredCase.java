// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.conformance;

import dev.sallyport.proxy.HeaderVectors;
import dev.sallyport.proxy.HeaderVectors.Refused;
import java.util.List;
import java.util.stream.Collectors;
import org.greenbytes.http.sfv.ByteSequenceItem;
import org.greenbytes.http.sfv.Parser;
import org.greenbytes.http.sfv.Type;
import org.json.JSONArray;
import org.json.JSONObject;

/**
 * A structured field, put to the library that reads them; an item or a list to our own reader too, which takes byte sequences
 * without parameters and nothing else.
 *
 * @param suite the file
 * @param json the case
 */
record StructuredCase(String suite, JSONObject json) {

    private static final String ACCEPT = "ACCEPT";
    private static final String REJECT = "REJECT";
    private static final String NOTHING = "nothing";

    Row row() {
        List<String> raw = HeaderCases.strings(json.getJSONArray("raw"));
        String got;
        String byUs = NOTHING;
        try {
            Type<?> read = read(raw);
            JSONArray plain = StructuredValues.plain(read);
            got = plain.similar(json.optJSONArray("expected", new JSONArray())) ? ACCEPT : plain.toString();
            byUs = byteSequences(read, raw);
        } catch (IllegalArgumentException e) {
            got = REJECT;
        }
        if (!byUs.equals(ours(raw))) {
            got = "our reader of byte sequences says " + ours(raw);
        }
        boolean mayFail = json.optBoolean("must_fail") || (json.optBoolean("can_fail") && got.equals(REJECT));
        String expected = mayFail ? REJECT : ACCEPT;
        return new Row(suite, json.getString("id"), "header", expected, got, "", "", !got.equals(REJECT));
    }

    private Type<?> read(List<String> raw) {
        Parser parser = new Parser(raw);
        return switch (json.getString("header_type")) {
            case "item" -> parser.parseItem();
            case "list" -> parser.parseList();
            default -> parser.parseDictionary();
        };
    }

    /** What ours must read: what is byte sequences alone, in the spelling that a writer gives them. */
    private String byteSequences(Type<?> read, List<String> raw) {
        List<?> elements = switch (json.getString("header_type")) {
            case "item" -> List.of(read);
            case "list" -> (List<?>) read.get();
            default -> List.of(NOTHING);
        };
        boolean bytes = elements.stream()
                .allMatch(each -> each instanceof ByteSequenceItem item
                        && item.getParams().isEmpty());
        boolean asWritten = String.join(",", raw)
                .replaceAll("[ \t]", "")
                .equals(read.serialize().replace(" ", ""));
        return bytes && asWritten ? read.serialize() : NOTHING;
    }

    private String ours(List<String> raw) {
        try {
            return switch (json.getString("header_type")) {
                case "item" -> serialized(HeaderVectors.byteSequence(raw));
                case "list" ->
                    HeaderVectors.byteSequences(raw).stream()
                            .map(StructuredCase::serialized)
                            .collect(Collectors.joining(", "));
                default -> NOTHING;
            };
        } catch (Refused e) {
            return NOTHING;
        }
    }

    private static String serialized(byte[] bytes) {
        return ByteSequenceItem.valueOf(bytes).serialize();
    }
}
