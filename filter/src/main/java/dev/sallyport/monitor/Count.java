// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.monitor;

import dev.sallyport.Event;
import java.util.Map;
import java.util.Optional;

/**
 * Something that is counted when an event tells of it.
 *
 * @param metric its name, with dots
 * @param labels its labels, of which there are few
 */
record Count(String metric, Map<String, String> labels) {

    static final String REFUSALS = "sallyport.refusals";
    static final String REPORTED = "sallyport.refusals.reported";
    static final String ROTATIONS = "sallyport.rotations";
    static final String UNUSABLE = "sallyport.unusable.files";

    /** What is counted of an event. */
    static Optional<Count> of(Event event) {
        if (event instanceof Event.Refused refused) {
            return Optional.of(
                    new Count(REFUSALS, Map.of("code", refused.refusal().code())));
        }
        if (event instanceof Event.WouldRefuse reported) {
            return Optional.of(
                    new Count(REPORTED, Map.of("code", reported.refusal().code())));
        }
        if (event instanceof Event.Rotated rotated) {
            return Optional.of(new Count(ROTATIONS, Map.of("what", Labels.safe(rotated.what()))));
        }
        return event instanceof Event.FileUnusable ? Optional.of(new Count(UNUSABLE, Map.of())) : Optional.empty();
    }

    /** One line of help. */
    String help() {
        return switch (metric) {
            case REFUSALS -> "Requests that were refused, by the code of the refusal";
            case REPORTED -> "Requests that would have been refused, but for report only";
            case ROTATIONS -> "How often new certificates or keys came in force";
            default -> "How often files that are followed could not be used";
        };
    }
}
