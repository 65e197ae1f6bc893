// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That nothing which a client says in a proxy's stead gets past the proxy, with no Sallyport behind it. */
class ProxyHeadersIT {

    @ParameterizedTest
    @EnumSource
    void no_forged_header_passes_a_proxy(Proxy proxy) {
        String heard = "https://localhost:"
                + Edge.of(Container.JETTY_EE10).front(proxy).https() + "/bare/heard";
        List<String> forged =
                Forgeries.NAMES.stream().map(name -> name + ": forged").toList();
        for (Curl curl : Curl.VERSIONS) {
            Answer answer = curl.ask(List.of(new Curl.Request(heard, Caller.NOBODY, forged)))
                    .get(0);

            assertThat(answer.body()).contains("url=http").doesNotContain("forged");
        }
    }
}
