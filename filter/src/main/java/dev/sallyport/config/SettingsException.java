// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.config;

import java.util.List;

/** The settings are wrong; says everything that is, at once. */
public final class SettingsException extends RuntimeException {

    private final transient List<String> problems;

    /** Wrong for all these reasons, each a sentence that names the setting and where it was set. */
    public SettingsException(List<String> problems) {
        super("Sallyport stays shut, its settings are wrong:\n  " + String.join("\n  ", problems));
        this.problems = List.copyOf(problems);
    }

    /** Every reason. */
    public List<String> problems() {
        return problems;
    }
}
