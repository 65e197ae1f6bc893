// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.keys;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Something that is read from files, and again whenever they change: a {@link Follower} calls it, one call at a time. */
public interface Followed {

    /** What it is, for people, such as {@code the trust partners}. */
    String name();

    /** Its files, and folders whose files all belong to it; links are followed. */
    List<Path> files();

    /**
     * Reads all of it and checks the whole, and changes nothing yet: whoever called sees first whether the files stood still.
     *
     * @param now the time by which dates are judged
     * @return what to put in force; empty if it is the same as what is
     * @throws IOException if anything is wrong; its message says why in one sentence
     */
    Optional<Change> read(Instant now) throws IOException;

    /** Reads it, and puts in force what has changed; what that is, as part of a sentence. */
    default Optional<String> reload(Instant now) throws IOException {
        Optional<Change> change = read(now);
        return change.isPresent() ? Optional.of(change.get().take()) : Optional.empty();
    }

    /** What was read and is good in every part. */
    @FunctionalInterface
    interface Change {
        /**
         * Puts it in force.
         *
         * @return what is in force now, as part of a sentence
         * @throws IOException if it cannot be, which is tried again; its message is one sentence
         */
        String take() throws IOException;
    }
}
