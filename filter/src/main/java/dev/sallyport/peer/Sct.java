// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A signed certificate timestamp: a log's promise, of an instant, that it shows a certificate to everybody.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6962#section-3.2">RFC 6962, sections 3.2 and 3.3</a>
 */
final class Sct {

    static final String EXTENSION = "1.3.6.1.4.1.11129.2.4.2";

    private static final int VERSION_1 = 0;
    private static final int CERTIFICATE_TIMESTAMP = 0;
    private static final int LENGTH_OF_LOG_ID = 32;

    /** A certificate has two or three; each costs a signature. */
    private static final int MOST = 16;

    private final String log;
    private final long milliseconds;
    private final byte[] extensions;
    private final int algorithm;
    private final byte[] signature;

    /** Of its fields; whoever makes it does not change the arrays, nor does anybody who gets them. */
    Sct(String log, long milliseconds, byte[] extensions, int algorithm, byte[] signature) {
        this.log = log;
        this.milliseconds = milliseconds;
        this.extensions = extensions;
        this.algorithm = algorithm;
        this.signature = signature;
    }

    /** Those that a certificate bears; empty if it bears none. */
    static List<Sct> embedded(TbsCertificate fields) throws UnreadableException {
        Optional<Der> extension = fields.extension(EXTENSION);
        return extension.isEmpty()
                ? List.of()
                : list(extension.get().expect(Der.OCTET_STRING).content());
    }

    /** Reads a list of them; one of a version that nobody knows yet is left out. */
    static List<Sct> list(byte[] bytes) throws UnreadableException {
        TlsVector whole = new TlsVector(bytes);
        TlsVector items = new TlsVector(whole.vector());
        if (!whole.isAtEnd() || items.isAtEnd()) {
            throw new UnreadableException("its list of SCTs is empty, or something follows it");
        }
        List<Sct> scts = new ArrayList<>();
        for (int count = 0; !items.isAtEnd(); count++) {
            if (count == MOST) {
                throw new UnreadableException("it has more than " + MOST + " SCTs");
            }
            read(items.vector()).ifPresent(scts::add);
        }
        return List.copyOf(scts);
    }

    /** Reads one, unless it is of another version. */
    static Optional<Sct> read(byte[] bytes) throws UnreadableException {
        TlsVector fields = new TlsVector(bytes);
        if (fields.uint8() != VERSION_1) {
            return Optional.empty();
        }
        String log = Base64.getEncoder().encodeToString(fields.opaque(LENGTH_OF_LOG_ID));
        long milliseconds = fields.uint64();
        byte[] extensions = fields.vector();
        int algorithm = fields.uint8() << 8 | fields.uint8();
        Sct sct = new Sct(log, milliseconds, extensions, algorithm, fields.vector());
        if (!fields.isAtEnd() || milliseconds < 0) {
            throw new UnreadableException("something follows an SCT of it, or its time is beyond all measure");
        }
        return Optional.of(sct);
    }

    /** The log's id, in Base64. */
    String log() {
        return log;
    }

    /** When, since 1970. */
    long milliseconds() {
        return milliseconds;
    }

    /** What the log has added. */
    byte[] extensions() {
        return extensions;
    }

    /** The digest and the kind of key, as TLS 1.2 numbers them. */
    int algorithm() {
        return algorithm;
    }

    byte[] signature() {
        return signature;
    }

    Instant timestamp() {
        return Instant.ofEpochMilli(milliseconds);
    }

    /** What the log has signed if the entry was this. */
    byte[] signed(byte[] entry) {
        ByteArrayOutputStream signed = new ByteArrayOutputStream();
        signed.write(VERSION_1);
        signed.write(CERTIFICATE_TIMESTAMP);
        signed.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(milliseconds).array());
        signed.writeBytes(entry);
        signed.write(extensions.length >> 8);
        signed.write(extensions.length);
        signed.writeBytes(extensions);
        return signed.toByteArray();
    }
}
