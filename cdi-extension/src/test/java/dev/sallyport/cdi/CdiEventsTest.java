// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.sallyport.Event;
import dev.sallyport.EventSink;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.se.SeContainer;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class CdiEventsTest {

    private static final Event ADVICE = new Event.Advice("mind the gap");

    @ApplicationScoped
    static class Journal {
        private final List<Event> all = new CopyOnWriteArrayList<>();
        private final List<Event> refused = new CopyOnWriteArrayList<>();

        void note(@Observes Event event) {
            all.add(event);
        }

        void noteRefusal(@Observes Event.Refused event) {
            refused.add(event);
        }

        List<Event> all() {
            return all;
        }

        List<Event> refused() {
            return refused;
        }
    }

    @Test
    void an_event_is_observed_by_its_own_type() {
        try (SeContainer weld = Fakes.weld(Journal.class)) {
            Journal journal = weld.select(Journal.class).get();

            sink().accept(ADVICE);

            assertThat(journal.all()).containsExactly(ADVICE);
            assertThat(journal.refused()).isEmpty();
        }
    }

    @Test
    void without_a_container_nothing_happens() {
        assertThatCode(() -> sink().accept(ADVICE)).doesNotThrowAnyException();
    }

    private static EventSink sink() {
        return ServiceLoader.load(EventSink.class).stream()
                .filter(provider -> provider.type() == CdiEvents.class)
                .findFirst()
                .orElseThrow()
                .get();
    }
}
