// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.fetch;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A content that comes in chunks. What follows the last one is not read.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-7.1">RFC 9112, section 7.1</a>
 */
final class ChunkedBody extends InputStream {

    private static final int LONGEST_LINE = 256;
    private static final Pattern SIZE = Pattern.compile("([0-9A-Fa-f]{1,8})[ \t]*(?:;[ -~\t]*)?\r?");

    private final InputStream in;
    private SizedBody chunk;
    private boolean begun;
    private boolean ended;

    ChunkedBody(InputStream in) {
        this.in = in;
        this.chunk = new SizedBody(in, 0);
    }

    @Override
    public int read() throws IOException {
        return hasMore() ? chunk.read() : -1;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        return hasMore() ? chunk.read(into, from, length) : -1;
    }

    private boolean hasMore() throws IOException {
        if (chunk.isAtEnd() && !ended) {
            begin();
        }
        return !ended;
    }

    private void begin() throws IOException {
        String end = begun ? line() : "";
        Matcher size = SIZE.matcher(line());
        if (!end.isBlank() || !size.matches()) {
            throw new FetchException("the answer has a malformed chunk");
        }
        chunk = new SizedBody(in, Long.parseLong(size.group(1), 16));
        begun = true;
        ended = chunk.isAtEnd();
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the answer ends early");
            }
            if (line.length() == LONGEST_LINE) {
                throw new FetchException("the answer has a malformed chunk");
            }
            line.append((char) next);
        }
        return line.toString();
    }
}
