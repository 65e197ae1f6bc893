// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.outbound;

import dev.sallyport.Refusal;
import dev.sallyport.Way;
import dev.sallyport.peer.ClientTrust;
import dev.sallyport.peer.PeerRules;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.X509ExtendedTrustManager;
import nl.altindag.ssl.util.TrustManagerUtils;

/**
 * Which servers are believed: one immutable value, which takes the place of another as a whole.
 *
 * @param trust what proves a server's certificate
 * @param allow rules, one of which it must match, if there are any
 * @param anchors what it was made of
 * @param pkix the JDK's trust manager with the same anchors, the floor under ours, which also knows how hosts are compared
 */
record ServerTrust(ClientTrust trust, PeerRules allow, List<X509Certificate> anchors, X509ExtendedTrustManager pkix) {

    ServerTrust {
        anchors = List.copyOf(anchors);
    }

    static ServerTrust of(ClientTrust trust, PeerRules allow, List<X509Certificate> anchors) {
        return new ServerTrust(trust, allow, anchors, TrustManagerUtils.createTrustManager(anchors));
    }

    /** Why these certificates prove no server that may be called, whatever its host is; empty if they prove one. */
    Optional<Refusal> refuse(X509Certificate[] chain, Instant now) {
        return trust.verify(Arrays.asList(chain), Way.DIRECT, allow, now)
                .either(proven -> Optional.empty(), Optional::of);
    }

    /** Why the server is not the one that is called. */
    Optional<Refusal> refuse(X509Certificate[] chain, String authType, Handshake handshake, Instant now) {
        Optional<Refusal> unproven = refuse(chain, now);
        return unproven.isPresent() ? unproven : wrongHost(chain, authType, handshake);
    }

    private Optional<Refusal> wrongHost(X509Certificate[] chain, String authType, Handshake handshake) {
        String subject = chain[0].getSubjectX500Principal().getName();
        Optional<String> host = handshake.host();
        if (host.isEmpty()) {
            return Optional.of(new Refusal.WrongHost(
                    subject,
                    "(unknown)",
                    "the client has not said which host it calls (expected: a socket or an engine"
                            + " that is made for a host)"));
        }
        Optional<String> other = handshake.otherHost();
        if (other.isPresent()) {
            return Optional.of(new Refusal.WrongHost(
                    subject, host.get(), "the client has asked the server for another host, " + other.get()));
        }
        try {
            pkix.checkServerTrusted(chain, authType, EndpointView.identified(handshake.session()));
            return Optional.empty();
        } catch (CertificateException e) {
            return Optional.of(
                    isPath(chain, authType, handshake)
                            ? new Refusal.WrongHost(subject, host.get(), String.valueOf(e.getMessage()))
                            : new Refusal.BadPath(subject, "the JDK refuses it: " + e.getMessage()));
        }
    }

    private boolean isPath(X509Certificate[] chain, String authType, Handshake handshake) {
        try {
            pkix.checkServerTrusted(chain, authType, EndpointView.anyHost(handshake.session()));
            return true;
        } catch (CertificateException e) {
            return false;
        }
    }
}
