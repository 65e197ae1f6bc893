// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.outbound;

import dev.sallyport.Event;
import dev.sallyport.EventSink;
import dev.sallyport.Refusal;
import dev.sallyport.config.CareSettings;
import dev.sallyport.config.OutboundSettings;
import dev.sallyport.config.SettingsException;
import dev.sallyport.keys.Expiring;
import dev.sallyport.keys.Followed;
import dev.sallyport.keys.Follower;
import dev.sallyport.keys.KeyUses;
import dev.sallyport.keys.RotatingKey;
import dev.sallyport.peer.PeerRules;
import dev.sallyport.peer.Pins;
import dev.sallyport.peer.Transparency;
import dev.sallyport.report.LogSink;
import dev.sallyport.report.Sinks;
import dev.sallyport.transport.TlsProfile;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import nl.altindag.ssl.SSLFactory;
import org.jspecify.annotations.Nullable;

/**
 * Calls other services over mutual TLS: shows them our certificate, and calls them only if they are who the settings say.
 *
 * <pre>{@code
 * HttpClient billing = OutboundTls.named("billing").httpClient();
 * }</pre>
 *
 * <p>A server must be proven by the anchors, match a rule if there are rules, show a pinned key and SCTs if those are demanded,
 * meet the TLS profile, and be the host that is called, whatever the client has set about host names. What is refused ends the
 * handshake, before anything is sent; {@link #refusal} says why.
 *
 * <p>Files are read again when they change. A key that was replaced is shown on every new connection; connections that are
 * open go on. When anchors go, the connections to servers end that nothing else proves, and pools cannot use them any more.
 * Whoever has the context or the client keeps it: neither is made anew. No TLS session is resumed: each connection proves its
 * server again.
 *
 * <p>Make one and keep it. Safe for use by many threads.
 */
public final class OutboundTls implements AutoCloseable {

    static final InstantSource CLOCK = InstantSource.system();

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    private final OutboundSettings settings;
    private final KeyUses uses = new KeyUses();
    private final Optional<RotatingKey> key;
    private final List<String> reports;
    private final ServerTrustManager servers;
    private final List<Followed> followed;
    private final FollowedBy followedBy;
    private final SSLContext context;
    private final HttpsClient client;

    private OutboundTls(OutboundSettings settings, InstantSource clock, EventSink events, FollowedBy application)
            throws IOException {
        Instant now = clock.instant();
        this.settings = settings;
        this.servers = new ServerTrustManager(
                settings.name(),
                settings.profile(),
                clock,
                events,
                FollowedServers.believed(settings, settings.readAnchors(), now));
        this.key = key(settings, uses, now);
        this.reports = key.map(RotatingKey::reports).orElse(List.of());
        this.context =
                CallContext.of(() -> fresh(settings.profile(), servers, key).getSslContext());
        this.client = new HttpsClient(this::newClient);
        this.followed = Stream.concat(
                        key.stream(), Stream.of(new FollowedServers(settings, servers, client::leaveConnections)))
                .toList();
        this.followedBy = Stream.of(application, new FollowedBy.Itself(new Follower(clock, events)))
                .filter(each -> each.follow(followed))
                .findFirst()
                .orElseThrow();
    }

    private static Optional<RotatingKey> key(OutboundSettings settings, KeyUses uses, Instant now) throws IOException {
        Optional<RotatingKey.Builder> builder = settings.rotatingKey(uses);
        return builder.isEmpty() ? Optional.empty() : Optional.of(builder.get().read(now));
    }

    private static SSLFactory fresh(TlsProfile profile, ServerTrustManager servers, Optional<RotatingKey> key) {
        SSLFactory.Builder builder = SSLFactory.builder()
                .withTrustMaterial(servers)
                .withProtocols(Suites.protocols(profile))
                .withCiphers(Suites.of(profile));
        key.ifPresent(own -> builder.withIdentityMaterial(own.keyManager()));
        return builder.build();
    }

