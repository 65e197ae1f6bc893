// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the pages that show the settings to the settings; {@code -Dsettings.page=write} writes them. */
class SettingsPageTest {

    private static final String BEGIN = "<!-- settings: generated from Setting.java -->\n";
    private static final String END = "<!-- end of settings -->\n";
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

    @Test
    void the_page_of_settings_shows_them_as_they_are() throws IOException {
        Path page = PROJECT.resolve("docs").resolve("settings.md");
        String text = Files.readString(page);

        String expected = withTable(text);
        if ("write".equals(System.getProperty("settings.page"))) {
            Files.writeString(page, expected);
        }

        assertThat(Files.readString(page))
                .as("docs/settings.md (write it anew by -Dsettings.page=write)")
                .isEqualTo(expected);
    }

    @Test
    void every_setting_that_the_readme_names_is_one() throws IOException {
        String readme = Files.readString(PROJECT.resolve("README.md"));
        String section = readme.substring(readme.indexOf("\n## Settings\n"));

        List<String> named = Pattern.compile("`(?:sallyport)?\\.([a-zA-Z.-]+)`")
                .matcher(section.substring(0, section.indexOf("\n## ", 1)))
                .results()
                .map(result -> result.group(1))
                .toList();

        assertThat(named)
                .isNotEmpty()
                .allSatisfy(key -> assertThat(Stream.of(Setting.values()).map(Setting::key))
                        .contains(key));
    }

    private static String withTable(String page) {
        int begin = page.indexOf(BEGIN);
        int end = page.indexOf(END);
        assertThat(begin).as("the page has the mark " + BEGIN).isNotNegative();
        assertThat(end).as("the page has the mark " + END).isGreaterThan(begin);
        return page.substring(0, begin + BEGIN.length()) + table() + page.substring(end);
    }

    private static String table() {
        return Stream.of(Setting.values())
                .map(setting -> "| `" + setting.key() + "` | " + fallback(setting) + " | " + setting.help() + " |\n")
                .collect(Collectors.joining("", "\n| setting | default | meaning |\n| --- | --- | --- |\n", "\n"));
    }

    private static String fallback(Setting setting) {
        return setting.fallback().isEmpty() ? "" : '`' + setting.fallback() + '`';
    }
}
