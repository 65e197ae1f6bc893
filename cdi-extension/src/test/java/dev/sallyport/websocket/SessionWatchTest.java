// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.PeerIdentity;
import dev.sallyport.Refusal;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Session;
import java.lang.reflect.Proxy;
import java.security.Principal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SessionWatchTest {

    private static final PeerIdentity PEER = peer();
    private static final Refusal EXPIRED =
            new Refusal.Expired("CN=billing", Instant.EPOCH, Instant.EPOCH.plusSeconds(1));

    private final List<CloseReason> closed = new ArrayList<>();

    private Session session(@Nullable Principal principal) {
        return (Session) Proxy.newProxyInstance(
                Session.class.getClassLoader(), new Class<?>[] {Session.class}, (self, method, given) -> {
                    return switch (method.getName()) {
                        case "isOpen" -> closed.isEmpty();
                        case "close" -> {
                            closed.add((CloseReason) given[0]);
                            yield null;
                        }
                        case "getUserPrincipal" -> principal;
                        default -> throw new UnsupportedOperationException(method.toString());
                    };
                });
    }

    private static PeerIdentity peer() {
        return (PeerIdentity) Proxy.newProxyInstance(
                PeerIdentity.class.getClassLoader(), new Class<?>[] {PeerIdentity.class}, (self, method, given) -> {
                    if (method.getName().equals("snapshot")) {
                        return self;
                    }
                    throw new UnsupportedOperationException(method.toString());
                });
    }

    @Test
    void a_session_goes_on_while_its_peer_would_be_let_in() {
        SessionWatch watch = new SessionWatch(peer -> Optional.empty());

        assertThat(watch.look(session(PEER), PEER)).isTrue();
        assertThat(closed).isEmpty();
    }

    @Test
    void a_session_is_closed_as_a_policy_violation_with_the_code_and_nothing_else() {
        SessionWatch watch = new SessionWatch(peer -> Optional.of(EXPIRED));

        assertThat(watch.look(session(PEER), PEER)).isFalse();
        assertThat(closed).singleElement().satisfies(reason -> {
            assertThat(reason.getCloseCode()).isEqualTo(CloseCodes.VIOLATED_POLICY);
            assertThat(reason.getReasonPhrase()).isEqualTo("expired");
        });
        assertThat(watch.look(session(PEER), PEER)).isFalse();
        assertThat(closed).hasSize(1);
    }

    @Test
    void a_session_is_closed_where_nobody_can_tell() {
        SessionWatch watch = new SessionWatch(peer -> {
            throw new IllegalStateException("broken");
        });

        assertThat(watch.look(session(PEER), PEER)).isFalse();
        assertThat(closed)
                .singleElement()
                .extracting(CloseReason::getReasonPhrase)
                .isEqualTo("not-ready");
    }

    @Test
    void a_session_that_nobody_proved_to_have_opened_has_no_identity_and_is_not_watched() {
        PeerSession session = PeerSession.of(session(() -> "container"));

        assertThat(session.find()).isEmpty();
        assertThatThrownBy(session::identity)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no proven peer");
        assertThatThrownBy(session::closeWhenEnded).isInstanceOf(IllegalStateException.class);
        assertThat(PeerSession.of(session(PEER)).identity()).isSameAs(PEER);
    }
}
