// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.conformance;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.bouncycastle.util.encoders.Base32;
import org.greenbytes.http.sfv.ByteSequenceItem;
import org.greenbytes.http.sfv.Dictionary;
import org.greenbytes.http.sfv.InnerList;
import org.greenbytes.http.sfv.OuterList;
import org.greenbytes.http.sfv.Parametrizable;
import org.greenbytes.http.sfv.TokenItem;
import org.greenbytes.http.sfv.Type;
import org.json.JSONArray;
import org.json.JSONObject;

/** Structured fields in the JSON of their published tests. */
final class StructuredValues {

    private StructuredValues() {}

    static JSONArray plain(Type<?> read) {
        JSONArray plain = new JSONArray();
        if (read instanceof OuterList list) {
            list.get().forEach(element -> plain.put(plain(element)));
        } else if (read instanceof Dictionary dictionary) {
            dictionary
                    .get()
                    .forEach((key, value) -> plain.put(new JSONArray().put(key).put(plain(value))));
        } else if (read instanceof Parametrizable<?> value) {
            plain.put(bare(value)).put(parameters(value.getParams()));
        }
        return plain;
    }

    private static JSONArray parameters(Map<String, ? extends Type<?>> parameters) {
        JSONArray plain = new JSONArray();
        parameters.forEach((key, value) -> plain.put(new JSONArray().put(key).put(bare(value))));
        return plain;
    }

    private static Object bare(Type<?> value) {
        if (value instanceof InnerList list) {
            JSONArray items = new JSONArray();
            List.copyOf(list.get()).forEach(item -> items.put(plain(item)));
            return items;
        }
        if (value instanceof TokenItem token) {
            return new JSONObject().put("__type", "token").put("value", token.get());
        }
        if (value instanceof ByteSequenceItem bytes) {
            return new JSONObject().put("__type", "binary").put("value", Base32.toBase32String(array(bytes.get())));
        }
        return value.get();
    }

    private static byte[] array(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
