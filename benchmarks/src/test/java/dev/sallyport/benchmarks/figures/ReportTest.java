// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.benchmarks.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {

    private static final Figures FIGURES = new Figures(List.of(
            series("EMPTY_FILTER", sample(30, 40, 50), sample(56, 56, 56)),
            series("SALLYPORT", sample(120, 120, 300), sample(240, 240, 240))));

    @Test
    void the_median_is_the_value_in_the_middle_or_between_the_two() {
        assertThat(sample(9, 1, 5).median()).isEqualTo(5);
        assertThat(sample(9, 1, 5, 6).median()).isEqualTo(5.5);
    }

    @Test
    void a_ratio_is_taken_round_by_round() {
        Sample ratio = sample(10, 200).dividedBy(sample(5, 100));

        assertThat(ratio.values()).containsExactly(2.0, 2.0);
    }

    @Test
    void each_contender_has_a_row_with_its_spread_and_its_ratio() {
        String report = Report.of(FIGURES, List.of());

        assertThat(report)
                .contains(
                        "| contender | threads | ns/op | spread | bytes/op | Sallyport ÷ it |",
                        "| EMPTY_FILTER | 1 | 40.0 | 30.0–50.0 | 56.0 | 4.00 |",
                        "| SALLYPORT | 1 | 120 | 120–300 | 240 | 1.00 |");
    }

    @Test
    void a_promise_is_kept_broken_or_not_run() {
        String report = Report.of(FIGURES, Promise.on(17));

        assertThat(report)
                .contains(
                        "| verified peer ÷ empty filter | 4.00 | 3.00–6.00 | 4.00 | yes |",
                        "| verified peer, bytes | 240 | 240–240 | 256 | yes |",
                        "| new connection ÷ Spring Security | not run |  | 0.25 |  |");
    }

    private static Series series(String contender, Sample time, Sample bytes) {
        return new Series("VerifiedPeer", Map.of("contender", contender, "threads", "1"), "ns/op", time, bytes);
    }

    private static Sample sample(double... values) {
        return new Sample(Arrays.stream(values).boxed().toList());
    }
}
