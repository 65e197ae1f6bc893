// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.fetch;

import java.time.Instant;

/**
 * What was fetched.
 *
 * @param value what came
 * @param until when it ends by its own word
 */
public record Fetched<V>(V value, Instant until) {}
