// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Event;
import dev.sallyport.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class LogSinkTest {

    private final Written written = new Written();
    private final LogSink sink = new LogSink(written);

    @Test
    void an_event_is_one_line_with_its_code() {
        sink.accept(new Event.Opened(List.of("orders", "/partner/*")));
        sink.accept(new Event.Advice("mind the gap"));

        assertThat(written.lines)
                .containsExactly(
                        "INFO opened: open over HTTPS; client certificates are required by [orders, /partner/*]",
                        "WARNING advice: mind the gap");
    }

    @Test
    void a_stranger_cannot_forge_a_line() {
        String host = "a\r\nopened: open\u2028\u202E\u001B[2J{0}%n${env:HOME}";

        sink.accept(new Event.Refused("urn:uuid:1", new Refusal.BadHost(host), "GET", "/\u0085", "192.0.2.9"));

        assertThat(written.lines)
                .singleElement()
                .isEqualTo("WARNING refused: bad-host: no well-formed host: a\\u{d}\\u{a}opened: open\\u{2028}\\u{202e}"
                        + "\\u{1b}[2J{0}%n${env:HOME} (GET /\\u{85} from 192.0.2.9, urn:uuid:1)");
    }

    @Test
    void a_long_refusal_still_tells_what_and_by_which_id() {
        var refusal = new Refusal.BadTarget("/" + "\n".repeat(8000));

        sink.accept(new Event.Refused("urn:uuid:7", refusal, "GET", "/" + "a".repeat(8000), "192.0.2.9"));

        assertThat(written.lines)
                .singleElement()
                .asString()
                .hasSizeLessThan(1100)
                .startsWith("WARNING refused: bad-target: ")
                .endsWith(" from 192.0.2.9, urn:uuid:7)");
    }

    @Test
    void every_problem_of_the_settings_is_told_however_many_there_are() {
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            problems.add("problem " + i + " of the settings, told in full length");
        }

        sink.accept(new Event.StaysShut(problems));

        assertThat(written.lines).singleElement().asString().contains(problems);
    }

    @Test
    void the_system_logger_of_our_name_gets_it() {
        List<LogRecord> records = new ArrayList<>();
        Logger logger = Logger.getLogger("dev.sallyport");
        Handler handler = recording(records);
        logger.addHandler(handler);
        try {
            new LogSink().accept(new Event.Advice("of {0} and {}"));
        } finally {
            logger.removeHandler(handler);
        }

        assertThat(records).singleElement().satisfies(entry -> {
            assertThat(entry.getMessage()).isEqualTo("advice: of {0} and {}");
            assertThat(entry.getLevel()).isEqualTo(java.util.logging.Level.WARNING);
        });
    }

    private static Handler recording(List<LogRecord> records) {
        return new Handler() {
            @Override
            public void publish(LogRecord entry) {
                records.add(entry);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }
}
