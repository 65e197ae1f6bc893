// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.containers;

import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** As {@link WaysAroundIT}, on the full servers: each is started once for all of it. */
@Tag("servers")
class WaysAroundServersIT {

    @ParameterizedTest
    @EnumSource
    void no_way_leads_around_the_guard_of_a_servlet(Server server) {
        SoftAssertions softly = new SoftAssertions();
        try (Running running = server.start(Applications.all())) {
            Wire wire = new Wire(running);
            boolean grizzly = server == Server.PAYARA || server == Server.GLASSFISH;
            for (String way : WaysAroundIT.ways()) {
                if (grizzly && way.startsWith("/late/")) {
                    // They let nobody guard what a listener has added, and run all that is not stopped by then.
                    softly.assertThat(wire.get(way, Pki.BILLING).brief())
                            .as(way)
                            .isEqualTo("503 not-ready");
                    softly.assertThat(wire.plainGet(way).brief()).as(way).isEqualTo("503 not-ready");
                    continue;
                }
                // They begin an asynchronous dispatch while the thread that asked for it is still on its way out and
                // sets the
                // status too: there, it is only sure that nothing is reached.
                boolean told = !grizzly || !way.contains("/async");
                Answer nobody = wire.get(way, Pki.NOBODY);
                softly.assertThat(nobody.body()).as(way).doesNotContain("reached");
                Answer stranger = wire.get(way, Pki.STRANGER);
                softly.assertThat(stranger.body()).as(way).doesNotContain("reached");
                if (told) {
                    softly.assertThat(nobody.brief()).as(way).isEqualTo("403 no-certificate");
                    softly.assertThat(stranger.brief()).as(way).isEqualTo("403 unknown-issuer");
                }
                softly.assertThat(wire.plainGet(way).status()).as(way).isEqualTo(308);
                softly.assertThat(wire.get(way, Pki.BILLING).body())
                        .as(way)
                        .contains("reached")
                        .contains("as spiffe://prod.example/ns/billing/api");
            }
        }
        softly.assertAll();
    }
}
