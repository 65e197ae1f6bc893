// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.containers;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What came back.
 *
 * @param status 0 if there was no answer in HTTP
 * @param headers by their names in lower case
 * @param failure why there was no answer
 */
record Answer(int status, Map<String, List<String>> headers, String body, Optional<IOException> failure) {

    static Answer none(IOException failure) {
        return new Answer(0, Map.of(), "", Optional.of(failure));
    }

    List<String> header(String name) {
        return headers.getOrDefault(name, List.of());
    }

    /** The code of a refusal, or what is there instead of one. */
    String code() {
        int start = body.indexOf("\"code\"");
        if (start < 0) {
            return "no code in: " + status + ' ' + body;
        }
        String[] parts = body.substring(start).split("\"", -1);
        return parts[3];
    }

    /** Status and code, as {@code 403 no-certificate}; only the status where there is no code. */
    String brief() {
        return header("content-type").stream().anyMatch(type -> type.startsWith("application/problem+json"))
                ? status + " " + code()
                : String.valueOf(status);
    }
}
