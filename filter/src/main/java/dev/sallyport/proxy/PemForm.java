// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.proxy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
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
        byte[] base64 = new byte[to - from];
        int size = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c == '%' && this != SPACED) {
                char escaped = escaped(header, text, i, to);
                i += 2;
                if (escaped != '\n') {
                    base64[size++] = (byte) escaped;
                }
            } else if (c != ' ' || this != SPACED) {
                if (c > '~' || (c == '+' && this == ESCAPED)) {
                    throw ForwardedException.malformed(header, "it has a character that is not escaped");
                }
                base64[size++] = (byte) c;
            }
        }
        return Base64Text.decode(header, Arrays.copyOf(base64, size));
    }

    private static char escaped(String header, String text, int at, int to) throws ForwardedException {
        boolean whole =
                at + 2 < to && HexFormat.isHexDigit(text.charAt(at + 1)) && HexFormat.isHexDigit(text.charAt(at + 2));
        if (!whole) {
            throw ForwardedException.malformed(header, "it has an escape that is none");
        }
        return (char) HexFormat.fromHexDigits(text, at + 1, at + 3);
    }
}
