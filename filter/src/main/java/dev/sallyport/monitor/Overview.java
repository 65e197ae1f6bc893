// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.monitor;

import dev.sallyport.keys.ExpiryStatus;
import dev.sallyport.keys.Follower;
import dev.sallyport.peer.AnchorLedger;
import java.time.Instant;
import java.util.List;

/** How an application stands at the moment; nothing in it is secret. Safe for use by many threads. */
public interface Overview {

    /** The name of the attribute of the servlet context that holds it, from the moment on when the application opens. */
    String ATTRIBUTE = "dev.sallyport.monitor.Overview";

    /** Its context path; {@code /} for the root. */
    String application();

    /** The time of its clock. */
    Instant now();

    /** What will end, the first first: certificates that are believed or shown, CRLs, and peers who came. */
    List<ExpiryStatus> expiring();

    /** The files that are followed. */
    List<Follower.Status> followed();

    /** Who still comes by retiring anchors, for each trust that has some. */
    List<AnchorLedger> retiring();

    /** Reads all files that are followed again, now. */
    List<Follower.Status> reload();
}
