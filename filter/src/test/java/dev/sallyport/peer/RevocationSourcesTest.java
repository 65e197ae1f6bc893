// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import static dev.sallyport.peer.Asking.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What several sources say together. */
class RevocationSourcesTest {

    private static final Instant SOON = NOON.plusSeconds(60);
    private static final RevocationStatus GOOD = new RevocationStatus.Good(NOON.plusSeconds(3600));
    private static final RevocationStatus REVOKED = new RevocationStatus.Revoked(
            Responding.ASKED.certificate(), new Refusal.Revoked("CN=billing", "01", "OCSP", NOON), Instant.MAX);
    private static final RevocationStatus UNKNOWN = unknown("it names no OCSP responder", false, Instant.MAX);

    private final List<RevocationStatus> asked = new ArrayList<>();

    @Test
    void the_first_that_knows_is_the_last_that_is_asked() {
        assertThat(status(GOOD, REVOKED)).isEqualTo(GOOD);
        assertThat(asked).containsExactly(GOOD);
        assertThat(status(UNKNOWN, REVOKED, GOOD)).isEqualTo(REVOKED);
        assertThat(status(UNKNOWN, GOOD, REVOKED)).isEqualTo(GOOD);
    }

    @Test
    void what_is_good_holds_no_longer_than_one_that_was_asked_before_might_know_more() {
        assertThat(status(unknown("later", false, SOON), GOOD)).isEqualTo(new RevocationStatus.Good(SOON));
    }

    @Test
    void what_nobody_knows_is_told_with_all_reasons() {
        RevocationStatus all =
                status(unknown("there is no CRL", true, Instant.MAX), UNKNOWN, unknown("c", false, SOON));

        assertThat(all)
                .isEqualTo(new RevocationStatus.Unknown(
                        new Refusal.RevocationUnknown("CN=billing", "there is no CRL; it names no OCSP responder; c"),
                        true,
                        SOON));
    }

    private RevocationStatus status(RevocationStatus... answers) {
        asked.clear();
        List<RevocationSource> sources = new ArrayList<>();
        for (RevocationStatus answer : answers) {
            sources.add(question -> {
                asked.add(answer);
                return answer;
            });
        }
        return new RevocationSources(sources).status(Responding.ASKED);
    }

    private static RevocationStatus unknown(String reason, boolean suspected, Instant until) {
        return new RevocationStatus.Unknown(new Refusal.RevocationUnknown("CN=billing", reason), suspected, until);
    }
}
