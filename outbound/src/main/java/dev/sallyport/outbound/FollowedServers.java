// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.outbound;

import dev.sallyport.config.OutboundSettings;
import dev.sallyport.keys.Followed;
import dev.sallyport.keys.TrustSource;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The servers that are believed, read again when the files of the anchors change. */
final class FollowedServers implements Followed {

    private final OutboundSettings settings;
    private final ServerTrustManager manager;
    private final Runnable changed;
    private volatile boolean isHalfTaken;

    /**
     * Follows what the manager believes.
     *
     * @param changed is run after others are believed
     */
    FollowedServers(OutboundSettings settings, ServerTrustManager manager, Runnable changed) {
        this.settings = settings;
        this.manager = manager;
        this.changed = changed;
    }

    @Override
    public String name() {
        return "the servers of outbound " + settings.name();
    }

    @Override
    public List<Path> files() {
        return settings.anchorFiles();
    }

    @Override
    public Optional<Change> read(Instant now) throws IOException {
        List<X509Certificate> anchors = settings.readAnchors();
        if (!isHalfTaken && anchors.equals(manager.believed().anchors())) {
            return Optional.empty();
        }
        ServerTrust next = believed(settings, anchors, now);
        return Optional.of(() -> take(next));
    }

    private String take(ServerTrust next) {
        isHalfTaken = true; // what is thrown now is told, and all of it is done again
        manager.become(next, changed);
        isHalfTaken = false;
        int anchors = next.anchors().size();
        return anchors == 1 ? "1 anchor" : anchors + " anchors";
    }

    /** Anchors that are not valid do not hinder those that are; but one must be. */
    static ServerTrust believed(OutboundSettings settings, List<X509Certificate> anchors, Instant now)
            throws IOException {
        if (!TrustSource.isAnyValid(anchors, now)) {
            throw new IOException("none of the anchors is valid at this time");
        }
        try {
            return ServerTrust.of(settings.trust(anchors), settings.allow(), anchors);
        } catch (IllegalArgumentException e) {
            throw new IOException(String.valueOf(e.getMessage()), e);
        }
    }
}
