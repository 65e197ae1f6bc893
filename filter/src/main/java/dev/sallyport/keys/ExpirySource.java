// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.keys;

import java.util.Collection;

/**
 * Says what is in force and will end, such as the certificates of a key. Those that an application's
 * {@link java.util.ServiceLoader} finds are watched beside what Sallyport itself has.
 *
 * <p>Asked about once a minute and by whoever wants to know, by many at once: be quick and thread-safe, and give no more than
 * some hundreds.
 */
@FunctionalInterface
public interface ExpirySource {

    /** What is in force now. */
    Collection<Expiring> expiring();
}
