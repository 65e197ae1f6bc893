// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.sample.Shell.Answer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No file of the WAR is content of the application: not its classes, not its settings, not the demo. */
class NothingServedIT {

    @TempDir
    static Path folder;

    static RunningSample sample;

    @BeforeAll
    static void start() throws IOException {
        sample = RunningSample.start(folder);
    }

    @AfterAll
    static void stop() throws IOException {
        sample.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/dev/sallyport/sample/demo/Main.class",
                "/dev",
                "/dev/",
                "/META-INF/MANIFEST.MF",
                "/WEB-INF/web.xml",
                "/WEB-INF/",
                "/WEB-INF/demo/classes/dev/sallyport/sample/demo/Demo.class",
                "/WEB-INF/classes/dev/sallyport/sample/page.css",
                "/web-inf/web.xml",
            })
    void a_file_of_the_war_is_not_found(String target) throws IOException {
        Answer answer = Shell.curl("--path-as-is " + sample.trusting() + " '" + sample.https(target) + "'");

        assertThat(answer.status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/%64ev/sallyport/sample/demo/Main.class",
                "/dev/sallyport/sample/demo/Main%2eclass",
                "//dev/sallyport/sample/demo/Main.class",
                "/x/../dev/sallyport/sample/demo/Main.class",
                "/x/..;/dev/sallyport/sample/demo/Main.class",
                "/;/dev/sallyport/sample/demo/Main.class",
                "/./dev/sallyport/sample/demo/Main.class",
                "/%2e/WEB-INF/web.xml",
                "/%57EB-INF/web.xml",
                "/WEB-INF%2fweb.xml",
                "/WEB-INF;x=1/web.xml",
                "/WEB-INF/web.xml%00",
                "/x/../WEB-INF/web.xml",
                "/x/%2e%2e/META-INF/MANIFEST.MF",
                "/..%5cWEB-INF/web.xml",
            })
    void nor_by_another_spelling(String target) throws IOException {
        Answer answer = Shell.curl("--path-as-is " + sample.trusting() + " '" + sample.https(target) + "'");

        assertThat(answer.status()).isIn(400, 404);
        assertThat(answer.body()).doesNotContain("<web-app", "Main-Class", "\u00ca\u00fe", "sallyport-filter");
    }
}
