// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/**
 * Runs every case of a folder of test vectors: {@code -Dcorpora=DIR}, or {@code ../shared/corpora} seen from the project.
 * Writes {@code target/conformance.json}, one row a case.
 */
class ConformanceTest {

    @Test
    void every_case_is_decided_as_expected_or_declared() throws IOException {
        Corpora corpora = Corpora.find();
        assertThat(corpora.exists() || !corpora.asked())
                .as("there is a folder of test vectors at " + corpora.folder())
                .isTrue();
        if (!corpora.exists()) {
            String notRun = "NOT RUN: there is no folder of test vectors at " + corpora.folder();
            System.out.println(notRun);
            abort(notRun);
        }

        Results results = new Results(new Suites(corpora, InstantSource.system().instant()).rows(), Deviations.read());

        results.write(Path.of("target", "conformance.json"));
        System.out.println(results.table() + "\n" + results.notes());
        assertThat(results.undeclared()).isEmpty();
    }
}
