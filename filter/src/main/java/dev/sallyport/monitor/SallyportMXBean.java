// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.monitor;

import java.util.List;

/** An application by JMX, as {@code dev.sallyport:type=Sallyport,application="/shop"}. Instants are written by ISO 8601. */
public interface SallyportMXBean {

    /** Its context path; {@code /} for the root. */
    String getApplication();

    /** The files that are followed. */
    List<FollowedView> getFollowed();

    /** What will end, the first first. */
    List<ExpiringView> getExpiring();

    /** Who still comes by retiring anchors; in the last row of a trust, without a name, those for whom there was no place. */
    List<RetiringView> getRetiring();

    /** Reads all files that are followed again, now; what came of it. */
    List<FollowedView> reload();

    /** Files that are followed. */
    interface FollowedView {
        /** What they hold. */
        String getName();

        /** Their paths. */
        List<String> getFiles();

        /** Since when what is in force is so. */
        String getSince();

        /** Why what they hold now is not in force; empty if it is. */
        String getProblem();
    }

    /** Something that will end. */
    interface ExpiringView {
        /** What it is, such as {@code trust-anchor}. */
        String getKind();

        /** Whose it is. */
        String getName();

        /** Whom a certificate names; empty for a CRL. */
        String getSubject();

        /** Who issued it. */
        String getIssuer();

        /** The number of a certificate, in decimals; empty for a CRL. */
        String getSerialNumber();

        /** Since when it counts. */
        String getNotBefore();

        /** Until when. */
        String getNotAfter();

        /** How near the end is: {@code valid}, {@code soon}, {@code urgent} or {@code expired}. */
        String getLevel();
    }

    /** Somebody who still comes by a retiring anchor. */
    interface RetiringView {
        /** The trust. */
        String getTrust();

        /** His name; empty for all those together for whom there was no place. */
        String getName();

        /** Who issued his certificate; empty likewise. */
        String getAnchor();

        /** When he came last. */
        String getLastSeen();

        /** How often he came. */
        long getCount();
    }
}
