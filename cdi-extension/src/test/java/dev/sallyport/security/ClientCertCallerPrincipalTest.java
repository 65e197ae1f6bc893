// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.PeerIdentity;
import jakarta.security.enterprise.CallerPrincipal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;

class ClientCertCallerPrincipalTest {

    @Test
    void what_was_proven_does_not_outlive_the_process() throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(new ClientCertCallerPrincipal("kim", peer()));
        }

        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(in.readObject())
                    .isExactlyInstanceOf(CallerPrincipal.class)
                    .extracting(restored -> ((CallerPrincipal) restored).getName())
                    .isEqualTo("kim");
        }
    }

    @Test
    void callers_of_one_name_and_peer_are_equal_and_of_another_are_not() {
        PeerIdentity peer = peer();

        assertThat(new ClientCertCallerPrincipal("kim", peer))
                .isEqualTo(new ClientCertCallerPrincipal("kim", peer))
                .hasSameHashCodeAs(new ClientCertCallerPrincipal("kim", peer))
                .isNotEqualTo(new ClientCertCallerPrincipal("lee", peer))
                .isNotEqualTo(new ClientCertCallerPrincipal("kim", peer()))
                .isNotEqualTo(new CallerPrincipal("kim"));
    }

    private static PeerIdentity peer() {
        return (PeerIdentity) Proxy.newProxyInstance(
                ClientCertCallerPrincipalTest.class.getClassLoader(),
                new Class<?>[] {PeerIdentity.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "equals" -> proxy == arguments[0];
                    case "hashCode" -> System.identityHashCode(proxy);
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
