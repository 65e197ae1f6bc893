// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.proxy;

import dev.sallyport.Headers;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What came of reading headers, in words that a table can hold. */
final class Outcome {

    private Outcome() {}

    /** {@code conflict}, {@code malformed}, or what was read: scheme, host, port and address, {@code -} for each that nobody said. */
    static String of(Forwarding forwarding, Headers headers, String... trusted) {
        try {
            FirstConnection read = forwarding.read(headers, Set.of(trusted)::contains);
            return read.secure().map(secure -> secure ? "https" : "http").orElse("-")
                    + ' '
                    + read.host().orElse("-")
                    + ' '
                    + read.port().map(String::valueOf).orElse("-")
                    + ' '
                    + read.address().orElse("-");
        } catch (ForwardedException e) {
            return code(e);
        }
    }

    /** {@code conflict}, {@code malformed}, {@code none}, or how many certificates were read and the verdict. */
    static String of(Dialect dialect, Headers headers) {
        try {
            CallerCertificates read = dialect.read(headers);
            return read.equals(CallerCertificates.NONE)
                    ? "none"
                    : read.certificates().size() + " " + read.verdict().name().toLowerCase(Locale.ROOT);
        } catch (ForwardedException e) {
            return code(e);
        }
    }

    /** The certificates; a refusal is an error. */
    static List<X509Certificate> certificates(Dialect dialect, Headers headers) {
        try {
            return dialect.read(headers).certificates();
        } catch (ForwardedException e) {
            throw new AssertionError("refused: " + e.header() + ": " + e.getMessage(), e);
        }
    }

    private static String code(ForwardedException e) {
        return e.isConflict() ? "conflict" : "malformed";
    }
}
