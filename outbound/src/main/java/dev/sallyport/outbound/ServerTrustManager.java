// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.outbound;

import dev.sallyport.Event;
import dev.sallyport.EventSink;
import dev.sallyport.Refusal;
import dev.sallyport.transport.TlsProfile;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Asks the {@link ServerTrust} that is in force of every server, and remembers who was believed for as long as the connection
 * lasts. Safe for use by many threads.
 */
final class ServerTrustManager extends X509ExtendedTrustManager {

    private final String outbound;
    private final TlsProfile profile;
    private final InstantSource clock;
    private final EventSink events;
    private final OpenConnections connections = new OpenConnections();
    private final AtomicBoolean toldEnded = new AtomicBoolean();
    private volatile ServerTrust trust;

    ServerTrustManager(String outbound, TlsProfile profile, InstantSource clock, EventSink events, ServerTrust first) {
        this.outbound = outbound;
        this.profile = profile;
        this.clock = clock;
        this.events = events;
        this.trust = first;
    }

    /** What is in force. */
    ServerTrust believed() {
        return trust;
    }

    /**
     * Believes this from now on; the connections to servers that it does not believe end, whatever is thrown.
     *
     * @param meanwhile is run before that, so that a pool does not hand them out any more
     */
    void become(ServerTrust next, Runnable meanwhile) {
        trust = next;
        try {
            meanwhile.run();
        } finally {
            connections.endUnless(chain -> next.refuse(chain, clock.instant()).isEmpty());
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        check(chain, authType, Handshake.of(socket));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        check(chain, authType, Handshake.of(engine));
    }

    /** Refuses, for nobody knows which host is called. */
    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        check(chain, authType, Optional.empty());
    }

    private void check(X509Certificate[] chain, String authType, Optional<Handshake> known)
            throws CertificateException {
        if (chain.length == 0) {
            throw refused(new Refusal.NoCertificate(trust.trust().name()), "(unknown)");
        }
        Handshake handshake = known.orElseThrow(() -> refused(
                new Refusal.WrongHost(
                        chain[0].getSubjectX500Principal().getName(),
                        "(unknown)",
                        "nothing is known of the connection (expected: the check of a handshake)"),
                "(unknown)"));
        String host = handshake.host().orElse("(unknown)");
        while (true) {
            ServerTrust asked = trust;
            Optional<Refusal> refusal =
                    weakTls(handshake).or(() -> asked.refuse(chain, authType, handshake, clock.instant()));
            if (refusal.isPresent()) {
                throw refused(refusal.get(), host);
            }
            connections.add(handshake.connection(), chain);
            if (trust.equals(asked)) {
                tellEnded(asked);
                return;
            } // else the connections were perhaps looked through before this one was among them
        }
    }

    /** The pins have ended, and another server may be believed by now. */
    private void tellEnded(ServerTrust asked) {
        asked.trust()
                .unpinnedSince(clock.instant())
                .filter(since -> !toldEnded.getAndSet(true))
                .ifPresent(
                        since -> events.accept(new Event.PinsEnded(asked.trust().name(), since)));
    }

    /** Whatever suites the client has enabled. */
    private Optional<Refusal> weakTls(Handshake handshake) {
        String suite = handshake.session().getCipherSuite();
        return profile.accepts(suite)
                ? Optional.empty()
                : Optional.of(new Refusal.WeakTls(suite, profile.name().toLowerCase(Locale.ROOT)));
    }

    private RefusedServerException refused(Refusal refusal, String host) {
        events.accept(new Event.OutboundRefused(outbound, host, refusal));
        return new RefusedServerException(outbound, refusal);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, @Nullable Socket socket)
            throws CertificateException {
        throw noServer();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, @Nullable SSLEngine engine)
            throws CertificateException {
        throw noServer();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw noServer();
    }

    private CertificateException noServer() {
        return new CertificateException("outbound " + outbound + " calls servers and is none itself");
    }

    /** The anchors of the moment. */
    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return trust.anchors().toArray(X509Certificate[]::new);
    }
}
