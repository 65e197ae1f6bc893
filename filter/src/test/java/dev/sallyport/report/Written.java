// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.report;

import java.lang.System.Logger;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** A logger that keeps what is written to it. */
final class Written implements Logger {

    final List<String> lines = new ArrayList<>();

    @Override
    public String getName() {
        return LogSink.LOGGER;
    }

    @Override
    public boolean isLoggable(Level level) {
        return true;
    }

    @Override
    public void log(
            Level level, @Nullable ResourceBundle bundle, @Nullable String message, @Nullable Throwable thrown) {
        lines.add(level + " " + message);
    }

    @Override
    public void log(
            Level level, @Nullable ResourceBundle bundle, @Nullable String format, Object @Nullable ... params) {
        lines.add(level + " " + format);
    }
}
