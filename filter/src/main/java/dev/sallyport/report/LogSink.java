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

    private static final int MOST_OF_A_STRANGER = 1000;

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
        logger.log(level(event), () -> line(event));
    }

    private static String line(Event event) {
        String line = event.code() + ": " + event.message();
        boolean ofStranger = event instanceof Event.Refused
                || event instanceof Event.WouldRefuse
                || event instanceof Event.OutboundRefused
                || event instanceof Event.FetchFails
                || event instanceof Event.Expires;
        return ofStranger ? PrintableText.of(line, MOST_OF_A_STRANGER) : PrintableText.of(line);
    }

    private static Level level(Event event) {
        return switch (event.severity()) {
            case INFO -> Level.INFO;
            case WARNING -> Level.WARNING;
            case ERROR -> Level.ERROR;
        };
    }
}
