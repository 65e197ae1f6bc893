// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.proxy;

import dev.sallyport.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * What one dialect has read of headers whose caller was proven then, found again by their exact values, so that neither Base64
 * nor certificates are read anew. Only what is read is remembered: whether the caller is still proven is asked of his trust.
 *
 * <p>A table of a fixed size: of two values of one place the later one stays, and those of strangers never come in. Safe for
 * use by many threads.
 */
final class SeenHeaders {

    private static final int SLOTS = 512;
    private static final int LONGEST = 16 * 1024;
    private static final int SAMPLES = 24;
    private static final String CONNECTION = "Connection";

    private final AtomicReferenceArray<@Nullable Seen> seen = new AtomicReferenceArray<>(SLOTS);
    private final String own;
    private final List<String> others;

    private record Seen(List<String> own, List<List<String>> others, CallerCertificates certificates) {}

    SeenHeaders(Dialect dialect) {
        this.own = dialect.headers().get(0);
        List<String> rest =
                new ArrayList<>(dialect.headers().subList(1, dialect.headers().size()));
        rest.add(CONNECTION); // it can contradict the others
        this.others = List.copyOf(rest);
    }

    /** What was read of these very headers; null if that is not known. */
    @Nullable CallerCertificates recall(Headers headers) {
        List<String> lines = headers.values(own);
        Seen last = lines.size() == 1 ? seen.get(slot(lines.get(0))) : null;
        return last != null && last.own().equals(lines) && areSame(last.others(), headers) ? last.certificates() : null;
    }

    void keep(Headers headers, CallerCertificates certificates) {
        List<String> lines = headers.values(own);
        List<List<String>> rest =
                others.stream().map(name -> List.copyOf(headers.values(name))).toList();
        int length = lines.stream().mapToInt(String::length).sum()
                + rest.stream().flatMap(List::stream).mapToInt(String::length).sum();
        if (lines.size() == 1 && length <= LONGEST) {
            seen.set(slot(lines.get(0)), new Seen(List.copyOf(lines), rest, certificates));
        }
    }

    private boolean areSame(List<List<String>> known, Headers headers) {
        for (int i = 0; i < others.size(); i++) {
            boolean same = known.get(i).isEmpty()
                    ? !headers.has(others.get(i))
                    : known.get(i).equals(headers.values(others.get(i)));
            if (!same) {
                return false;
            }
        }
        return true;
    }

    /** By some characters of its second half, where the signature of a certificate is: the hash of all of it costs more. */
    private static int slot(String value) {
        int hash = value.length();
        int step = Math.max(1, value.length() / 2 / SAMPLES);
        for (int i = value.length() - 1, taken = 0; i >= 0 && taken < SAMPLES; i -= step, taken++) {
            hash = 31 * hash + value.charAt(i);
        }
        return (hash ^ hash >>> 16) & (SLOTS - 1);
    }
}
