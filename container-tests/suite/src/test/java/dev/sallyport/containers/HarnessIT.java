// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.containers.apps.Probe;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That the containers run as these tests need them, with an application that has no Sallyport. */
class HarnessIT {

    @ParameterizedTest
    @EnumSource
    void a_container_lets_the_application_see_any_certificate(Container container) {
        War war = War.bare("probe").classes(Probe.class);

        try (Running running = container.start(Map.of("/probe", war))) {
            Wire wire = new Wire(running);
            assertThat(wire.plainGet("/probe/probe").body()).isEqualTo("secure=false certificates=0");
            assertThat(wire.get("/probe/probe", Pki.NOBODY).body()).isEqualTo("secure=true certificates=0");
            assertThat(wire.get("/probe/probe", Pki.BILLING).body()).isEqualTo("secure=true certificates=1");
            assertThat(wire.get("/probe/probe", Pki.STRANGER).body()).isEqualTo("secure=true certificates=1");
            assertThat(wire.get("/probe/probe", Pki.EXPIRED).body()).isEqualTo("secure=true certificates=1");
        }
    }
}
