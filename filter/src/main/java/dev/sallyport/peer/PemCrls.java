// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * The CRLs of a PEM file. Text between the blocks is skipped; a block of anything else is refused.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7468#section-6">RFC 7468, section 6</a>
 */
final class PemCrls {

    private static final String BEGIN = "-----BEGIN X509 CRL-----";
    private static final String END = "-----END X509 CRL-----";
    private static final String DASHES = "-----";
    private static final int LONGEST_LINE = 1024;
    private static final int MOST_CRLS = 1000;

    private final PushbackInputStream in;

    private PemCrls(InputStream in) {
        this.in = new PushbackInputStream(in);
    }

    static List<Crl> read(InputStream in) throws IOException, UnreadableException {
        return new PemCrls(in).readAll();
    }

    private List<Crl> readAll() throws IOException, UnreadableException {
        List<Crl> all = new ArrayList<>();
        while (hasNext()) {
            if (all.size() == MOST_CRLS) {
                throw new IOException("the file holds more than " + MOST_CRLS + " CRLs");
            }
            all.add(CrlReader.read(Base64.getDecoder().wrap(new Body(in))));
            if (!lineWithText().equals(END)) {
                throw new IOException("a CRL of the PEM file has no end");
            }
        }
        if (all.isEmpty()) {
            throw new IOException("the file is neither DER nor PEM with a CRL");
        }
        return List.copyOf(all);
    }

    private boolean hasNext() throws IOException {
        for (int next = in.read(); next >= 0; next = in.read()) {
            in.unread(next);
            String line = line();
            if (line.equals(BEGIN)) {
                return true;
            }
            if (line.contains(DASHES)) {
                throw new IOException("the PEM file holds something else than CRLs");
            }
        }
        return false;
    }

    private String lineWithText() throws IOException {
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (!Character.isWhitespace(next)) {
                in.unread(next);
                return line();
            }
        }
        return "";
    }

    /** The rest of the line, without spaces around it; of one that is too long, as much as can be a boundary. */
    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            if (line.size() < LONGEST_LINE) {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1).strip();
    }

    /** The base64 up to the next boundary, which is left where it is. */
    private static final class Body extends InputStream {

        private final PushbackInputStream in;

        Body(PushbackInputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            int next = in.read();
            while (next == '\n' || next == '\r' || next == ' ' || next == '\t') {
                next = in.read();
            }
            if (next == '-') {
                in.unread(next);
                return -1;
            }
            return next;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int read = 0;
            for (int next = 0; read < length && next >= 0; read++) {
                next = read();
                into[from + read] = (byte) next;
                read -= next < 0 ? 1 : 0;
            }
            return read == 0 && length > 0 ? -1 : read;
        }
    }
}
