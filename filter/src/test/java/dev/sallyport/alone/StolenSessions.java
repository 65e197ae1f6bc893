// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.alone;

import dev.sallyport.Event;
import dev.sallyport.EventSink;
import dev.sallyport.Refusal;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The example of docs/sessions.md. */
public final class StolenSessions implements EventSink {

    private final Queue<String> owners = new ConcurrentLinkedQueue<>();

    @Override
    public void accept(Event event) {
        if (event instanceof Event.Refused refused && refused.refusal() instanceof Refusal.SessionMismatch mismatch) {
            owners.add(mismatch.owner());
        }
    }

    public Queue<String> owners() {
        return owners;
    }
}
