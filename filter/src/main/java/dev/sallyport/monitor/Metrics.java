// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.monitor;

import dev.sallyport.EventSink;

/**
 * An application's numbers in one monitoring system, until they are closed. Safe for use by many threads. It counts what it is told of, and
 * asks nothing of the application meanwhile, for whoever tells may hold a lock.
 */
public interface Metrics extends EventSink, AutoCloseable {

    /** Shows how the application stands now, if the system does not ask by itself. */
    void refresh();

    /** Takes away every number. */
    @Override
    void close();
}
