// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.sallyport.testca.TestCa;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A CRL as large as public CAs have them. */
class MillionEntriesTest {

    private static final int ENTRIES = 1_000_000;
    private static final long MEBIBYTE = 1024 * 1024;
    private static final int LOOKUPS = 50_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final TestCa acme = TestCa.named("Acme CA").but(ca -> ca.rsa(2048));
    private final List<Crl> held = new ArrayList<>();

    @Test
    void it_takes_little_more_than_its_numbers_and_a_lookup_takes_nothing() throws IOException {
        held.addAll(OddCrl.read(new ManyEntries(ENTRIES).issue(acme)));
        Crl crl = held.get(0);
        List<byte[]> listed = numbers(new Random(ManyEntries.SEED));
        List<byte[]> others = numbers(new Random(ManyEntries.SEED + 1));

        assertThat(crl.size()).isEqualTo(ENTRIES);
        assertThat(crl.isSignedBy(acme.certificate().getPublicKey())).isTrue();
        assertThat(listed).allMatch(crl::contains);
        assertThat(others).noneMatch(crl::contains);
        assertThat(allocated(crl, listed) + allocated(crl, others)).isLessThan(LOOKUPS);
    }

    @Test
    void it_is_held_in_thirty_mebibytes() throws IOException {
        held.addAll(OddCrl.read(new ManyEntries(ENTRIES).issue(acme)));
        long with = used();

        held.clear();

        assertThat(with - used()).isBetween(15 * MEBIBYTE, 30 * MEBIBYTE);
    }

    private static List<byte[]> numbers(Random random) {
        List<byte[]> numbers = new ArrayList<>();
        for (int i = 0; i < LOOKUPS; i++) {
            numbers.add(ManyEntries.number(random));
        }
        return numbers;
    }

    private static long allocated(Crl crl, List<byte[]> numbers) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < numbers.size(); i++) {
            crl.contains(numbers.get(i));
        }
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
