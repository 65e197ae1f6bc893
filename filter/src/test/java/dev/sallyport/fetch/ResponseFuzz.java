// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ResponseFuzz {

    private static final int MOST = 64;

    static Stream<Arguments> seeds() {
        return Stream.of(
                        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;a=b\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n",
                        "HTTP/1.0 200\n\nhello",
                        "HTTP/1.1 301 Moved\r\nLocation: /\r\n\r\n",
                        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n")
                .map(text -> Arguments.of((Object) text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** Whatever comes, it is refused as something that cannot be read, or no longer than it may be and a part of what came. */
    @MethodSource("seeds")
    @FuzzTest
    void an_answer_is_read_within_its_bounds_or_refused(byte @NotNull [] wire) {
        try {
            byte[] content =
                    ResponseReader.content(new ByteArrayInputStream(wire), MOST).readAllBytes();
            assertThat(content.length).isLessThanOrEqualTo(Math.min(MOST, wire.length));
            assertThat(new String(wire, StandardCharsets.ISO_8859_1)).matches("(?s)HTTP/1\\.[01] 200[ \r\n].*");
        } catch (IOException e) {
            assertThat(e.getMessage()).isNotBlank().hasSizeLessThan(200).matches("[ -~]+");
        }
    }
}
