// SPDX-License-Identifier: Apache-2.0
package dev.sallyport;

import java.time.Instant;
import java.util.List;

/**
 * Why a request was refused: every case of the product. The code is for callers and alerts and never changes; the
 * message and the evidence are for the operator and never reach the caller.
 */
public sealed interface Refusal {

    /** The stable code, such as {@code expired}. */
    String code();

    /** One sentence for the log, with the evidence; a stranger's words in it are not yet safe to print. */
    String message();

    /** The status of the answer: 403, unless the case says otherwise. */
    default int status() {
        return 403;
    }

    /** Whether it is only told: the request goes on then, without an identity. */
    default boolean reportOnly() {
        return false;
    }

    /** The application is not open yet, or its settings are wrong. */
    record NotReady(String reason) implements Refusal {
        @Override
        public String code() {
            return "not-ready";
        }

        @Override
        public String message() {
            return "not open: " + reason;
        }

        @Override
        public int status() {
            return 503;
        }
    }

    /** A method that must not be redirected came over plain HTTP. */
    record PlaintextMethod(String method) implements Refusal {
        @Override
        public String code() {
            return "plaintext-method";
        }

        @Override
        public String message() {
            return "came over plain HTTP with the method " + method;
        }
    }

    /** A secret came over plain HTTP and must be taken for leaked. */
    record PlaintextSecret(String header) implements Refusal {
        @Override
        public String code() {
            return "plaintext-secret";
        }

        @Override
        public String message() {
            return "came over plain HTTP with the header " + header + ", whose value must be taken for leaked";
        }
    }

    /** Plain HTTP that is not to be redirected, by setting or for want of a port to go to. */
    record Plaintext(String reason) implements Refusal {
        @Override
        public String code() {
            return "plaintext";
        }

        @Override
        public String message() {
            return "came over plain HTTP: " + reason;
        }
    }

    /** Plain HTTP that says it was HTTPS, from a peer that is no trusted proxy. */
    record UntrustedProxy(String address, String header) implements Refusal {
        @Override
        public String code() {
            return "untrusted-proxy";
        }

        @Override
        public String message() {
            return "the header " + header + " from " + address
                    + " says that the request came over HTTPS, but no trusted proxy is set";
        }
    }

    /** A trusted proxy said something in a way that cannot be read. */
    record ForwardedMalformed(String proxy, String header, String reason) implements Refusal {
        @Override
        public String code() {
            return "forwarded-malformed";
        }

        @Override
        public String message() {
            return "the header " + header + " from the proxy " + proxy + " is malformed: " + reason;
        }

        @Override
        public int status() {
            return 400;
        }
    }

    /** What is said of the first connection contradicts itself, or somebody before us has acted on it already. */
    record ForwardedConflict(String sender, String reason) implements Refusal {
        @Override
        public String code() {
            return "forwarded-conflict";
        }

        @Override
        public String message() {
            return "what " + sender + " says of the first connection cannot be believed: " + reason;
        }

        @Override
        public int status() {
            return 400;
        }
    }

    /** A request that may have been replayed: it came as early data of TLS 1.3, as its proxy says (RFC 8470, section 5.2). */
    record TooEarly(String proxy) implements Refusal {
        @Override
        public String code() {
            return "too-early";
        }

        @Override
        public String message() {
            return "came as early data to the proxy " + proxy + ", and may have been replayed";
        }

        @Override
        public int status() {
            return 425;
        }
    }

    /** A request without one well-formed host. */
    record BadHost(String host) implements Refusal {
        @Override
        public String code() {
            return "bad-host";
        }

        @Override
        public String message() {
            return "no well-formed host: " + host;
        }

        @Override
        public int status() {
            return 400;
        }
    }

    /** A host that is not ours. */
    record HostNotAllowed(String host) implements Refusal {
        @Override
        public String code() {
            return "host-not-allowed";
        }

        @Override
        public String message() {
            return "the host " + host + " is not in https.allowed-hosts";
        }

        @Override
        public int status() {
            return 421;
        }
    }

    /** A request target that cannot be repeated in a header. */
    record BadTarget(String target) implements Refusal {
        @Override
        public String code() {
            return "bad-target";
        }

        @Override
        public String message() {
            return "no well-formed request target: " + target;
        }

        @Override
        public int status() {
            return 400;
        }
    }

    /** A cipher suite below the profile, or an unknown one. */
    record WeakTls(String cipherSuite, String profile) implements Refusal {
        @Override
        public String code() {
            return "weak-tls";
        }

