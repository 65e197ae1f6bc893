// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import dev.sallyport.NameSource;

/**
 * A name out of a certificate.
 *
 * @param source where it stands
 * @param value the name
 */
record PeerName(NameSource source, String value) {}
