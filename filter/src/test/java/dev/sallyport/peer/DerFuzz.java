// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DerFuzz {

    private static final int CONSTRUCTED = 0x20;

    static Stream<Arguments> seeds() {
        return Stream.concat(Seeds.callers(), Stream.of(Seeds.subject(), Seeds.alternativeNames()))
                .map(Arguments::of);
    }

    @MethodSource("seeds")
    @FuzzTest
    void what_is_read_is_what_was_written(byte[] bytes) {
        try {
            Der whole = Der.read(bytes);
            assertThat(whole.encoded()).isEqualTo(bytes);
            check(whole);
        } catch (UnreadableException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    private static void check(Der whole) throws UnreadableException {
        Deque<Der> open = new ArrayDeque<>();
        open.add(whole);
        while (!open.isEmpty()) {
            Der element = open.remove();
            assertThat(Der.read(element.encoded()).content()).isEqualTo(element.content());
            assertThat(Asn1.der(element.tag(), element.content())).isEqualTo(element.encoded());
            if ((element.tag() & CONSTRUCTED) != 0) {
                ByteArrayOutputStream joined = new ByteArrayOutputStream();
                for (Der child : element.children(element.tag())) {
                    joined.writeBytes(child.encoded());
                    open.add(child);
                }
                assertThat(joined.toByteArray()).isEqualTo(element.content());
            }
            if (element.tag() == Der.OBJECT_IDENTIFIER) {
                assertThat(written(element.objectIdentifier())).isEqualTo(element.content());
            }
        }
    }

    /** The content of an object identifier, written slowly. */
    private static byte[] written(String dotted) {
        String[] arcs = dotted.split("\\.", -1);
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.writeBytes(
                base128(new BigInteger(arcs[0]).multiply(BigInteger.valueOf(40)).add(new BigInteger(arcs[1]))));
        for (int i = 2; i < arcs.length; i++) {
            content.writeBytes(base128(new BigInteger(arcs[i])));
        }
        return content.toByteArray();
    }

    private static byte[] base128(BigInteger arc) {
        String bits = arc.toString(2);
        String padded = "0".repeat((7 - bits.length() % 7) % 7) + bits;
        byte[] groups = new byte[padded.length() / 7];
        for (int i = 0; i < groups.length; i++) {
            int group = Integer.parseInt(padded.substring(7 * i, 7 * i + 7), 2);
            groups[i] = (byte) (i < groups.length - 1 ? group | 0x80 : group);
        }
        return groups;
    }
}
