// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.gate;

/** Whether a session may only be used by the peer who first used it on a guarded path. */
public enum SessionBinding {
    /** Whoever else uses it is refused. The default. */
    ON,
    /** Whoever else uses it is only told of. */
    REPORT_ONLY,
    /** Sessions belong to whoever has their id. */
    INSECURE_OFF
}