        @Override
        public String message() {
            return "the cipher suite " + cipherSuite + " is outside the profile " + profile;
        }
    }

    /** No certificate was presented where one is required. */
    record NoCertificate(String trust) implements Refusal {
        @Override
        public String code() {
            return "no-certificate";
        }

        @Override
        public String message() {
            return "no certificate was presented, one of the trust " + trust + " is required";
        }
    }

    /** A certificate that came by another way than it must here. */
    record WrongWay(String subject, Way way, Via wanted) implements Refusal {
        @Override
        public String code() {
            return "wrong-way";
        }

        @Override
        public String message() {
            String came = way instanceof Way.Proxied proxied ? "through the proxy " + proxied.proxy() : "directly";
            return "the certificate of " + subject + " came " + came + ", but must come "
                    + (wanted == Via.DIRECT ? "directly" : "through a proxy");
        }
    }

    /** A certificate that the proxy which forwards it has not verified. */
    record UnverifiedByProxy(String subject, String proxy) implements Refusal {
        @Override
        public String code() {
            return "unverified-by-proxy";
        }

        @Override
        public String message() {
            return "the proxy " + proxy + " does not say that it has verified the certificate of " + subject;
        }
    }

    /** A certificate that cannot be read, or is no client certificate by its form. */
    record BadCertificate(String subject, String reason) implements Refusal {
        @Override
        public String code() {
            return "bad-certificate";
        }

        @Override
        public String message() {
            return "the certificate of " + subject + " cannot be used: " + reason;
        }
    }

    /** More certificates, or larger ones, than a path can need. */
    record TooManyCertificates(int count, int limit) implements Refusal {
        @Override
        public String code() {
            return "too-many-certificates";
        }

        @Override
        public String message() {
            return count + " certificates were presented, more than " + limit;
        }
    }

    /** A certificate after its time. */
    record Expired(String subject, Instant notAfter, Instant now) implements Refusal {
        @Override
        public String code() {
            return "expired";
        }

        @Override
        public String message() {
            return "the certificate of " + subject + " expired at " + notAfter + ", checked at " + now;
        }
    }

    /** A certificate before its time. */
    record NotYetValid(String subject, Instant notBefore, Instant now) implements Refusal {
        @Override
        public String code() {
            return "not-yet-valid";
        }

        @Override
        public String message() {
            return "the certificate of " + subject + " is not valid before " + notBefore + ", checked at " + now;
        }
    }

    /** A certificate made for something else. */
    record WrongUsage(String subject, String reason) implements Refusal {
        @Override
        public String code() {
            return "wrong-usage";
        }

        @Override
        public String message() {
            return "the certificate of " + subject + " has the wrong usage: " + reason;
        }
    }

    /** A key or a signature that is too weak. */
    record WeakAlgorithm(String subject, String reason) implements Refusal {
        @Override
        public String code() {
            return "weak-algorithm";
        }

        @Override
        public String message() {
            return "the certificate of " + subject + " is too weak: " + reason;
        }
    }

    /** No path leads to an anchor of the trust. */
    record UnknownIssuer(String subject, String issuer, String trust) implements Refusal {
        @Override
        public String code() {
            return "unknown-issuer";
        }

        @Override
        public String message() {
            return "the certificate of " + subject + ", issued by " + issuer + ", leads to no anchor of the trust "
                    + trust;
        }
    }

    /** Not one of the exact certificates of the trust. */
    record UnknownCertificate(String subject, String sha256, String trust) implements Refusal {
        @Override
        public String code() {
            return "unknown-certificate";
        }

        @Override
        public String message() {
            return "the certificate of " + subject + ", SHA-256 " + sha256 + ", is not among those of the trust "
                    + trust;
        }
    }

    /** A path leads to an anchor, but breaks a rule of certification paths. */
    record BadPath(String subject, String reason) implements Refusal {
        @Override
        public String code() {
            return "bad-path";
        }

        @Override
        public String message() {
            return "the path of the certificate of " + subject + " is invalid: " + reason;
        }
    }

    /**
     * No key on the path of a caller is one that his trust has pinned.
     *
     * @param keys the pins of the keys on his path, his own first
     */
    record NotPinned(String subject, String trust, List<String> keys, boolean reportOnly) implements Refusal {
        /** Keeps a copy. */
        public NotPinned {
            keys = List.copyOf(keys);
        }

        @Override
        public String code() {
            return "not-pinned";
        }

