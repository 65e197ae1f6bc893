// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sallyport.AddressBlock;
import dev.sallyport.testca.Issued;
import dev.sallyport.testca.TestCa;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocketFactory;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What one fetch does with real sockets. */
class FetcherTest {

    private static final SSLSocketFactory TLS = (SSLSocketFactory) SSLSocketFactory.getDefault();
    private static final Duration BRIEF = Duration.ofMillis(300);
    private static final String OK = "HTTP/1.1 200 OK\r\n";

    @Test
    void what_a_host_sends_is_fetched_and_nothing_but_the_request_is_told_it() throws IOException {
        try (LoopbackHost host = new LoopbackHost(LoopbackHost.text(OK + "Content-Length: 5\r\n\r\nhello and more"))) {
            assertThat(text(host, "/a?b=c")).isEqualTo("hello");
            assertThat(host.asked())
                    .containsExactly("GET /a?b=c HTTP/1.1\nHost: 127.0.0.1:" + host.port() + "\nUser-Agent: Sallyport\n"
                            + "Accept-Encoding: identity\nConnection: close\nAccept: text/plain\n");
        }
    }

    @Test
    void something_can_be_sent_along() throws IOException {
        try (LoopbackHost host = new LoopbackHost(LoopbackHost.content(new byte[] {1}))) {
            FetchRequest request = FetchRequest.post(FetchUrl.parse(host.url("/")), "a/b", new byte[] {1, 2}, "c/d");

            assertThat(fetcher(host).fetch(request, 1, InputStream::readAllBytes))
                    .containsExactly(1);
            assertThat(host.asked().get(0)).startsWith("POST / ").contains("Content-Type: a/b\nContent-Length: 2\n");
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "HTTP/1.0 200 OK^^hello",
                "HTTP/1.1 200^Content-Length:5 ^^hello",
                "HTTP/1.1 200 OK^Transfer-Encoding: CHUNKED^^3^hel^2;a=b^lo^0^^",
                "HTTP/1.1 200 OK^transfer-encoding: chunked^^00000005 ^hello^0^A: b^^",
            })
    void an_answer_is_read_in_whatever_way_it_is_sent(String answer) throws IOException {
        try (LoopbackHost host = new LoopbackHost(LoopbackHost.text(wire(answer)))) {
            assertThat(text(host, "/")).isEqualTo("hello");
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "HTTP/1.1 302 Found^Location: /b^^                            | 302, but no redirect is followed",
                "HTTP/1.1 301 Moved^Location: http://169.254.169.254/^^        | 301, but no redirect is followed",
                "HTTP/1.1 404 Not Found^^hello                                 | the answer is 404",
                "HTTP/1.1 503 Busy^^hello                                      | the answer is 503",
                "HTTP/1.1 206 Partial^^hello                                   | the answer is 206",
                "HTTP/1.1 100 Continue^^HTTP/1.1 200 OK^^hello                 | the answer is 100",
                "HTTP/2 200^^hello                                             | no HTTP",
                "SSH-2.0-OpenSSH^^                                             | no HTTP",
                "HTTP/1.1 200 OK^no colon^^hello                               | malformed field",
                "HTTP/1.1 200 OK^A: b^ folded^^hello                           | malformed field",
                "HTTP/1.1 200 OK^Content-Encoding: gzip^^hello                 | compressed",
                "HTTP/1.1 200 OK^Content-Length: 11^^hello hello               | has 11 bytes, more than 10",
                "HTTP/1.1 200 OK^Content-Length: 99999999999999999999^^        | malformed length",
                "HTTP/1.1 200 OK^Content-Length: +5^^hello                     | malformed length",
                "HTTP/1.1 200 OK^Content-Length: 5^Content-Length: 5^^hello    | in several ways",
                "HTTP/1.1 200 OK^Content-Length: 5^Transfer-Encoding: chunked^^| in several ways",
                "HTTP/1.1 200 OK^Transfer-Encoding: gzip, chunked^^            | unknown transfer encoding",
                "HTTP/1.1 200 OK^Content-Length: 6^^hello                      | ends 1 bytes early",
                "HTTP/1.1 200 OK^Transfer-Encoding: chunked^^B^hello hello^0^^ | more than 10 bytes",
                "HTTP/1.1 200 OK^Transfer-Encoding: chunked^^5^hello           | ends early",
                "HTTP/1.1 200 OK^Transfer-Encoding: chunked^^5^hello!^0^^      | malformed chunk",
                "HTTP/1.1 200 OK^Transfer-Encoding: chunked^^-1^hello          | malformed chunk",
                "HTTP/1.1 200 OK^Transfer-Encoding: chunked^^fffffffff^hello   | malformed chunk",
                "HTTP/1.1 200 OK^^hello hello                                  | more than 10 bytes",
            })
    void any_other_answer_is_refused(String answer, String reason) throws IOException {
        try (LoopbackHost host = new LoopbackHost(LoopbackHost.text(wire(answer)))) {
            assertThat(failure(host, "/")).contains(reason);
            assertThat(host.connections()).isEqualTo(1);
        }
    }

