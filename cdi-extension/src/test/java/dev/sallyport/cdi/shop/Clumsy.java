// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.cdi.shop;

import dev.sallyport.Event;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;

/** An observer that fails, after the others; nobody else shall notice. */
@Dependent
public class Clumsy {

    void refused(@Observes @Priority(3000) Event.Refused event) {
        throw new UnsupportedOperationException("clumsy about " + event.code());
    }
}