    private HttpClient newClient() {
        return HttpClient.newBuilder()
                .sslContext(context)
                .connectTimeout(CONNECT_TIMEOUT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /**
     * What calls the servers of this name in the settings of the present application, always the same one. The application is told by
     * the context class loader of the thread; its settings stand in system properties and environment variables, and in context
     * parameters of a WAR. A thread of no application, such as one of the common pool, is refused where there are WARs, for it does
     * not know their context parameters; so is one of a WAR that has not started, or has ended.
     *
     * @throws SettingsException with every problem, if the settings are wrong, not known, or do not have the name
     */
    public static OutboundTls named(String name) {
        return Application.current().get(name);
    }

    /** Closes what {@link #named} has opened for the present application. WARs and CDI containers do so by themselves. */
    public static void closeAll() {
        Application.current().close();
    }

    /** The name in the settings. */
    public String name() {
        return settings.name();
    }

    /**
     * For clients of every kind: sockets and engines must be made for a host, else the server is refused. It cannot be used to be
     * called.
     */
    public SSLContext sslContext() {
        return context;
    }

    /**
     * A client that calls by HTTPS only, follows no redirects, and gives up connecting after ten seconds; always the same one.
     * Another address than {@code https:} is an {@link IllegalArgumentException}. It has no WebSockets.
     */
    public HttpClient httpClient() {
        return client;
    }

    /**
     * Reads all files again now, whether or not they have changed, and says how everything is then: our key, if there is one, and the
     * servers. Where the application follows them, it reads all that it follows.
     */
    public List<Follower.Status> reload() {
        return ours(followedBy.reload());
    }

    /** How everything is that is followed: our key, if there is one, and the servers. */
    public List<Follower.Status> statuses() {
        return ours(followedBy.statuses());
    }

    private List<Follower.Status> ours(List<Follower.Status> all) {
        Set<String> names = followed.stream().map(Followed::name).collect(Collectors.toSet());
        return all.stream().filter(status -> names.contains(status.name())).toList();
    }

    /**
     * Follows the files no more; what was made of it goes on with what is in force. What {@link #named} gave is closed by
     * {@link #closeAll}.
     */
    @Override
    public void close() {
        followedBy.unfollow(followed);
        uses.close();
    }

    /** Where the files are; no password. */
    @Override
    public String toString() {
        return settings.toString();
    }

    /** What ends: our certificate, those of its issuers that are shown with it, and the anchors but those of the JDK. */
    List<Expiring> expiring() {
        Stream<Expiring> own = key.stream()
                .map(rotating -> rotating.current().chain())
                .flatMap(chain -> Expiring.all(Expiring.Kind.OUTBOUND_KEY, settings.name(), chain).stream());
        List<X509Certificate> anchors =
                settings.anchors().isEmpty() ? List.of() : servers.believed().anchors();
        return Stream.concat(
                        own, Expiring.all(Expiring.Kind.TRUST_ANCHOR, "outbound." + settings.name(), anchors).stream())
                .toList();
    }

    /** Why a server was refused, out of whatever a client has thrown because of that; empty if it has thrown for another reason. */
    public static Optional<Refusal> refusal(Throwable thrown) {
        return RefusedServerException.in(thrown).map(RefusedServerException::refusal);
    }

    /** Begins with a name, for the log. */
    public static Builder builder(String name) {
        return new Builder(name);
    }

    /**
     * Made by the settings.
     *
     * @param application is asked to follow the files; if it does not, they are followed all the same
     */
    static OutboundTls of(OutboundSettings settings, InstantSource clock, EventSink events, FollowedBy application)
            throws IOException {
        return new OutboundTls(settings, clock, events, application);
    }

    /** Says how servers are called, by code; the defaults are those of the settings. */
    public static final class Builder {

        private final String name;
        private @Nullable Path keys;
        private @Nullable Path key;
        private char[] password = {};
        private List<Path> issuers = List.of();
        private List<Path> anchors = List.of();
        private boolean anchorsOfJdk;
        private char[] anchorsPassword = {};
        private @Nullable Pins pins;
        private PeerRules allow = PeerRules.ANYBODY;
        private @Nullable Transparency transparency;
        private TlsProfile profile = TlsProfile.INTERMEDIATE;
        private InstantSource clock = CLOCK;
        private EventSink events = new LogSink();

        private Builder(String name) {
            this.name = name;
        }

        /** The file with our certificate, those of its issuers, and the key unless {@link #key} names another for that. */
        public Builder keys(Path file) {
            this.keys = file;
            return this;
        }

        /** The file with our key alone. */
        public Builder key(Path file) {
            this.key = file;
            return this;
        }

        /** What opens the key, or the store it is in. */
        public Builder password(char[] word) {
            this.password = word.clone();
            return this;
        }

        /** Files with the CAs in one of which our chain must end; by default that is not known. */
        public Builder issuers(Path... files) {
            this.issuers = List.of(files);
            return this;
        }

        /** Files, and folders of files, with the CAs whose servers are believed. */
        public Builder anchors(Path... files) {
            this.anchors = List.of(files);
            return this;
        }

        /** Believes the servers of the CAs that the JDK comes with, or that {@code javax.net.ssl.trustStore} names. */
        public Builder anchorsOfJdk() {
            this.anchorsOfJdk = true;
            return this;
        }

        /** What opens stores among the anchors. */
        public Builder anchorsPassword(char[] word) {
            this.anchorsPassword = word.clone();
            return this;
        }

        /** Which keys, one of them at least, the path of every server must have; they cannot be such as only report. */
        public Builder pins(Pins pins) {
            this.pins = pins;
            return this;
        }

        /** Rules, one of which every server must match, beside being the host that is called. */
        public Builder allow(PeerRules rules) {
            this.allow = rules;
            return this;
        }

        /** To which logs the certificate of every server must have been shown; it cannot be such as only reports. */
        public Builder transparency(Transparency logs) {
            this.transparency = logs;
            return this;
        }

        /** The least that TLS must be, {@link TlsProfile#INTERMEDIATE} by default; it cannot be off. */
        public Builder tlsProfile(TlsProfile least) {
            this.profile = least;
            return this;
        }

        /** The time, the system's by default. */
        public Builder clock(InstantSource source) {
            this.clock = source;
            return this;
        }

        /** Where events go, the log by default. */
        public Builder events(EventSink sink) {
            this.events = sink;
            return this;
        }

        /**
         * Reads the files and begins to follow them.
         *
         * @throws IOException if a file cannot be used; its message is one sentence
         * @throws IllegalArgumentException if something is missing, or does not go together
         */
        public OutboundTls build() throws IOException {
            boolean reportsOnly =
                    (pins != null && pins.reportOnly()) || (transparency != null && transparency.reportOnly());
            if (anchors.isEmpty() != anchorsOfJdk || profile == TlsProfile.OFF || reportsOnly) {
                throw new IllegalArgumentException("outbound " + name + " (expected: anchors or those of the JDK, a TLS"
                        + " profile, and pins and logs that refuse)");
            }
            if (keys == null && (key != null || password.length > 0 || !issuers.isEmpty())) {
                throw new IllegalArgumentException("outbound " + name + " has no certificate (expected: keys too)");
            }
            OutboundSettings settings = new OutboundSettings(
                    name,
                    Optional.ofNullable(keys),
                    Optional.ofNullable(key),
                    new String(password),
                    issuers,
                    anchors,
                    new String(anchorsPassword),
                    Optional.ofNullable(pins),
                    allow,
                    Optional.ofNullable(transparency),
                    profile,
                    new CareSettings("", Set.of()));
            Sinks undisturbed = new Sinks(List.of(events));
            OutboundTls tls = of(settings, clock, undisturbed, FollowedBy.NOBODY);
            tls.reports.forEach(report -> undisturbed.accept(new Event.Advice(report)));
            return tls;
        }
    }
}
