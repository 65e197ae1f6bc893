// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.containers.apps.Desk;
import dev.sallyport.containers.apps.GuardedDesk;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Session cookies of peers, and whoever else has them, on each container's own sessions. */
@ParameterizedClass(name = "{0}")
@EnumSource
record SessionsIT(Container container) {

    private static final SSLContext RENEWED = Pki.PARTNERS
            .client("billing")
            .spiffe("spiffe://prod.example/ns/billing/api")
            .issue()
            .sslContext(Pki.SERVERS);

    private static final Map<Container, Running> RUNNING = new EnumMap<>(Container.class);

    private Wire wire() {
        return new Wire(RUNNING.computeIfAbsent(
                container,
                it -> it.start(Map.of("/app", Applications.trusting("desk").classes(Desk.class, GuardedDesk.class)))));
    }

    @AfterAll
    static void stop() {
        RUNNING.values().forEach(Running::close);
        RUNNING.clear();
    }

    private static Answer ask(Wire wire, SSLContext who, String target, String session) {
        String[] cookie = session.isEmpty() ? new String[0] : new String[] {"Cookie: " + session};
        return wire.https(wire.request("GET", "/app" + target, 443, cookie), who);
    }

    private static String cookie(Answer answer) {
        List<String> lines = answer.header("set-cookie");
        return lines.isEmpty() ? "" : lines.get(lines.size() - 1).split(";", 2)[0];
    }

    private static String sessionOfBilling(Wire wire) {
        Answer made = ask(wire, Pki.BILLING, "/guarded?write", "");
        assertThat(made.body()).isEqualTo("written");
        assertThat(cookie(made)).startsWith("JSESSIONID=");
        return cookie(made);
    }

    @Test
    void the_session_of_a_peer_goes_on_with_him_and_with_his_renewed_certificate() {
        Wire wire = wire();
        String session = sessionOfBilling(wire);

        for (String target : List.of("/guarded?read", "/guarded?async", "/desk?read", "/desk?async")) {
            assertThat(ask(wire, Pki.BILLING, target, session).body())
                    .as(target)
                    .isEqualTo("secret");
            assertThat(ask(wire, RENEWED, target, session).body()).as(target).isEqualTo("secret");
        }
    }

    @Test
    void a_stolen_cookie_is_of_no_use_to_another_peer_nor_to_nobody_and_the_log_says_so() {
        Wire wire = wire();
        String session = sessionOfBilling(wire);

        for (String work : List.of("read", "async", "nothing", "write", "change", "renew")) {
            assertThat(ask(wire, Pki.SHIPPING, "/guarded?" + work, session).brief())
                    .isEqualTo("403 session-mismatch");
            assertThat(ask(wire, Pki.SHIPPING, "/desk?" + work, session).brief())
                    .isEqualTo("403 session-mismatch");
            assertThat(ask(wire, Pki.NOBODY, "/desk?" + work, session).brief()).isEqualTo("403 session-mismatch");
            assertThat(ask(wire, Pki.NOBODY, "/guarded?" + work, session).brief())
                    .isEqualTo("403 session-mismatch");
        }

        assertThat(ask(wire, Pki.NOBODY, "/desk?read", "").body()).isEqualTo("no session");
        assertThat(ask(wire, Pki.BILLING, "/guarded?read", session).body()).isEqualTo("secret");
        assertThat(wire.said())
                .contains("session-mismatch: the session belongs to spiffe://prod.example/ns/billing/api")
                .doesNotContain(session.substring(session.indexOf('=') + 1));
    }

    @Test
    void a_planted_session_gets_another_id_when_a_peer_takes_it() {
        Wire wire = wire();
        String planted = cookie(ask(wire, Pki.NOBODY, "/desk?write", ""));
        Answer taken = ask(wire, Pki.BILLING, "/guarded?read", planted);

        assertThat(taken.body()).isEqualTo("secret");
        assertThat(cookie(taken)).startsWith("JSESSIONID=").isNotEqualTo(planted);
        assertThat(ask(wire, Pki.NOBODY, "/desk?read", planted).body()).isEqualTo("no session");
        assertThat(ask(wire, Pki.NOBODY, "/desk?read", cookie(taken)).brief()).isEqualTo("403 session-mismatch");
        Answer next = ask(wire, Pki.BILLING, "/guarded?read", cookie(taken));
        assertThat(next.body()).isEqualTo("secret");
        assertThat(next.header("set-cookie")).isEmpty();
    }

    @Test
    void a_session_after_another_one_has_ended_is_bound_too() {
        Wire wire = wire();
        Answer renewed = ask(wire, Pki.BILLING, "/guarded?renew", sessionOfBilling(wire));

        assertThat(renewed.body()).isEqualTo("written");
        assertThat(ask(wire, Pki.SHIPPING, "/desk?read", cookie(renewed)).brief())
                .isEqualTo("403 session-mismatch");
        assertThat(ask(wire, Pki.BILLING, "/desk?read", cookie(renewed)).body()).isEqualTo("new");
    }

    @Test
    void peers_who_race_for_one_session_do_not_both_get_it() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            Wire wire = wire();
            String planted = cookie(ask(wire, Pki.NOBODY, "/desk?write", ""));
            List<Callable<String>> races = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                SSLContext who = i % 2 == 0 ? Pki.BILLING : Pki.SHIPPING;
                String name = i % 2 == 0 ? "billing" : "shipping";
                races.add(() -> ask(wire, who, "/guarded?read", planted).body().equals("secret") ? name : "");
            }

            List<String> winners = new ArrayList<>();
            for (Future<String> race : threads.invokeAll(races)) {
                winners.add(race.get());
            }

            assertThat(winners).containsAnyOf("billing", "shipping");
            assertThat(winners.contains("billing") && winners.contains("shipping"))
                    .isFalse();
        } finally {
            threads.shutdown();
        }
    }
}
