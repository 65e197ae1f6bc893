// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import java.time.Instant;

/**
 * What a responder who may answer has said of one certificate.
 *
 * @param status whether it was revoked
 * @param thisUpdate when that was known to be right
 * @param end from when on it is no longer believed
 */
record OcspAnswer(OcspEntry.Status status, Instant thisUpdate, Instant end) {}
