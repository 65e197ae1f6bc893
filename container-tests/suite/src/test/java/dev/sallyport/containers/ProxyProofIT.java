// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** That a proxy is believed for what it proves, and that nothing less will do. */
@ParameterizedClass(name = "{0}")
@EnumSource(names = {"JETTY_EE10", "TOMCAT_10", "UNDERTOW"})
record ProxyProofIT(Container container) {

    private static final String[] SAID_BY_NGINX = {
        "X-SSL-Client-Cert: " + Forgeries.escaped(),
        "X-SSL-Cipher: TLS_AES_256_GCM_SHA384",
        "X-Forwarded-Proto: https",
        "X-Forwarded-For: 192.0.2.7"
    };

    @ParameterizedTest
    @ValueSource(strings = "spiffe://edge.example/nginx")
    void a_proxy_that_proves_itself_by_its_certificate_is_believed(String id) {
        Answer orders = ask("/sample/partner/orders", proxy(id), SAID_BY_NGINX);
        Answer heard = ask("/known/heard", proxy(id), SAID_BY_NGINX);

        assertThat(orders.brief()).as(orders.body()).isEqualTo("200");
        assertThat(heard.body()).contains("address=192.0.2.7\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"spiffe://edge.example/nginx2", "spiffe://edge.example/haproxy", "spiffe://edge.example/"})
    void another_certificate_of_the_same_ca_at_the_same_address_proves_nothing(String id) {
        Answer orders = ask("/sample/partner/orders", proxy(id), SAID_BY_NGINX);

        assertThat(orders.status()).as(orders.body()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nginx-and-nobody-else",
                "httpd-and-nobody-els",
                "httpd-and-nobody-else2",
                "HTTPD-AND-NOBODY-ELSE",
                ""
            })
    void without_the_certificate_or_the_secret_the_same_address_proves_nothing(String secret) {
        String[] said = List.of(
                        "X-Sallyport-Proxy: " + secret,
                        "X-SSL-Client-Cert: " + Forgeries.spaced(),
                        "X-Forwarded-Proto: https",
                        "X-Forwarded-For: 192.0.2.7")
                .toArray(String[]::new);
        Answer orders = ask("/sample/partner/orders", Pki.NOBODY, said);
        Answer heard = ask("/known/heard", Pki.NOBODY, said);

        assertThat(orders.brief()).isEqualTo("403 no-certificate");
        assertThat(heard.body()).contains("address=127.0.0.1\n").contains("certificate=null\n");
    }

    private Answer ask(String target, SSLContext client, String... headers) {
        Wire wire = new Wire(Edge.of(container).container());
        return wire.https(wire.request("GET", target, 8443, headers), client);
    }

    private static SSLContext proxy(String id) {
        return Pki.PROXIES.client("proxy").spiffe(id).issue().sslContext(Pki.SERVERS);
    }
}