    @Test
    void endless_fields_are_cut_off() throws IOException {
        LoopbackHost.Script flood = (head, out) -> {
            out.write(OK.getBytes(StandardCharsets.US_ASCII));
            for (; ; ) {
                out.write("A: b\r\n".getBytes(StandardCharsets.US_ASCII));
            }
        };
        try (LoopbackHost host = new LoopbackHost(flood)) {
            assertThat(failure(host, "/")).contains("more than 16384 bytes of fields");
        }
    }

    @ParameterizedTest
    @CsvSource({"HTTP/1.1 200 OK^^", "HTTP/1.1 200 OK^Transfer-Encoding: chunked^^FFFFFFF^", "HTTP/1.1 200 OK^A: "})
    void a_host_that_drips_is_left_when_the_time_is_up(String first) throws IOException {
        try (LoopbackHost host = new LoopbackHost(LoopbackHost.dripping(wire(first)))) {
            assertThat(message(() -> text(impatient(host), host.url("/"), 1 << 20)))
                    .contains(BRIEF.toString());
        }
    }

    @Test
    void a_host_that_drips_is_slow_whatever_is_asked_of_it_and_one_that_sends_much_is_not() throws IOException {
        LoopbackHost.Script flood = (head, out) -> {
            out.write((OK + "\r\n").getBytes(StandardCharsets.US_ASCII));
            for (; ; ) {
                out.write(new byte[1024]);
            }
        };
        try (LoopbackHost host = new LoopbackHost(LoopbackHost.dripping(OK + "\r\n"))) {
            assertThat(late(host).isOfHost()).isTrue();
            host.script(flood);
            assertThat(late(host).isOfHost()).isFalse();
        }
    }

    private static FetchException late(LoopbackHost host) {
        return catchThrowableOfType(
                FetchException.class, () -> text(impatient(host), host.url("/"), Integer.MAX_VALUE));
    }

    @Test
    void a_host_that_says_nothing_is_left_when_the_time_is_up() throws IOException {
        try (LoopbackHost host = new LoopbackHost(LoopbackHost.silent())) {
            assertThat(failure(impatient(host), host.url("/"))).contains("said nothing within " + BRIEF);
        }
    }

    @Test
    void a_host_that_is_not_there_is_told() throws IOException {
        LoopbackHost gone = new LoopbackHost(LoopbackHost.silent());
        gone.close();

        assertThat(failure(gone, "/")).contains("cannot be connected to");
    }

    @Test
    void of_a_host_that_is_not_allowed_not_even_the_address_is_looked_up() throws IOException {
        FetchRules rules = FetchRules.NOTHING.hosts(List.of(new HostRule("crl.example")));
        Fetcher fetcher = new Fetcher(
                rules,
                host -> {
                    throw new AssertionError("looked up " + host);
                },
                TLS);

        assertThat(failure(fetcher, "http://other.example/")).contains("not among those that are allowed");
        assertThat(failure(fetcher, "http://crl.example.other.example/")).contains("not among");
        assertThat(failure(fetcher, "http://crl.example:8080/")).contains("not among");
        assertThat(failure(new Fetcher(FetchRules.NOTHING), "http://127.0.0.1/"))
                .contains("not among");
    }

    @Test
    void an_inward_address_is_not_connected_to_unless_that_is_allowed() throws IOException {
        try (LoopbackHost host = new LoopbackHost(LoopbackHost.content(new byte[5]))) {
            FetchRules rules = FetchRules.NOTHING.hosts(List.of(new HostRule("crl.example:" + host.port())));
            String url = "http://crl.example:" + host.port() + "/";

            assertThat(failure(new Fetcher(rules, named("127.0.0.1"), TLS), url))
                    .contains("127.0.0.1, which leads inward");
            assertThat(failure(new Fetcher(rules, named("192.0.43.8", "10.0.0.1"), TLS), url))
                    .contains("10.0.0.1, which leads inward");
            assertThat(host.connections()).isZero();
            Fetcher allowed =
                    new Fetcher(rules.inward(List.of(AddressBlock.parse("127.0.0.0/8"))), named("127.0.0.1"), TLS);
            assertThat(allowed.fetch(get(url), 5, InputStream::readAllBytes)).hasSize(5);
        }
    }

    @Test
    void a_name_is_looked_up_once_and_the_connection_goes_where_that_led() throws IOException {
        AtomicInteger lookups = new AtomicInteger();
        try (LoopbackHost host = new LoopbackHost(LoopbackHost.content(new byte[5]))) {
            FetchRules rules = FetchRules.NOTHING
                    .hosts(List.of(new HostRule("*.example:" + host.port())))
                    .inward(List.of(AddressBlock.parse("127.0.0.1/32")));
            Fetcher fetcher = new Fetcher(
                    rules,
                    name -> named(lookups.incrementAndGet() == 1 ? "127.0.0.1" : "127.0.0.2")
                            .resolve(name),
                    TLS);

            assertThat(fetcher.fetch(
                            get("http://rebinding.example:" + host.port() + "/"), 5, InputStream::readAllBytes))
                    .hasSize(5);
            assertThat(lookups).hasValue(1);
        }
    }

