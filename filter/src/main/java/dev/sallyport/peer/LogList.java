// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The logs of Certificate Transparency that an operator believes, in the JSON of version 3 that browsers publish.
 *
 * <p>Immutable, and safe for use by many threads.
 *
 * @see <a href="https://www.gstatic.com/ct/log_list/v3/log_list_schema.json">the schema</a>
 */
public final class LogList {

    private final Instant timestamp;
    private final Map<String, CertificateLog> logs;

    LogList(Instant timestamp, Map<String, CertificateLog> logs) {
        this.timestamp = timestamp;
        this.logs = Map.copyOf(logs);
    }

    /**
     * Reads a list.
     *
     * @throws IOException if it is none; its message is one sentence
     */
    public static LogList read(byte[] json) throws IOException {
        try {
            return LogListReader.read(JsonReader.read(json));
        } catch (UnreadableException e) {
            throw new IOException("the log list cannot be used: " + e.getMessage(), e);
        }
    }

    /** When it was published. */
    public Instant timestamp() {
        return timestamp;
    }

    /** How many logs it has, whatever their states. */
    int size() {
        return logs.size();
    }

    Optional<CertificateLog> find(Sct sct) {
        return Optional.ofNullable(logs.get(sct.log()));
    }

    /** What an SCT is worth for an entry of a certificate that is valid until then. */
    SctStatus status(Sct sct, byte[] entry, Instant notAfter, Instant now) {
        if (now.isBefore(sct.timestamp())) {
            return SctStatus.STILL_TO_COME;
        }
        return find(sct).map(log -> log.status(sct, entry, notAfter)).orElse(SctStatus.UNKNOWN_LOG);
    }
}
