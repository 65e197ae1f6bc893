// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.json.JSONObject;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Log lists, and JSON that is none. */
class JsonFuzz {

    static Stream<Arguments> seeds() {
        TestLog retired = TestLog.of("Beta").in("retired", Seeds.NOON).taking(Seeds.NOON, Seeds.NOON.plusSeconds(1));
        return Stream.concat(
                        Stream.of(TestLog.list(Seeds.NOON, TestLog.of("Alpha"), retired)),
                        Stream.of(
                                        "{\"a\":[1,-2.5e+3,true,null,\"\\u00e9\\n\"],\"b\":{}}",
                                        "[[[[]]]]",
                                        "\"é\"",
                                        "{\"a\":1,\"a\":2}")
                                .map(text -> text.getBytes(StandardCharsets.UTF_8)))
                .map(Arguments::of);
    }

    @MethodSource("seeds")
    @FuzzTest
    void what_is_read_can_be_written_and_read_again(byte[] bytes) {
        try {
            Json json = JsonReader.read(bytes);
            byte[] written = written(json.value()).getBytes(StandardCharsets.UTF_8);
            if (!hasLoneSurrogate(json.value().toString())) {
                assertThat(JsonReader.read(written)).isEqualTo(json);
            }
        } catch (UnreadableException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
        try {
            assertThat(LogList.read(bytes).size()).isNotNegative();
        } catch (IOException e) {
            assertThat(e.getMessage()).startsWith("the log list cannot be used: ");
        }
    }

    /** An escape can name half of a character, which UTF-8 cannot. */
    private static boolean hasLoneSurrogate(String text) {
        return text.codePoints()
                .anyMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }

    static String written(Object value) {
        if (value instanceof Map<?, ?> members) {
            return members.entrySet().stream()
                    .map(member -> JSONObject.quote((String) member.getKey()) + ":" + written(member.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (value instanceof List<?> elements) {
            return elements.stream().map(JsonFuzz::written).collect(Collectors.joining(",", "[", "]"));
        }
        return value instanceof Json.Literal literal ? literal.text() : JSONObject.quote((String) value);
    }
}
