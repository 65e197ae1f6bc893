// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonReaderTest {

    @Test
    void every_kind_of_value_is_read() throws UnreadableException {
        Json json =
                read(" { \"a\" : [ 1 , -0.5e+3 , true , false , null ] , \"b\" : { } , \"c\" : \"x\" , \"d\" : [ ] } ");

        assertThat(json.member("a").elements())
                .extracting(Json::value)
                .containsExactly(
                        new Json.Literal("1"),
                        new Json.Literal("-0.5e+3"),
                        new Json.Literal("true"),
                        new Json.Literal("false"),
                        new Json.Literal("null"));
        assertThat(json.member("b").members()).isEmpty();
        assertThat(json.member("c").text()).isEqualTo("x");
        assertThat(json.member("d").elements()).isEmpty();
        assertThat(json.find("e")).isEmpty();
    }

    @Test
    void escapes_mean_characters() throws UnreadableException {
        assertThat(read("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\uDE00 é\"").text())
                .isEqualTo("\"\\/\b\f\n\r\té\uD83D\uDE00 é");
    }

    @Test
    void what_is_nested_too_deep_is_refused() throws UnreadableException {
        assertThat(read("[".repeat(32) + "]".repeat(32)).elements()).hasSize(1);
        assertThatThrownBy(() -> read("[".repeat(34) + "]".repeat(34))).hasMessageContaining("nested");
        assertThatThrownBy(() -> read("{\"a\":".repeat(1_000_000))).hasMessageContaining("nested");
    }

    @Test
    void a_member_that_stands_twice_is_refused() {
        assertThatThrownBy(() -> read("{\"a\":1,\"\\u0061\":1}")).hasMessageContaining("twice");
    }

    @Test
    void what_is_no_utf_8_is_refused() {
        assertThatThrownBy(() -> JsonReader.read(new byte[] {'"', (byte) 0xC3, '"'}))
                .hasMessage("it is no UTF-8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[",
                "\"",
                "[1",
                "[1,",
                "[1,]",
                "[,1]",
                "[1 2]",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{a:1}",
                "{1:1}",
                "{\"a\" 1}",
                "01",
                "+1",
                "1.",
                ".5",
                "1e",
                "-",
                "tru",
                "nul",
                "NaN",
                "'a'",
                "\"\t\"",
                "\"\\x\"",
                "\"\\u12\"",
                "\"\\u12g4\"",
                "\"\\",
                "\"a",
                "1 1",
                "[]]",
                "{}x",
                "//x\n1",
                "\uFEFF1",
                "\"\\u٠٠٠٠\"",
                "truefalse",
                "1\uFFFF"
            })
    void what_is_no_json_is_refused(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(UnreadableException.class)
                .hasMessageContaining("malformed near character");
    }

    @Test
    void a_value_of_another_kind_is_told() throws UnreadableException {
        Json json = read("[1]");

        assertThatThrownBy(json::text).hasMessage("it has no string where one belongs");
        assertThatThrownBy(json::members).hasMessage("it has no object where one belongs");
        assertThatThrownBy(() -> json.elements().get(0).elements()).hasMessage("it has no array where one belongs");
        assertThatThrownBy(() -> read("{}").member("a")).hasMessage("it lacks the member a");
    }

    private static Json read(String text) throws UnreadableException {
        return JsonReader.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