    @Test
    void the_next_address_is_tried_where_one_is_not_there() throws IOException {
        try (LoopbackHost host = new LoopbackHost(LoopbackHost.content(new byte[5]))) {
            FetchRules rules = rules(host).hosts(List.of(new HostRule("crl.example:" + host.port())));
            Fetcher fetcher = new Fetcher(rules, named("127.0.0.2", "127.0.0.1"), TLS);

            assertThat(fetcher.fetch(get("http://crl.example:" + host.port() + "/"), 5, InputStream::readAllBytes))
                    .hasSize(5);
        }
    }

    @Test
    void over_https_a_host_must_prove_its_name() throws Exception {
        TestCa acme = TestCa.named("Acme CA");
        Issued server = acme.server("crl.example").issue();
        try (LoopbackHost host = new LoopbackHost(
                LoopbackHost.content(new byte[5]), server.sslContext(acme).getServerSocketFactory())) {
            FetchRules rules = rules(host).hosts(List.of(new HostRule("*.example:" + host.port())));
            Fetcher fetcher = new Fetcher(
                    rules, named("127.0.0.1"), server.sslContext(acme).getSocketFactory());

            assertThat(fetcher.fetch(get("https://crl.example:" + host.port() + "/"), 5, InputStream::readAllBytes))
                    .hasSize(5);
            assertThat(failure(fetcher, "https://other.example:" + host.port() + "/"))
                    .contains("TLS fails");
            assertThat(failure(new Fetcher(rules, named("127.0.0.1"), TLS), "https://crl.example:" + host.port() + "/"))
                    .contains("TLS fails");
        }
    }

    @Test
    void a_host_that_says_nothing_in_tls_is_left_too() throws IOException {
        try (LoopbackHost host = new LoopbackHost(LoopbackHost.silent())) {
            assertThat(failure(impatient(host), "https://127.0.0.1:" + host.port() + "/"))
                    .contains(BRIEF.toString());
        }
    }

    @Test
    void closing_ends_what_is_being_fetched_and_nothing_is_fetched_after() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        LoopbackHost.Script silent = (head, out) -> {
            asked.countDown();
            new CountDownLatch(1).await();
        };
        try (LoopbackHost host = new LoopbackHost(silent)) {
            Fetcher fetcher = new Fetcher(rules(host).timeout(Duration.ofMinutes(1)));
            CompletableFuture<Throwable> ended =
                    CompletableFuture.supplyAsync(() -> catchThrowable(() -> text(fetcher, host.url("/"), 10)));
            assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();

            fetcher.close();

            assertThat(ended.get()).isInstanceOf(FetchException.class);
            assertThat(failure(fetcher, host.url("/"))).contains("cannot be connected to");
            assertThat(host.connections()).isEqualTo(1);
        }
    }

    private static String wire(String text) {
        return text.strip().replace("^", "\r\n");
    }

    private static FetchRules rules(LoopbackHost host) {
        return LoopbackHost.rules(host.port()).timeout(Duration.ofSeconds(20));
    }

    private static Fetcher fetcher(LoopbackHost host) {
        return new Fetcher(rules(host));
    }

    private static Fetcher impatient(LoopbackHost host) {
        return new Fetcher(rules(host).timeout(BRIEF));
    }

    private static Fetcher.Resolver named(String... addresses) {
        return name -> {
            InetAddress[] found = new InetAddress[addresses.length];
            for (int i = 0; i < found.length; i++) {
                found[i] = InetAddress.getByAddress(name, literal(addresses[i]));
            }
            return found;
        };
    }

    private static byte[] literal(String address) throws UnknownHostException {
        return InetAddress.getByName(address).getAddress();
    }

    private static FetchRequest get(String url) throws FetchException {
        return FetchRequest.get(FetchUrl.parse(url), "text/plain");
    }

    private static String text(LoopbackHost host, String path) throws IOException {
        return text(fetcher(host), host.url(path), 10);
    }

    private static String text(Fetcher fetcher, String url, int most) throws IOException {
        return fetcher.fetch(
                get(url), most, content -> new String(content.readAllBytes(), StandardCharsets.ISO_8859_1));
    }

    private static String failure(LoopbackHost host, String path) {
        return failure(host, path, 10);
    }

    private static String failure(LoopbackHost host, String path, int most) {
        return message(() -> text(fetcher(host), host.url(path), most));
    }

    private static String failure(Fetcher fetcher, String url) {
        return message(() -> text(fetcher, url, 10));
    }

    private static String message(ThrowingCallable fetch) {
        return String.valueOf(catchThrowableOfType(IOException.class, fetch).getMessage());
    }
}
