// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.proxy;

import dev.sallyport.Headers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/**
 * What only a proxy and we know: it stands in a header of each request. Several are for the time in which one takes the place
 * of another. How long a comparison takes says nothing of what is compared.
 *
 * @param header the header it stands in
 * @param secrets every one that counts
 */
public record SharedSecret(String header, List<String> secrets) {

    /** The fewest characters of one. */
    public static final int SHORTEST = 16;

    private static final int LONGEST = 512;

    /** Refuses secrets that could be guessed; the message does not repeat them. */
    public SharedSecret {
        secrets = List.copyOf(secrets);
        if (secrets.isEmpty() || secrets.stream().anyMatch(secret -> !isUsable(secret))) {
            throw new IllegalArgumentException("a secret that is not shown here (expected: " + SHORTEST + " to "
                    + LONGEST + " printable ASCII characters)");
        }
    }

    /** Whether one of them stands in the header, which is there once. */
    boolean isIn(Headers headers) {
        List<String> lines = headers.values(header);
        if (lines.size() != 1 || lines.get(0).length() > LONGEST) {
            return false;
        }
        byte[] said = lines.get(0).getBytes(StandardCharsets.UTF_8);
        boolean known = false;
        for (String secret : secrets) {
            known |= MessageDigest.isEqual(secret.getBytes(StandardCharsets.UTF_8), said);
        }
        return known;
    }

    private static boolean isUsable(String secret) {
        return secret.length() >= SHORTEST
                && secret.length() <= LONGEST
                && secret.chars().allMatch(character -> character > ' ' && character < 0x7f);
    }

    /** Does not show them. */
    @Override
    public String toString() {
        return header;
    }
}
