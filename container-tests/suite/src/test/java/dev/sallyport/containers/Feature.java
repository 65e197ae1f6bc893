// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.Stream;

/** What {@link Everything} shows; each is asked over TLS, by callers who may and by others who may not. */
enum Feature {
    FRONT_FILTER("front filter: HTTPS only, and HSTS") {
        @Override
        void check(Wire wire) {
            assertThat(wire.plainGet("/everything/hall").status()).isEqualTo(308);
            Answer answer = wire.get("/everything/hall", Pki.NOBODY);
            assertThat(answer.body()).isEqualTo("hall");
            assertThat(answer.header("strict-transport-security")).hasSize(1);
        }
    },

    ANNOTATED_SERVLET("annotation on a servlet") {
        @Override
        void check(Wire wire) {
            guarded(wire, "/everything/till", "till of ");
        }
    },

    INJECTION("`@Inject PeerIdentity`") {
        @Override
        void check(Wire wire) {
            guarded(wire, "/everything/desk", "desk of ");
            assertThat(wire.get("/everything/desk", Pki.SHIPPING).body()).isEqualTo("desk of " + SHIPPING);
        }
    },

    INTERCEPTOR("annotation on a bean") {
        @Override
        void check(Wire wire) {
            guarded(wire, "/everything/stairs", "opened to ");
            assertThat(wire.get("/everything/stairs", Pki.SHIPPING).brief()).isEqualTo("403 not-allowed");
        }
    },

    JAX_RS("annotation on a Jakarta REST resource, and on its method") {
        @Override
        void check(Wire wire) {
            guarded(wire, "/everything/api/shelf", "shelf of ");
            assertThat(wire.get("/everything/api/shelf", Pki.BILLING).body()).endsWith("clerk: true");
            assertThat(wire.get("/everything/api/shelf", Pki.SHIPPING).body())
                    .isEqualTo("shelf of " + SHIPPING + ", clerk: false");
            guarded(wire, "/everything/api/shelf/top", "top for ");
            assertThat(wire.get("/everything/api/shelf/top", Pki.SHIPPING).brief())
                    .isEqualTo("403 not-allowed");
        }
    },

    WEBSOCKET("annotation on a WebSocket endpoint") {
        @Override
        void check(Wire wire) {
            assertThat(wire.greeting("/everything/bell/kitchen", Pki.BILLING))
                    .isEqualTo("kitchen rings for " + BILLING);
            assertThat(wire.greeting("/everything/bell/kitchen", Pki.SHIPPING)).isEqualTo("403");
            assertThat(wire.greeting("/everything/bell/kitchen", Pki.STRANGER)).isEqualTo("403");
            assertThat(wire.greeting("/everything/bell/kitchen", Pki.NOBODY)).isEqualTo("403");
        }
    },

    JAKARTA_SECURITY("`@ClientCertAuthenticationMechanismDefinition`") {
        @Override
        void check(Wire wire) {
            assertThat(wire.get("/login/counter", Pki.BILLING).body())
                    .isEqualTo("counter of " + BILLING + ", cashier: true, true, peer " + BILLING);
            assertThat(wire.get("/login/counter", Pki.SHIPPING).status()).isEqualTo(403);
            assertThat(wire.get("/login/counter", Pki.STRANGER).brief()).isEqualTo("403 unknown-issuer");
            assertThat(wire.get("/login/counter", Pki.NOBODY).status()).isBetween(401, 403);
        }

        @Override
        boolean isShut(Wire wire) {
            return Stream.of(Pki.BILLING, Pki.NOBODY)
                            .map(caller -> wire.get("/login/counter", caller).status())
                            .allMatch(status -> status == 404 || status == 503)
                    && wire.said().contains("Entrance: defines an authentication mechanism, but");
        }
    },

    ROLES("roles by rules") {
        @Override
        void check(Wire wire) {
            assertThat(wire.get("/everything/till", Pki.BILLING).body()).endsWith("clerk: true");
            assertThat(wire.get("/everything/till", Pki.SHIPPING).body()).endsWith("clerk: false");
        }
    },

    DIRECT("certificate of the connection") {
        @Override
        void check(Wire wire) {
            assertThat(wire.get("/everything/till", Pki.BILLING).body()).contains(BILLING + ", directly");
        }
    },

    FORWARDED("certificate from a proxy") {
        @Override
        void check(Wire wire) {
            String secret = "X-Sallyport-Proxy: " + Everything.SECRET;
            String certificate = "Client-Cert: " + Forgeries.byteSequence();
            assertThat(forwarded(wire, secret, certificate).body()).contains(BILLING + ", through edge");
            assertThat(forwarded(wire, secret).brief()).isEqualTo("403 no-certificate");
            assertThat(forwarded(wire, certificate).brief()).isEqualTo("403 no-certificate");
            assertThat(forwarded(wire, secret + "!", certificate).brief()).isEqualTo("403 no-certificate");
        }

        private Answer forwarded(Wire wire, String... headers) {
            String said = String.join("\r\n", headers) + "\r\nX-Forwarded-Proto: https\r\nX-Forwarded-For: 192.0.2.7"
                    + "\r\nX-SSL-Cipher: TLS_AES_256_GCM_SHA384";
            return wire.https(wire.request("GET", "/everything/till", 8443, said), Pki.NOBODY);
        }
    };

    private static final String BILLING = "spiffe://prod.example/ns/billing/api";
    private static final String SHIPPING = "spiffe://prod.example/ns/shipping/api";

    private final String title;

    Feature(String title) {
        this.title = title;
    }

    /** Fails where the container does not do it. */
    abstract void check(Wire wire);

    /** Whether nobody reaches what it would guard, where the container does not do it. */
    boolean isShut(Wire wire) {
        return false;
    }

    /** Why it does not; empty where it does. */
    final Optional<AssertionError> failure(Wire wire) {
        try {
            check(wire);
            return Optional.empty();
        } catch (AssertionError e) {
            return Optional.of(e);
        }
    }

    @Override
    public String toString() {
        return title;
    }

    /** Lets billing in, and neither who shows nothing nor whom nobody here knows. */
    private static void guarded(Wire wire, String path, String answer) {
        assertThat(wire.get(path, Pki.NOBODY).brief()).isEqualTo("403 no-certificate");
        assertThat(wire.get(path, Pki.STRANGER).brief()).isEqualTo("403 unknown-issuer");
        assertThat(wire.get(path, Pki.BILLING).body()).startsWith(answer + BILLING);
    }
}
