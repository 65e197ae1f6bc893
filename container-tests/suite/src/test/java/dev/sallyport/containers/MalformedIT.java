// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testca.Issued;
import dev.sallyport.testca.TestCa;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That whatever strangers send, nobody is answered with a fault of ours. */
class MalformedIT {

    private static final int REQUESTS = 2_000;
    private static final int TIMEOUT_MILLIS = 2_000;

    /** Odd, but good enough for a handshake. */
    private static final List<SSLContext> CLIENTS = List.of(
            Pki.NOBODY,
            Pki.BILLING,
            Pki.STRANGER,
            Pki.EXPIRED,
            odd("nameless").sslContext(Pki.SERVERS),
            Pki.PARTNERS.client("x").noSubject().dns("x").issue().sslContext(Pki.SERVERS),
            Pki.PARTNERS
                    .client("x")
                    .uri("spiffe://%zz")
                    .uri("::")
                    .dns("*")
                    .issue()
                    .sslContext(Pki.SERVERS),
            Pki.PARTNERS.client("x\r\nInjected: y").issue().sslContext(Pki.SERVERS),
            Pki.PARTNERS.client("ca").ca(true).issue().sslContext(Pki.SERVERS));

    @ParameterizedTest
    @EnumSource
    void two_thousand_malformed_requests_cause_no_500_and_show_no_stack_trace(Container container) {
        Wire wire = new Wire(Applications.on(container));
        Malformed malformed = new Malformed(20_26);
        List<byte[]> requests =
                IntStream.range(0, REQUESTS).mapToObj(i -> malformed.next()).toList();

        IntStream.range(0, REQUESTS).parallel().forEach(i -> {
            byte[] request = requests.get(i);
            Answer answer = i % 4 == 0
                    ? wire.https(request, CLIENTS.get(i / 4 % CLIENTS.size()), TIMEOUT_MILLIS)
                    : wire.http(request, TIMEOUT_MILLIS);
            String sent = new String(request, StandardCharsets.ISO_8859_1);
            assertThat(answer.status()).as(sent).isNotEqualTo(500);
            assertThat(answer.body()).as(sent).doesNotContain("\tat ", "Exception");
        });
    }

    private static Issued odd(String name) {
        return TestCa.named(name).client(name).selfSigned().issue();
    }
}
