// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.report;

import dev.sallyport.Event;
import dev.sallyport.EventSink;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Writes each event as one line to the logger {@link #LOGGER}; a stranger's words cannot forge another line. */
public final class LogSink implements EventSink {

    /** The name of the logger. */
    public static final String LOGGER = "dev.sallyport";

    private final Logger logger;

    /** Writes to the system's logger of our name. */
    public LogSink() {
        this(System.getLogger(LOGGER));
    }

    LogSink(Logger logger) {
        this.logger = logger;
    }

    @Override
    public void accept(Event event) {
        Level level = switch (event.severity()) {
            case INFO -> Level.INFO;
            case WARNING -> Level.WARNING;
        };
        logger.log(level, () -> PrintableText.of(event.code() + ": " + event.message()));
    }
}
