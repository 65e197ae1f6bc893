// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.gate;

import dev.sallyport.peer.ClientTrust;
import dev.sallyport.transport.HstsPolicy;
import dev.sallyport.transport.HttpsPolicy;
import dev.sallyport.transport.TlsProfile;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that is asked of a request, as the settings say it; immutable.
 *
 * @param https what becomes of plain HTTP
 * @param httpsReportOnly whether a redirect or refusal of plain HTTP is only told
 * @param hsts what browsers are told, if anything
 * @param tls the least that TLS must be
 * @param acceptUnknownSuite whether a secure request without a known cipher suite goes on
 * @param tlsReportOnly whether a weak suite is only told
 * @param passPreflight whether a CORS preflight passes requirements
 * @param trusts the trusts by name
 * @param identity who calls where nothing requires it: the requirement that may go unmet, if {@code identity.trust} is set
 * @param roles what a caller must be proven to be to have a role, by the role's name
 * @param sessions whether a session may only be used by the peer who first used it on a guarded path
 */
public record Policy(
        HttpsPolicy https,
        boolean httpsReportOnly,
        Optional<HstsPolicy> hsts,
        TlsProfile tls,
        boolean acceptUnknownSuite,
        boolean tlsReportOnly,
        boolean passPreflight,
        Map<String, ClientTrust> trusts,
        Optional<Requirement> identity,
        Map<String, Requirement> roles,
        SessionBinding sessions) {

    /** Keeps copies of the maps. */
    public Policy {
        trusts = Map.copyOf(trusts);
        roles = Map.copyOf(roles);
    }
}
