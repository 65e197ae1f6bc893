// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import dev.sallyport.NameSource;
import dev.sallyport.Refusal;
import dev.sallyport.Way;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Whom we know: certificates and a time go in, a {@link VerifiedPeer} or a {@link Refusal} comes out. */
public final class ClientTrust {

    private final String name;

    private ClientTrust(Builder builder) {
        this.name = builder.name;
    }

    /** A trust to be built, by the name it has in the settings. */
    public static Builder named(String name) {
        return new Builder(name);
    }

    /** The name in the settings. */
    public String name() {
        return name;
    }

    /**
     * Who presented these certificates, and may he call?
     *
     * @param presented what the caller presented, its own certificate first
     * @param way by which way they came
     * @param allow rules one of which must match; none means everybody whom this trust proves
     * @param now the time to check at
     */
    public Verdict verify(List<X509Certificate> presented, Way way, List<PeerRule> allow, Instant now) {
        return new Verdict.Refused(new Refusal.NoCertificate(name));
    }

    /** Says what a trust believes; exactly one of anchors, certificates and container is needed. */
    public static final class Builder {
        private final String name;

        private Builder(String name) {
            this.name = name;
        }

        /** Believes paths to one of these. */
        public Builder anchors(Collection<X509Certificate> anchors) {
            return this;
        }

        /** Believes exactly these certificates and no others. */
        public Builder certificates(Collection<X509Certificate> certificates) {
            return this;
        }

        /** Believes what the container has verified. */
        public Builder container() {
            return this;
        }

        /** Which usage makes a client certificate. */
        public Builder usage(UsagePolicy usage) {
            return this;
        }

        /** The one source that names the peer, instead of the default order. */
        public Builder nameSource(NameSource source) {
            return this;
        }

        /** Checks everything; {@link IllegalArgumentException} says what is missing. */
        public ClientTrust build() {
            return new ClientTrust(this);
        }
    }
}
