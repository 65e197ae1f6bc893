// SPDX-License-Identifier: Apache-2.0
package dev.sallyport;

import java.time.Instant;
import java.util.List;

/** What an operator should know of: each case has a stable code and one sentence, and is one line of the log. */
public sealed interface Event {

    /** How much it matters. */
    enum Severity {
        /** All is well. */
        INFO,
        /** Somebody should look at it. */
        WARNING,
        /** Something does not work any more, or soon will not, unless somebody acts. */
        ERROR
    }

    /** The stable code, such as {@code refused}. */
    String code();

    /** One sentence with the evidence; a stranger's words in it are not yet safe to print. */
    String message();

    /** How much it matters. */
    default Severity severity() {
        return Severity.WARNING;
    }

    /**
     * A request was refused.
     *
     * @param id the id that the answer to the caller bears, {@code urn:uuid:…}
     * @param refusal why
     * @param method the request's method
     * @param target the request's target, without its query
     * @param remoteAddress where it came from
     */
    record Refused(String id, Refusal refusal, String method, String target, String remoteAddress) implements Event {
        @Override
        public String code() {
            return "refused";
        }

        @Override
        public String message() {
            return refusal.code() + ": " + refusal.message() + " (" + method + ' ' + target + " from " + remoteAddress
                    + ", " + id + ')';
        }
    }

    /**
     * A request went on although a rule that is set to report only would have refused it.
     *
     * @param refusal why it would have been refused
     * @param method the request's method
     * @param target the request's target, without its query
     * @param remoteAddress where it came from
     */
    record WouldRefuse(Refusal refusal, String method, String target, String remoteAddress) implements Event {
        @Override
        public String code() {
            return "would-refuse";
        }

        @Override
        public String message() {
            return refusal.code() + ": " + refusal.message() + " (" + method + ' ' + target + " from " + remoteAddress
                    + ", report only)";
        }
    }

    /**
     * A caller was refused for want of a certificate, and no caller has presented one since the start: the connector
     * may not ask for it. Said once.
     */
    record NeverAsked() implements Event {
        @Override
        public String code() {
            return "never-asked";
        }

        @Override
        public String message() {
            return "no caller has presented a certificate since the start: if that stays so, the connector does not ask"
                    + " for one, and every guarded path refuses everybody (docs/containers.md says how to make it ask)";
        }
    }

    /**
     * The application asked for a header by which proxies speak, which a stranger had sent, and was not shown it. Said the first
     * time, the tenth, the hundredth and so on.
     *
     * @param header its name
     * @param remoteAddress where the last one came from
     * @param count how often that has happened
     */
    record HeaderHidden(String header, String remoteAddress, long count) implements Event {
        @Override
        public String code() {
            return "header-hidden";
        }

        @Override
        public String message() {
            return "the header " + header + " of a request from " + remoteAddress
                    + " was hidden from the application, for no trusted proxy had set it (" + count + " so far)";
        }
    }

    /**
     * The pins of a trust have ended: whoever is proven is believed again, whatever keys he has. Said once.
     *
     * @param trust the trust
     * @param since when they ended
     */
    record PinsEnded(String trust, Instant since) implements Event {
        @Override
        public String code() {
            return "pins-ended";
        }

        @Override
        public String message() {
            return "the pins of the trust " + trust + " ended at " + since
                    + ": they bind nobody until new ones are set, with a later pins-until";
        }
    }

    /**
     * Something that is fetched, or all that a host has, cannot be had any more. Said once, when it begins.
     *
     * @param what what, with its address but without the query
     * @param reason why
     */
    record FetchFails(String what, String reason) implements Event {
        @Override
        public String code() {
            return "fetch-fails";
        }

        @Override
        public String message() {
            return what + " cannot be had: " + reason;
        }
    }

    /**
     * A file, or a folder, that is looked at again and again cannot be used. What was read there before still counts. Said
     * once for each time that it changes.
     *
     * @param file which
     * @param reason why
     */
    record FileUnusable(String file, String reason) implements Event {
        @Override
        public String code() {
            return "file-unusable";
        }

        @Override
        public String message() {
            return file + " cannot be used, and what was read there before still counts: " + reason;
        }
    }

    /**
     * Certificates or keys in files were replaced, and the new ones are in force.
     *
     * @param what what they are
     * @param present what is in force now
     */
    record Rotated(String what, String present) implements Event {
        @Override
        public String code() {
            return "rotated";
        }

        @Override
        public String message() {
            return what + " was read anew, and in force now is " + present;
        }

