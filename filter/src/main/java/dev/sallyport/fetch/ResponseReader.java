// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.fetch;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads the answer of a host: a status of 200, fields within bounds, and how long the content is. All else is refused, for
 * whoever answers is a stranger.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112">RFC 9112</a>
 */
final class ResponseReader {

    private static final int MOST_BYTES_OF_HEAD = 16 * 1024;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([0-9]{3})(?: .*)?");
    /** Who says so, says it of himself and not of what was asked for. */
    private static final Set<String> OVERLOADED = Set.of("429", "502", "503", "504");

    private static final Pattern FIELD = Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*(.*?)[ \t]*");
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,12}");

    private final InputStream in;
    private int left = MOST_BYTES_OF_HEAD;

    private ResponseReader(InputStream in) {
        this.in = in;
    }

    /** The content of an answer, which may have so many bytes at most; a stream that ends early throws. */
    static InputStream content(InputStream in, long most) throws IOException {
        return new ResponseReader(in).content(most);
    }

    private InputStream content(long most) throws IOException {
        requireOk(line());
        Map<String, List<String>> fields = fields();
        if (!fields.getOrDefault("content-encoding", List.of("identity")).equals(List.of("identity"))) {
            throw new FetchException("the answer is compressed, which was not asked for");
        }
        List<String> codings = fields.getOrDefault("transfer-encoding", List.of());
        List<String> lengths = fields.getOrDefault("content-length", List.of());
        if (codings.isEmpty() && lengths.isEmpty()) {
            return new BoundedBody(in, most);
        }
        if (codings.size() + lengths.size() > 1) {
            throw new FetchException("the answer tells its length in several ways");
        }
        if (lengths.isEmpty() && !codings.get(0).equalsIgnoreCase("chunked")) {
            throw new FetchException("the answer has an unknown transfer encoding");
        }
        return lengths.isEmpty() ? new BoundedBody(new ChunkedBody(in), most) : ofLength(lengths.get(0), most);
    }

    private InputStream ofLength(String length, long most) throws FetchException {
        if (!LENGTH.matcher(length).matches()) {
            throw new FetchException("the answer tells a malformed length");
        }
        if (Long.parseLong(length) > most) {
            throw new FetchException("the answer has " + length + " bytes, more than " + most);
        }
        return new SizedBody(in, Long.parseLong(length));
    }

    private static void requireOk(String line) throws FetchException {
        Matcher status = STATUS.matcher(line);
        if (!status.matches()) {
            throw new FetchException("the answer is no HTTP");
        }
        String code = status.group(1);
        if (code.startsWith("3")) {
            throw new FetchException("the answer is " + code + ", but no redirect is followed");
        }
        if (OVERLOADED.contains(code)) {
            throw FetchException.ofHost("the answer is " + code, null);
        }
        if (!code.equals("200")) {
            throw new FetchException("the answer is " + code);
        }
    }

    private Map<String, List<String>> fields() throws IOException {
        Map<String, List<String>> fields = new HashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            Matcher field = FIELD.matcher(line);
            if (!field.matches()) {
                throw new FetchException("the answer has a malformed field");
            }
            fields.merge(
                    field.group(1).toLowerCase(Locale.ROOT),
                    List.of(field.group(2)),
                    (some, more) -> Stream.concat(some.stream(), more.stream()).toList());
        }
        return fields;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = next(); next != '\n'; next = next()) {
            line.write(next);
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    private int next() throws IOException {
        if (left-- == 0) {
            throw new FetchException("the answer begins with more than " + MOST_BYTES_OF_HEAD + " bytes of fields");
        }
        int next = in.read();
        if (next < 0) {
            throw new EOFException("the answer ends early");
        }
        return next;
    }
}
