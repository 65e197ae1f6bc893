// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.config;

import dev.sallyport.gate.Requirement;
import java.util.List;

/**
 * URL patterns and what a caller must prove there.
 *
 * @param key the setting, {@code require} or {@code require.NAME}
 * @param patterns the patterns, as the container's mappings take them
 * @param requirement what a caller must prove
 */
public record GuardedPatterns(String key, List<String> patterns, Requirement requirement) {

    /** Keeps a copy. */
    public GuardedPatterns {
        patterns = List.copyOf(patterns);
    }
}
