// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.proxy;

import java.util.ArrayList;
import java.util.List;

/** How a proxy writes PEM into one line. Decoded in one pass, straight to the bytes. */
enum PemForm {
    /** Percent-encoded; a plus sign that is not is a blank to some, and refused. */
    ESCAPED("-----BEGIN%20CERTIFICATE-----", "-----END%20CERTIFICATE-----", "%0A"),
    /** Percent-encoded but for {@code +=/}, as AWS does. */
    ESCAPED_BUT_PLUS("-----BEGIN%20CERTIFICATE-----", "-----END%20CERTIFICATE-----", "%0A"),
    /** With a blank for each line break. */
    SPACED("-----BEGIN CERTIFICATE-----", "-----END CERTIFICATE-----", " ");

    private final String begin;
    private final String end;
    private final String lineBreak;

    PemForm(String begin, String end, String lineBreak) {
        this.begin = begin + lineBreak;
        this.end = lineBreak + end;
        this.lineBreak = lineBreak;
    }

    /** One or more certificates, the last with a line break behind it or without. */
    List<byte[]> decode(String header, String text) throws ForwardedException {
        List<byte[]> certificates = new ArrayList<>();
        int at = 0;
        do {
            int from = at + begin.length();
            int to = text.indexOf('-', from) - lineBreak.length();
            if (!text.startsWith(begin, at) || to < from || !text.startsWith(end, to)) {
                throw ForwardedException.malformed(header, "it is no PEM certificate in one line");
            }
            if (certificates.size() == Certificates.MOST) {
                throw ForwardedException.malformed(
                        header, "there are more than " + Certificates.MOST + " certificates");
            }
            certificates.add(body(header, text, from, to));
            at = to + end.length();
            if (text.startsWith(lineBreak, at)) {
                at += lineBreak.length();
            } else if (at < text.length()) {
                throw ForwardedException.malformed(header, "something follows the PEM certificate");
            }
        } while (at < text.length());
        return certificates;
    }

    private byte[] body(String header, String text, int from, int to) throws ForwardedException {
        Base64Builder bytes = new Base64Builder(to - from);
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c == '%' && this != SPACED) {
                int escaped = escaped(header, text, i, to);
                i += 2;
                if (escaped != '\n') {
                    bytes.add(header, escaped);
                }
            } else if (c != ' ' || this != SPACED) {
                if (c == '+' && this == ESCAPED) {
                    throw ForwardedException.malformed(header, "it has a plus sign that is not escaped");
                }
                bytes.add(header, c);
            }
        }
        return bytes.build(header);
    }

    private static int escaped(String header, String text, int at, int to) throws ForwardedException {
        int high = at + 2 < to ? Character.digit(text.charAt(at + 1), 16) : -1;
        int low = at + 2 < to ? Character.digit(text.charAt(at + 2), 16) : -1;
        if (high < 0 || low < 0) {
            throw ForwardedException.malformed(header, "it has an escape that is none");
        }
        return high << 4 | low;
    }
}
