// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.outbound;

import dev.sallyport.keys.Followed;
import dev.sallyport.keys.Follower;
import java.util.Collection;
import java.util.List;

/** Who looks at the files of what is opened: an application, or what is opened itself. */
interface FollowedBy {

    /** Follows nothing. */
    FollowedBy NOBODY = new FollowedBy() {
        @Override
        public boolean follow(Collection<Followed> all) {
            return false;
        }

        @Override
        public void unfollow(Collection<Followed> all) {
            // nothing is followed
        }

        @Override
        public List<Follower.Status> reload() {
            return List.of();
        }

        @Override
        public List<Follower.Status> statuses() {
            return List.of();
        }
    };

    /** Follows all of these; false if it follows none, so that somebody else has to. */
    boolean follow(Collection<Followed> all);

    /** Follows them no more. */
    void unfollow(Collection<Followed> all);

    /** Reads everything that it follows now, and says how it is then. */
    List<Follower.Status> reload();

    /** How everything is that it follows. */
    List<Follower.Status> statuses();

    /** A follower that follows nothing else. */
    record Itself(Follower follower) implements FollowedBy {

        @Override
        public boolean follow(Collection<Followed> all) {
            all.forEach(follower::follow);
            follower.start();
            return true;
        }

        @Override
        public void unfollow(Collection<Followed> all) {
            follower.close();
        }

        @Override
        public List<Follower.Status> reload() {
            return follower.reload();
        }

        @Override
        public List<Follower.Status> statuses() {
            return follower.statuses();
        }
    }
}
