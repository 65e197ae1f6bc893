// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class JsonReaderPropertiesTest {

    @Property(tries = 300)
    void what_another_library_writes_is_read(@ForAll("values") Object value) throws UnreadableException {
        assertThat(JsonReader.read(bytes(JsonFuzz.written(value))).value()).isEqualTo(value);
    }

    @Property(tries = 300)
    void no_object_or_array_is_read_that_has_lost_its_end(@ForAll("values") Object value, @ForAll int at) {
        String whole = "[" + JsonFuzz.written(value) + "]";
        String cut = whole.substring(0, Math.floorMod(at, whole.length()));

        assertThatThrownBy(() -> JsonReader.read(bytes(cut))).isInstanceOf(UnreadableException.class);
    }

    @Provide
    Arbitrary<Object> values() {
        return values(3);
    }

    private static Arbitrary<Object> values(int depth) {
        if (depth == 0) {
            return scalars();
        }
        Arbitrary<Object> below = values(depth - 1);
        return Arbitraries.oneOf(
                scalars(),
                below.list().ofMaxSize(3).map(List::copyOf),
                Arbitraries.maps(strings(), below).ofMaxSize(3).map(Map::copyOf));
    }

    private static Arbitrary<Object> scalars() {
        return Arbitraries.oneOf(
                strings().map(Object.class::cast),
                Arbitraries.integers().map(number -> new Json.Literal(number.toString())),
                Arbitraries.of("true", "false", "null", "1e9", "-0.25").map(Json.Literal::new));
    }

    private static Arbitrary<String> strings() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ascii().ofMaxLength(6),
                Arbitraries.strings().withChars("\"\\/\b\u0000\u00e9\u2028").ofMaxLength(6));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
