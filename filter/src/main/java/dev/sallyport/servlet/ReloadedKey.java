// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.servlet;

import dev.sallyport.keys.Followed;
import dev.sallyport.keys.RotatingKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The server's key in files that the container reads, too: it is told to do so when they have changed and are well. */
final class ReloadedKey implements Followed {

    /** Tells the container. */
    @FunctionalInterface
    interface Container {
        void reload() throws IOException;
    }

    private final RotatingKey key;
    private final Container container;
    private String untold = "";

    ReloadedKey(RotatingKey key, Container container) {
        this.key = key;
        this.container = container;
    }

    @Override
    public String name() {
        return key.name();
    }

    @Override
    public List<Path> files() {
        return key.files();
    }

    /** A container that fails is told again, until it has done it. */
    @Override
    public synchronized Optional<Change> read(Instant now) throws IOException {
        Optional<Change> change = key.read(now);
        return change.isEmpty() && untold.isEmpty() ? Optional.empty() : Optional.of(() -> take(change));
    }

    private synchronized String take(Optional<Change> change) throws IOException {
        if (change.isPresent()) {
            untold = change.get().take();
        }
        container.reload();
        String told = untold;
        untold = "";
        return told;
    }
}
