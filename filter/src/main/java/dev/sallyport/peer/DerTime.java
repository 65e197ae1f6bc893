// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * A time as certificates, CRLs and OCSP responses have it: with seconds, in UTC.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-5.1.2.4">RFC 5280, section 5.1.2.4</a>
 */
final class DerTime {

    static final int UTC_TIME = 0x17;
    static final int GENERALIZED_TIME = 0x18;

    private static final int DIGITS_AFTER_YEAR = 10;
    private static final int FIRST_OF_LAST_CENTURY = 50;

    private DerTime() {}

    static boolean isTime(Der element) {
        return element.tag() == UTC_TIME || element.tag() == GENERALIZED_TIME;
    }

    /** One that must have four digits of the year. */
    static Instant readGeneralized(Der element) throws UnreadableException {
        return read(element.expect(GENERALIZED_TIME));
    }

    static Instant read(Der element) throws UnreadableException {
        byte[] text = element.content();
        int year = element.tag() == GENERALIZED_TIME ? 4 : 2;
        if (!isTime(element) || text.length != year + DIGITS_AFTER_YEAR + 1 || text[text.length - 1] != 'Z') {
            throw malformed();
        }
        try {
            return LocalDateTime.of(
                            year(text, year),
                            number(text, year, 2),
                            number(text, year + 2, 2),
                            number(text, year + 4, 2),
                            number(text, year + 6, 2),
                            number(text, year + 8, 2))
                    .toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw malformed();
        }
    }

    /** Two digits are of the years from 1950 to 2049. */
    private static int year(byte[] text, int digits) throws UnreadableException {
        int year = number(text, 0, digits);
        if (digits == 4) {
            return year;
        }
        return year < FIRST_OF_LAST_CENTURY ? 2000 + year : 1900 + year;
    }

    private static int number(byte[] text, int at, int digits) throws UnreadableException {
        int number = 0;
        for (int i = at; i < at + digits; i++) {
            if (text[i] < '0' || text[i] > '9') {
                throw malformed();
            }
            number = number * 10 + text[i] - '0';
        }
        return number;
    }

    private static UnreadableException malformed() {
        return new UnreadableException("a time in it is malformed");
    }
}
