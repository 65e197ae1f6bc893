// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Event;
import dev.sallyport.EventSink;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SinksTest {

    private static final Event EVENT = new Event.Advice("mind the gap");

    private final Written written = new Written();
    private final List<Event> received = new ArrayList<>();

    @Test
    void each_sink_gets_each_event() {
        Sinks sinks = new Sinks(List.of(received::add, received::add), written);

        sinks.accept(EVENT);

        assertThat(received).containsExactly(EVENT, EVENT);
        assertThat(written.lines).isEmpty();
    }

    @Test
    void a_sink_that_throws_is_logged_once_and_keeps_nobody_from_the_event() {
        EventSink broken = event -> {
            throw new IllegalStateException("no\nroom");
        };
        EventSink unlinked = event -> {
            throw new NoSuchMethodError("gone");
        };
        Sinks sinks = new Sinks(List.of(broken, unlinked, received::add), written);

        sinks.accept(EVENT);
        sinks.accept(EVENT);

        assertThat(received).containsExactly(EVENT, EVENT);
        assertThat(written.lines)
                .hasSize(2)
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("WARNING sink-failed: ")
                                .endsWith(" threw java.lang.IllegalStateException: no\\u{a}room"),
                        line -> assertThat(line).endsWith(" threw java.lang.NoSuchMethodError: gone"));
    }
}
