// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.keys;

import dev.sallyport.ExpiryLevel;

/**
 * How something stands that ends.
 *
 * @param expiring what
 * @param level how near the end is
 */
public record ExpiryStatus(Expiring expiring, ExpiryLevel level) {}
