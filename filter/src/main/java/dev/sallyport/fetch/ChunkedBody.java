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
    private long left;
    private boolean begun;
    private boolean ended;

    ChunkedBody(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        if (left == 0 && !ended) {
            begin();
        }
        if (ended || length == 0) {
            return ended ? -1 : 0;
        }
        int read = in.read(into, from, (int) Math.min(length, left));
        if (read < 0) {
            throw early();
        }
        left -= read;
        return read;
    }

    private void begin() throws IOException {
        String end = begun ? line() : "";
        Matcher size = SIZE.matcher(line());
        if (!end.isBlank() || !size.matches()) {
            throw new FetchException("the answer has a malformed chunk");
        }
        left = Long.parseLong(size.group(1), 16);
        begun = true;
        ended = left == 0;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw early();
            }
            if (line.length() == LONGEST_LINE) {
                throw new FetchException("the answer has a malformed chunk");
            }
            line.append((char) next);
        }
        return line.toString();
    }

    private static EOFException early() {
        return new EOFException("the answer ends early");
    }
}