        @Override
        public String message() {
            return "the path of the certificate of " + subject + " has no key that the trust " + trust
                    + " has pinned, but these: " + keys;
        }
    }

    /** A certificate that was not shown to the logs of Certificate Transparency as its trust demands. */
    record NotLogged(String subject, String trust, String reason, boolean reportOnly) implements Refusal {
        @Override
        public String code() {
            return "not-logged";
        }

        @Override
        public String message() {
            return "the certificate of " + subject + " is in no logs that the trust " + trust + " demands: " + reason;
        }
    }

    /** A certificate that its issuer has revoked, how it says so ({@code CRL} or {@code OCSP}), and of when that is. */
    record Revoked(String subject, String serialNumber, String source, Instant thisUpdate) implements Refusal {
        @Override
        public String code() {
            return "revoked";
        }

        @Override
        public String message() {
            return "the certificate of " + subject + ", number " + serialNumber + ", is revoked by its issuer: "
                    + source + " of " + thisUpdate;
        }
    }

    /** A certificate of which nobody can say that it was not revoked. */
    record RevocationUnknown(String subject, String reason) implements Refusal {
        @Override
        public String code() {
            return "revocation-unknown";
        }

        @Override
        public String message() {
            return "whether the certificate of " + subject + " was revoked is unknown: " + reason;
        }
    }

    /** The source that shall name the peer has several values. */
    record AmbiguousName(String subject, NameSource source, List<String> names) implements Refusal {
        /** Keeps a copy. */
        public AmbiguousName {
            names = List.copyOf(names);
        }

        @Override
        public String code() {
            return "ambiguous-name";
        }

        @Override
        public String message() {
            return "the certificate of " + subject + " has several names of the kind " + source.key() + ": " + names;
        }
    }

    /** Nothing in the certificate names the peer. */
    record NoName(String subject, String sources) implements Refusal {
        @Override
        public String code() {
            return "no-name";
        }

        @Override
        public String message() {
            return "the certificate of " + subject + " has no single name of the kind " + sources;
        }
    }

    /**
     * A session that belongs to somebody else.
     *
     * @param owner whose it is
     * @param caller who came with its id
     */
    record SessionMismatch(String owner, String caller) implements Refusal {
        @Override
        public String code() {
            return "session-mismatch";
        }

        @Override
        public String message() {
            return "the session belongs to " + owner + ", but came with " + caller;
        }
    }

    /**
     * A peer who is proven, but may not call here.
     *
     * @param allow the first of the rules, ten at most
     * @param more how many rules follow those
     */
    record NotAllowed(String subject, String trust, List<String> allow, int more) implements Refusal {
        /** Keeps a copy. */
        public NotAllowed {
            allow = List.copyOf(allow);
        }

        @Override
        public String code() {
            return "not-allowed";
        }

        @Override
        public String message() {
            return "the peer " + subject + ", proven by the trust " + trust + ", matches none of " + allow
                    + (more == 0 ? "" : " and of " + more + " more");
        }
    }

    /** An access token that is bound to no certificate where it must be (RFC 8705, section 3). */
    record TokenUnbound(String caller, String reason) implements Refusal {
        @Override
        public String code() {
            return "token-unbound";
        }

        @Override
        public String message() {
            return "the access token that " + caller + " presents is bound to no certificate: " + reason;
        }

        @Override
        public int status() {
            return 401;
        }
    }

    /** An access token that is bound to another certificate than the caller's, or cannot be read (RFC 8705, section 3). */
    record TokenMismatch(String caller, String reason) implements Refusal {
        @Override
        public String code() {
            return "token-mismatch";
        }

        @Override
        public String message() {
            return "the access token that " + caller + " presents is not for this caller: " + reason;
        }

        @Override
        public int status() {
            return 401;
        }
    }

    /** A peer who is proven, but does not become a caller, such as one whom an identity store refuses. */
    record InvalidCaller(String subject, String trust, String answer) implements Refusal {
        @Override
        public String code() {
            return "invalid-caller";
        }

        @Override
        public String message() {
            return "the peer " + subject + ", proven by the trust " + trust + ", is not accepted as a caller: "
                    + answer;
        }
    }

    /** A server that we call and whose certificate is not for the host that is called, or nobody knows which host that is. */
    record WrongHost(String subject, String host, String reason) implements Refusal {
        @Override
        public String code() {
            return "wrong-host";
        }

        @Override
        public String message() {
            return "the certificate of " + subject + " does not prove the host " + host + ": " + reason;
        }
    }
}
