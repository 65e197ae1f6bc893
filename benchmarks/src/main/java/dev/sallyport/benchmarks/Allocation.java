// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * What one thread allocates between two moments, for benchmarks that make something new before each call: JMH's profiler
 * would count that too.
 */
@AuxCounters(AuxCounters.Type.EVENTS)
@State(Scope.Thread)
public class Allocation {

    static final String BYTES = "allocatedBytes";
    static final String OPERATIONS = "allocatingOperations";

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Bytes allocated in this iteration. */
    public long allocatedBytes;

    /** By so many operations. */
    public long allocatingOperations;

    private long before;

    /** Made by JMH. */
    public Allocation() {}

    void begin() {
        before = THREADS.getCurrentThreadAllocatedBytes();
    }

    void end(int operations) {
        allocatedBytes += THREADS.getCurrentThreadAllocatedBytes() - before;
        allocatingOperations += operations;
    }
}
