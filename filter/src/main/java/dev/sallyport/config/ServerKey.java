// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.config;

import dev.sallyport.keys.KeyUses;
import dev.sallyport.keys.RotatingKey;

/**
 * The key that the server shows, as far as the settings name it.
 *
 * @param key the key, checked and followed
 * @param reload who is asked to read it again when it has changed
 * @param uses where it is noted that it is used; not published before {@link #open()}
 */
public record ServerKey(RotatingKey key, Reload reload, KeyUses uses) implements AutoCloseable {

    /** Whose own reload is triggered. */
    public enum Reload {
        /** Nobody's: the container does it by itself, or the application shows the key. */
        NONE,
        /** Jetty's. */
        JETTY,
        /** Tomcat's. */
        TOMCAT
    }

    /** The application opens, and uses it from now on. */
    public void open() {
        uses.publish();
    }

    /** The application uses it no longer. */
    @Override
    public void close() {
        uses.close();
    }
}
