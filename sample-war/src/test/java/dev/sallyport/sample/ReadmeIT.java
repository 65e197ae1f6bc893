// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows is what happens, and its code is compiled. */
class ReadmeIT {

    private static final Path README = Path.of("../README.md");

    @TempDir
    Path folder;

    @Test
    void its_commands_get_the_answers_it_shows_and_leave_the_lines_it_shows_in_the_log() throws IOException {
        List<String> lines = Files.readAllLines(README);
        try (RunningSample sample = RunningSample.start(folder)) {
            int commands = 0;
            for (int at = 0; at < lines.size(); at++) {
                if (lines.get(at).startsWith("$ curl ")) {
                    String shown = lines.get(at + 1);
                    String got = Shell.run(here(lines.get(at).substring("$ ".length()), sample))
                            .strip();
                    assertThat(withoutId(got)).isEqualTo(withoutId(shown));
                    commands++;
                }
            }
            assertThat(commands).isEqualTo(2);
            lines.stream()
                    .filter(line -> line.startsWith("WARNING dev.sallyport: "))
                    .forEach(line -> assertThat(withoutId(log(sample))).contains(withoutId(line)));
        }
    }

    @Test
    void its_code_is_the_sample_s_own() throws IOException {
        String readme = Files.readString(README);

        assertThat(readme)
                .contains("```java\n" + marked("src/main/java/dev/sallyport/sample/OrdersServlet.java", "servlet")
                        + "}\n```");
        assertThat(readme).contains("```xml\n" + marked("src/main/webapp/WEB-INF/web.xml", "webxml") + "```");
    }

    @Test
    void its_run_command_starts_this_war() throws IOException {
        assertThat(Files.readString(README))
                .contains("-pl sample-war -am package && java -jar sample-war/target/sallyport-sample.war\n");
    }

    /** The command as it must be here, with this run's ports and folder. */
    private static String here(String command, RunningSample sample) {
        return command.replaceFirst("^curl ", "curl -sS ")
                .replace("localhost:8443", "localhost:" + sample.httpsPort())
                .replace("localhost:8080", "localhost:" + sample.httpPort())
                .replace("sample-war/target/demo/", sample.folder() + "/");
    }

    private static String log(RunningSample sample) {
        try {
            return sample.logged();
        } catch (IOException e) {
            throw new UncheckedIOException("the log cannot be read", e);
        }
    }

    private static String withoutId(String text) {
        return text.replaceAll("urn:uuid:[0-9a-f-]{36}", "urn:uuid:ID");
    }

    /** The part of a file between two marks, moved to the left margin. */
    private static String marked(String file, String mark) throws IOException {
        Matcher part = Pattern.compile("readme: " + mark + "(?: -->)?\\n(.*?)[^\\n]*readme: end", Pattern.DOTALL)
                .matcher(Files.readString(Path.of(file)));
        assertThat(part.find()).as("the mark " + mark + " in " + file).isTrue();
        return part.group(1).stripTrailing().stripIndent() + "\n";
    }
}
