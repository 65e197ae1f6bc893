// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.gate;

import dev.sallyport.RequireClientCert;
import dev.sallyport.Via;
import dev.sallyport.peer.ClientTrust;
import dev.sallyport.peer.PeerRules;

/**
 * A caller must be proven by this trust, match one of these rules and come by one of these ways.
 *
 * @param trust the trust that must prove the caller
 * @param allow the rules; none means everybody whom the trust proves
 * @param via the ways
 * @param reportOnly whether a refusal is only told
 * @see RequireClientCert
 */
public record Requirement(ClientTrust trust, PeerRules allow, Via via, boolean reportOnly) {}
