// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.servlet;

import dev.sallyport.keys.Followed;
import dev.sallyport.keys.Follower;
import jakarta.servlet.ServletContext;
import java.util.List;
import java.util.Optional;

/**
 * The certificates and keys of an application that are read again when their files change.
 *
 * <p>That happens by itself; this is for whoever wants to look, or does not want to wait. Safe for use by many threads.
 */
public final class Rotation {

    private Rotation() {}

    /** Reads all files again now, and says how everything is then; a bad file changes nothing, and its problem is there. */
    public static List<Follower.Status> reload(ServletContext context) {
        return Deployment.begun(context)
                .map(deployment -> deployment.follower().reload())
                .orElse(List.of());
    }

    /** Has this followed beside the rest until the application ends; false if it is not open, so that nobody would look. */
    public static boolean follow(ServletContext context, Followed what) {
        Optional<Follower> looking =
                Deployment.begun(context).map(Deployment::follower).filter(Follower::isStarted);
        looking.ifPresent(follower -> follower.follow(what));
        return looking.isPresent();
    }

    /** Has this followed no more. */
    public static void unfollow(ServletContext context, Followed what) {
        Deployment.begun(context).ifPresent(deployment -> deployment.follower().unfollow(what));
    }

    /** How everything is that is followed; empty where nothing is. */
    public static List<Follower.Status> statuses(ServletContext context) {
        return Deployment.begun(context)
                .map(deployment -> deployment.follower().statuses())
                .orElse(List.of());
    }
}