        @Override
        public Severity severity() {
            return Severity.INFO;
        }
    }

    /**
     * A caller was proven by an anchor that is being retired, and would not be without it. Said the first time, and once a day
     * while it goes on.
     *
     * @param trust the trust
     * @param name who called
     * @param anchor the subject of the CA that has issued his certificate
     */
    record RetiringAnchorUsed(String trust, String name, String anchor) implements Event {
        @Override
        public String code() {
            return "retiring-anchor-used";
        }

        @Override
        public String message() {
            return name + " still comes by an anchor that the trust " + trust + " is retiring: a certificate issued by "
                    + anchor;
        }
    }

    /**
     * Callers whose names are more than can be noted were proven by an anchor that is being retired. Said the first time, and once a
     * day while it goes on.
     *
     * @param trust the trust
     * @param count how often they came
     */
    record RetiringAnchorUsedByOthers(String trust, long count) implements Event {
        @Override
        public String code() {
            return "retiring-anchor-used-by-others";
        }

        @Override
        public String message() {
            return "more callers than can be noted by name still come by an anchor that the trust " + trust
                    + " is retiring (" + count + " times so far)";
        }
    }

    /**
     * Files that could not be used hold again what is in force. Said once.
     *
     * @param what what they hold
     */
    record FileUsable(String what) implements Event {
        @Override
        public String code() {
            return "file-usable";
        }

        @Override
        public String message() {
            return "the files of " + what + " can be used again, and hold what is in force";
        }

        @Override
        public Severity severity() {
            return Severity.INFO;
        }
    }

    /**
     * What could not be fetched can be again. Said once.
     *
     * @param what what
     */
    record FetchRecovered(String what) implements Event {
        @Override
        public String code() {
            return "fetch-recovered";
        }

        @Override
        public String message() {
            return what + " can be had again";
        }

        @Override
        public Severity severity() {
            return Severity.INFO;
        }
    }

    /**
     * Something ends soon, or has ended. Said when its level rises, and once a day as long as it lasts.
     *
     * @param level how near the end is; never {@link ExpiryLevel#VALID}
     * @param what what ends, for people
     * @param notAfter when
     */
    record Expires(ExpiryLevel level, String what, Instant notAfter) implements Event {
        /** Checks that there is something to say. */
        public Expires {
            if (level == ExpiryLevel.VALID) {
                throw new IllegalArgumentException("what is valid is not told (expected: SOON, URGENT or EXPIRED)");
            }
        }

        /** {@code expires-soon}, {@code expires-urgently} or {@code expired}. */
        @Override
        public String code() {
            return switch (level) {
                case EXPIRED -> "expired";
                case URGENT -> "expires-urgently";
                default -> "expires-soon";
            };
        }

        @Override
        public String message() {
            return what + (level == ExpiryLevel.EXPIRED ? " expired at " : " expires at ") + notAfter;
        }

        @Override
        public Severity severity() {
            return level == ExpiryLevel.SOON ? Severity.WARNING : Severity.ERROR;
        }
    }

    /**
     * The settings are proven and the application is open.
     *
     * @param guarded what is guarded: servlet names and patterns
     */
    record Opened(List<String> guarded) implements Event {
        /** Keeps a copy. */
        public Opened {
            guarded = List.copyOf(guarded);
        }

        @Override
        public String code() {
            return "opened";
        }

        @Override
        public String message() {
            return "open over HTTPS; client certificates are required by " + guarded;
        }

        @Override
        public Severity severity() {
            return Severity.INFO;
        }
    }

    /**
     * A setting, or something about the application, is allowed but should be known.
     *
     * @param message what
     */
    record Advice(String message) implements Event {
        @Override
        public String code() {
            return "advice";
        }
    }

    /**
     * The application stays shut.
     *
     * @param problems every reason
     */
    record StaysShut(List<String> problems) implements Event {
        /** Keeps a copy. */
        public StaysShut {
            problems = List.copyOf(problems);
        }

        @Override
        public String code() {
            return "stays-shut";
        }

        @Override
        public String message() {
            return String.join("; ", problems);
        }
    }

    /**
     * A server that we call was refused, and nothing was sent to it.
     *
     * @param outbound by which name of the settings it was called
     * @param host the host that was called, as far as it is known
     * @param refusal why
     */
    record OutboundRefused(String outbound, String host, Refusal refusal) implements Event {
        @Override
        public String code() {
            return "outbound-refused";
        }

        @Override
        public String message() {
            return refusal.code() + ": " + refusal.message() + " (the server " + host + ", called by outbound "
                    + outbound + ')';
        }
    }
}
