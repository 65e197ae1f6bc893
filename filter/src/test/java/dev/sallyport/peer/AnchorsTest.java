// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import static dev.sallyport.peer.Asking.NOON;
import static dev.sallyport.peer.Asking.below;
import static dev.sallyport.peer.Asking.ca;
import static dev.sallyport.peer.Asking.client;
import static dev.sallyport.peer.Asking.code;
import static dev.sallyport.peer.Asking.shown;
import static dev.sallyport.peer.Asking.trusting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testca.Draft;
import dev.sallyport.testca.KeyUsageBit;
import dev.sallyport.testca.TestCa;
import dev.sallyport.testca.Usage;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What an anchor says of itself binds, which the JDK does not ask. */
class AnchorsTest {

    private static final TestCa ROOT = ca("Root");
    private static final byte[] NOTHING = {5, 0};

    @Test
    void what_an_anchor_says_of_itself_binds_unless_it_is_insecurely_ignored() {
        assertThat(codes(ca -> ca.usage(Usage.CLIENT_AUTH))).isEqualTo("known, ignored known");
        assertThat(codes(ca -> ca.usage(Usage.SERVER_AUTH))).isEqualTo("wrong-usage, ignored known");
        assertThat(codes(ca -> ca.keyUsage(KeyUsageBit.CRL_SIGN))).isEqualTo("bad-path, ignored known");
        assertThat(codes(ca -> ca.ca(false))).isEqualTo("bad-path, ignored known");
        assertThat(codes(ca -> ca.extension("1.3.6.1.4.1.55555.1", true, NOTHING)))
                .isEqualTo("bad-certificate, ignored known");
        assertThat(codes(ca -> ca.extension("1.3.6.1.4.1.55555.1", false, NOTHING)))
                .isEqualTo("known, ignored known");
        assertThat(codes(ca -> ca.extension("2.5.29.30", false, NOTHING))).isEqualTo("bad-certificate, ignored known");
    }

    @Test
    void an_anchor_that_is_out_of_its_time_or_weak_proves_nobody_in_any_case() {
        assertThat(codes(ca -> ca.until(NOON.minusSeconds(1)))).isEqualTo("expired, ignored expired");
        assertThat(codes(ca -> ca.from(NOON.plusSeconds(1)))).isEqualTo("not-yet-valid, ignored not-yet-valid");
        assertThat(codes(ca -> ca.rsa(1024))).isEqualTo("weak-algorithm, ignored weak-algorithm");
    }

    @Test
    void one_anchor_that_cannot_be_read_does_not_stop_the_others() {
        TestCa odd = ROOT.but(ca -> ca.extension("2.5.29.30", false, NOTHING));

        assertThat(code(trusting(odd, ROOT).build(), shown(client(ROOT)))).isEqualTo("known");
    }

    @Test
    void an_anchor_may_be_an_intermediate_that_is_shown_too() {
        TestCa issuing = below(ROOT, "Issuing");

        assertThat(code(trusting(issuing).build(), shown(client(issuing), issuing, ROOT)))
                .isEqualTo("known");
    }

    private static String codes(Consumer<Draft> anchor) {
        TestCa changed = ROOT.but(anchor);
        ClientTrust ignoring =
                trusting(changed).anchorLimits(AnchorLimits.INSECURE_IGNORED).build();
        return code(trusting(changed).build(), shown(client(changed))) + ", ignored "
                + code(ignoring, shown(client(changed)));
    }
}
