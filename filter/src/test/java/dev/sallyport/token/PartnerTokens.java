// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.token;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.sallyport.PeerIdentity;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** The examples of docs/tokens.md. */
final class PartnerTokens {

    void microProfile(JsonWebToken token, PeerIdentity peer) {
        CertificateBoundToken.require(token.getClaim("cnf"), peer);
    }

    void nimbus(JWTClaimsSet claims, PeerIdentity peer) {
        CertificateBoundToken.require(claims.getClaim("cnf"), peer);
    }

    void introspected(Map<String, ?> response, PeerIdentity peer) {
        CertificateBoundToken.require(response.get("cnf"), peer);
    }

    void bearerTokensToo(JsonWebToken token, Optional<PeerIdentity> caller) {
        CertificateBoundToken.requireIfBound(token.getClaim("cnf"), caller);
    }
}
