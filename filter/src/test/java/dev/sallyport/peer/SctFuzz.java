// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SctFuzz {

    private static final byte[] ENTRY = {0, 1, 2, 3};

    static Stream<Arguments> seeds() {
        byte[] first = TestLog.of("Alpha").sct(ENTRY, Seeds.NOON);
        byte[] second = TestLog.of("Beta").sct(ENTRY, Seeds.NOON.plusSeconds(1));
        byte[] later = second.clone();
        later[0] = 1;
        return Stream.of(
                        TestLog.written(first),
                        TestLog.written(first, second),
                        TestLog.written(first, later, second),
                        TestLog.written(new byte[20][1]),
                        new byte[] {0, 0})
                .map(Arguments::of);
    }

    @MethodSource("seeds")
    @FuzzTest
    void what_is_read_is_what_was_written(byte[] bytes) {
        try {
            List<Sct> scts = Sct.list(bytes);
            assertThat(scts).hasSizeLessThanOrEqualTo(16);
            scts.forEach(sct -> assertThat(sct.signed(ENTRY)).contains(ENTRY));
            byte[] written = TestLog.written(scts.stream().map(TestLog::written).toArray(byte[][]::new));
            assertThat(written).hasSizeLessThanOrEqualTo(bytes.length);
            if (written.length == bytes.length) {
                assertThat(written).isEqualTo(bytes);
            }
        } catch (UnreadableException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }
}
