// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import dev.sallyport.Refusal;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Demands that the certificate of every caller was shown to logs, so that nobody was named in secret: it must bear SCTs, of
 * several logs, of several operators, and of one log at least that is not retired.
 *
 * @param logs the logs that are believed
 * @param maxAge how old the list of them may become; nobody is let in by an older one
 * @param scts of how many logs
 * @param operators of how many operators
 * @param reportOnly whether a caller without them is only told of
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6962#section-3.3">RFC 6962, section 3.3</a>
 */
public record Transparency(LogList logs, Duration maxAge, int scts, int operators, boolean reportOnly) {

    private static final Duration OLDEST = Duration.ofDays(3653);

    /** Checks the numbers; {@link IllegalArgumentException} quotes one that is none. */
    public Transparency {
        if (maxAge.isZero() || maxAge.isNegative() || maxAge.compareTo(OLDEST) > 0) {
            throw new IllegalArgumentException(
                    "'" + maxAge + "' (expected: an age above zero, and of ten years at most)");
        }
        if (operators < 1 || scts < operators) {
            throw new IllegalArgumentException("'" + scts + "' SCTs of '" + operators
                    + "' operators (expected: one of each at least, and not more operators than SCTs)");
        }
    }

    /** Why nobody is let in at this time, whatever he shows: the list is too old, or not yet published. */
    public Optional<String> unusable(Instant now) {
        if (now.isBefore(logs.timestamp())) {
            return Optional.of("the log list is of " + logs.timestamp() + ", which is still to come");
        }
        return now.isBefore(end())
                ? Optional.empty()
                : Optional.of("the log list is of " + logs.timestamp() + " and older than " + maxAge);
    }

    /** When the list is too old. */
    public Instant end() {
        return logs.timestamp().plus(maxAge);
    }

    Demand of(String trust) {
        return (leaf, proven, now) -> {
            Optional<String> unusable = unusable(now);
            if (unusable.isPresent()) {
                Instant until = now.isBefore(logs.timestamp()) ? logs.timestamp() : Instant.MAX;
                return answer(unusable, leaf, trust, until);
            }
            try {
                List<Sct> embedded = Sct.embedded(leaf.fields());
                return answer(missing(embedded, leaf.certificate(), proven, now), leaf, trust, until(embedded, now));
            } catch (UnreadableException e) {
                return answer(Optional.of(String.valueOf(e.getMessage())), leaf, trust, Instant.MAX);
            }
        };
    }

    private Demand.Answer answer(Optional<String> reason, Presented leaf, String trust, Instant until) {
        return new Demand.Answer(reason.map(why -> new Refusal.NotLogged(leaf.label(), trust, why, reportOnly)), until);
    }

    /** When the list gets too old, or an SCT comes into its time. */
    private Instant until(List<Sct> embedded, Instant now) {
        return embedded.stream()
                .map(Sct::timestamp)
                .filter(now::isBefore)
                .min(Instant::compareTo)
                .filter(end()::isAfter)
                .orElseGet(this::end);
    }

    private Optional<String> missing(List<Sct> embedded, X509Certificate certificate, Proof.Result proven, Instant now)
            throws UnreadableException {
        Optional<X509Certificate> issuer = proven.path().skip(1).findFirst();
        if (embedded.isEmpty() || issuer.isEmpty()) {
            return Optional.of(embedded.isEmpty() ? "it bears no SCTs" : "its issuer is not known");
        }
        byte[] entry = LogEntry.of(certificate, issuer.get());
        Instant notAfter = certificate.getNotAfter().toInstant();
        Set<CertificateLog> shownTo = new HashSet<>();
        Set<String> shownBy = new HashSet<>();
        List<String> others = new ArrayList<>();
        for (Sct sct : embedded) {
            SctStatus status = logs.status(sct, entry, notAfter, now);
            Optional<CertificateLog> log = logs.find(sct);
            if (status == SctStatus.VALID && log.isPresent()) {
                shownTo.add(log.get());
                shownBy.add(log.get().operatorAt(sct.timestamp()));
            } else {
                others.add("that of " + log.map(CertificateLog::name).orElse(sct.log()) + ' ' + status.sentence());
            }
        }
        boolean inForce = shownTo.stream().anyMatch(log -> log.state() != CertificateLog.State.RETIRED);
        return shownTo.size() >= scts && shownBy.size() >= operators && inForce
                ? Optional.empty()
                : Optional.of("its SCTs are of " + shownTo.size() + " logs and " + shownBy.size() + " operators"
                        + (inForce ? "" : ", none of them in force") + " instead of " + scts + " and " + operators
                        + (others.isEmpty() ? "" : "; " + String.join(", ", others)));
    }
}
