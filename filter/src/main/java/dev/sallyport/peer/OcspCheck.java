// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether an OCSP response may be believed: it speaks of the certificate, today, is no answer to another request, and is
 * signed by who may answer. If it speaks of it several times, the worst counts.
 *
 * @param revocation how old an answer may be
 * @param algorithms how it may be signed
 * @param signers who may have signed it
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6960#section-3.2">RFC 6960, section 3.2</a>
 */
record OcspCheck(Revocation revocation, AlgorithmPolicy algorithms, OcspSigners signers) {

    /** How far the clock of a responder may be ahead: many sign when they are asked. */
    static final Duration MOST_AHEAD = Duration.ofMinutes(1);

    /**
     * What a response says.
     *
     * @param nonce what was asked with, if it was
     * @throws UnreadableException if it may not be believed
     */
    OcspAnswer read(byte[] bytes, OcspQuestion question, Optional<byte[]> nonce, Instant now)
            throws UnreadableException {
        OcspResponse response = OcspReader.read(bytes);
        if (nonce.isPresent() && response.answersAnother(nonce.get())) {
            throw new UnreadableException("it answers another request");
        }
        if (response.producedAt().isAfter(now.plus(MOST_AHEAD))) {
            throw new UnreadableException("it is of the future: of " + response.producedAt());
        }
        if (response.producedAt().isBefore(question.notBefore().minus(MOST_AHEAD))) {
            throw new UnreadableException("it is older than the certificate: of " + response.producedAt());
        }
        List<OcspEntry> entries = timely(about(question, response), question, now);
        if (!response.signature().isStrong(algorithms)) {
            throw new UnreadableException("it is signed with the weak algorithm "
                    + response.signature().algorithm());
        }
        return answer(entries, question, signers.until(response, question, now));
    }

    private static List<OcspEntry> about(OcspQuestion question, OcspResponse response) throws UnreadableException {
        List<OcspEntry> about = new ArrayList<>();
        for (OcspEntry entry : response.entries()) {
            if (question.id().isCalled(entry.id())) {
                about.add(entry);
            }
        }
        if (about.isEmpty()) {
            throw new UnreadableException("it does not speak of the certificate");
        }
        return about;
    }

    private List<OcspEntry> timely(List<OcspEntry> about, OcspQuestion question, Instant now)
            throws UnreadableException {
        List<OcspEntry> timely = about.stream()
                .filter(entry -> !entry.thisUpdate().isAfter(now.plus(MOST_AHEAD)))
                .filter(entry -> now.isBefore(end(entry, question)))
                .toList();
        if (timely.isEmpty()) {
            OcspEntry first = about.get(0);
            throw new UnreadableException(
                    "what it says of the certificate holds from " + first.thisUpdate() + " to " + end(first, question));
        }
        return timely;
    }

    private Instant end(OcspEntry entry, OcspQuestion question) {
        return entry.end(revocation.maximumAge(question.caller()));
    }

    private OcspAnswer answer(List<OcspEntry> entries, OcspQuestion question, Instant signerEnd) {
        OcspEntry worst = entries.get(0);
        Instant end = signerEnd;
        for (OcspEntry entry : entries) {
            worst = entry.status().compareTo(worst.status()) > 0 ? entry : worst;
            end = end(entry, question).isBefore(end) ? end(entry, question) : end;
        }
        return new OcspAnswer(worst.status(), worst.thisUpdate(), end);
    }
}
