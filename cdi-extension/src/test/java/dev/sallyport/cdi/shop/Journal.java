// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.cdi.shop;

import dev.sallyport.Event;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Notes who was refused, and why. */
@ApplicationScoped
public class Journal {

    private final List<String> codes = new CopyOnWriteArrayList<>();

    void refused(@Observes Event.Refused event) {
        codes.add(event.refusal().code());
    }

    /** The codes of all refusals. */
    public List<String> codes() {
        return codes;
    }
}
