// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.json.JSONArray;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The kit of {@code docs/forwarded-kit.md}, which other projects can use too. */
class ForwardedKitTest {

    private static final Path FOLDER = Path.of("src", "test", "resources", "forwarded");

    static Stream<Arguments> cases() throws IOException {
        List<Arguments> cases = new ArrayList<>();
        for (Path file : files()) {
            JSONObject kit = new JSONObject(Files.readString(file, StandardCharsets.UTF_8));
            for (Object each : kit.getJSONArray("cases")) {
                JSONObject json = (JSONObject) each;
                cases.add(Arguments.of(kit.getString("dialect"), json.getString("name"), json));
            }
        }
        return cases.stream();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("cases")
    void every_case_is_read_as_the_kit_says(String dialect, String name, JSONObject json) {
        Answer answer = new KitCase(dialect, json).answer();

        assertThat(answer.json().similar(json.getJSONObject("expected")))
                .as(name + ": " + answer)
                .isTrue();
    }

    @Test
    void every_dialect_has_a_file_with_good_and_bad_cases() throws IOException {
        Set<String> names = new HashSet<>(DialectBuilder.names());
        names.addAll(List.of("forwarded", "x-forwarded"));

        assertThat(files().stream().map(ForwardedKitTest::name)).containsExactlyInAnyOrderElementsOf(names);
        for (Path file : files()) {
            JSONArray cases = new JSONObject(Files.readString(file)).getJSONArray("cases");
            assertThat(StreamSupport.stream(cases.spliterator(), false)
                            .map(each -> ((JSONObject) each)
                                    .getJSONObject("expected")
                                    .getString("outcome")))
                    .as(file.toString())
                    .contains("malformed", "conflict");
        }
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().collect(Collectors.toList());
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString().replaceFirst("\\.json$", "");
    }

    /** An answer in the kit's own words. */
    record Answer(JSONObject json, String reason) {}
}
