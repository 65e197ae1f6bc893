// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.containers.apps.Heard;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That nothing which a client says in a proxy's stead gets past the proxy, with no Sallyport behind it. */
class ProxyHeadersIT {

    @ParameterizedTest
    @EnumSource
    void no_forged_header_passes_a_proxy(Proxy proxy) {
        Edge.needs(proxy);
        War war = War.bare("heard").classes(Heard.class);

        try (Running container = Container.JETTY_EE10.start(Map.of("/heard", war));
                Running front = proxy.start(container, Ports.free())) {
            for (String version : List.of("--http1.1", "--http2")) {
                List<String> forged =
                        Forgeries.NAMES.stream().map(name -> name + ": forged").toList();
                String heard = new Curl(version)
                        .get("https://localhost:" + front.https() + "/heard/heard", Caller.NOBODY, forged)
                        .body();
                assertThat(heard).contains("url=http").doesNotContain("forged");
            }
        }
    }
}
