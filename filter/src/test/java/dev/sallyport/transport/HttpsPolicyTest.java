// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Decision;
import dev.sallyport.Decision.Proceed;
import dev.sallyport.Decision.Redirect;
import dev.sallyport.Decision.Refuse;
import dev.sallyport.Refusal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpsPolicyTest {

    private static final List<String> SECRETS = List.of("Authorization", "X-Api-Key");
    private static final List<ExemptPath> EXEMPT =
            List.of(new ExemptPath("/.well-known/acme-challenge/*"), new ExemptPath("/shop/health"));
    private static final PortMap PORTS = PortMap.parse("80:443, 8080:8443");
    private static final HttpsPolicy POLICY = new HttpsPolicy(true, PORTS, List.of(), SECRETS, EXEMPT);
    private static final HttpsPolicy OURS_ONLY = new HttpsPolicy(
            true,
            PORTS,
            List.of(new HostPattern("www.example.com"), new HostPattern("*.shop.example")),
            SECRETS,
            EXEMPT);

    @ParameterizedTest(name = "{0} on {1}")
    @CsvSource({
        "/,                        www.example.com,        https://www.example.com/",
        "/a%2Fb/%C3%A9?q=%20+a&b,  www.example.com,        https://www.example.com/a%2Fb/%C3%A9?q=%20+a&b",
        "//evil.example/x,         www.example.com,        https://www.example.com//evil.example/x",
        "/?next=http://a/?b?c,     www.example.com,        https://www.example.com/?next=http://a/?b?c",
        "/a[1]|{x}^`?q={1}|[2]\\,  www.example.com,        https://www.example.com/a[1]|{x}^`?q={1}|[2]\\",
        "/x,                       www.example.com:80,     https://www.example.com/x",
        "/x,                       www.example.com:8080,   https://www.example.com:8443/x",
        "/x,                       192.0.2.1:8080,         https://192.0.2.1:8443/x",
        "/x,                       [2001:db8::1]:8080,     https://[2001:db8::1]:8443/x",
        "/x,                       [::ffff:192.0.2.1],     https://[::ffff:192.0.2.1]/x",
        "/x,                       WWW.Example.COM,        https://WWW.Example.COM/x",
        "/x,                       localhost:8080,         https://localhost:8443/x",
        "/a;jsessionid=1/b;v=1?c,  www.example.com,        https://www.example.com/a/b;v=1?c",
        "/a;v=1;JSESSIONID=1;w=2,  www.example.com,        https://www.example.com/a;v=1;w=2",
        "/a;%6asessionid=1,        www.example.com,        https://www.example.com/a",
        "/a;jsessionid=1%0A/b,     www.example.com,        https://www.example.com/a/b",
        "/a;jsessionid,            www.example.com,        https://www.example.com/a",
        "/a?b;jsessionid=1,        www.example.com,        https://www.example.com/a?b;jsessionid=1",
        "/a;jsessionids=1,         www.example.com,        https://www.example.com/a;jsessionids=1",
    })
    void a_plain_get_is_sent_to_the_same_target_over_https(String target, String host, String location) {
        Decision decision = POLICY.decide(PlainRequest.get(target).host(host).facts());

        assertThat(decision).isEqualTo(new Redirect(location, false));
    }

    @Test
    void a_plain_head_is_redirected_too() {
        Decision decision = POLICY.decide(
                PlainRequest.get("/").method("HEAD").host("a.example").facts());

        assertThat(decision).isEqualTo(new Redirect("https://a.example/", false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "get", "Head", "", "GET "})
    void no_other_method_is_redirected(String method) {
        Decision decision = POLICY.decide(
                PlainRequest.get("/").method(method).host("a.example").facts());

        assertThat(decision).isEqualTo(new Refuse(new Refusal.PlaintextMethod(method)));
    }

    @Test
    void options_of_the_server_itself_is_refused_as_a_method() {
        Decision decision = POLICY.decide(
                PlainRequest.get("*").method("OPTIONS").host("a.example").facts());

        assertThat(decision).isEqualTo(new Refuse(new Refusal.PlaintextMethod("OPTIONS")));
    }

    @Test
    void a_secret_over_plain_http_is_refused_by_the_name_of_its_header() {
        Decision decision = POLICY.decide(PlainRequest.get("/")
                .host("a.example")
                .header("authorization", "Bearer hunter2")
                .facts());

        assertThat(decision).isEqualTo(new Refuse(new Refusal.PlaintextSecret("Authorization")));
    }

    @Test
    void a_secret_is_told_before_the_method() {
        Decision decision = POLICY.decide(PlainRequest.get("/")
                .method("POST")
                .host("a.example")
                .header("X-Api-Key", "hunter2")
                .facts());

        assertThat(decision).isEqualTo(new Refuse(new Refusal.PlaintextSecret("X-Api-Key")));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "X-Forwarded-Proto | https",
                "X-Forwarded-Proto | HTTPS",
                "X-Forwarded-Proto | http, https",
                "x-forwarded-proto | https ,http",
                "Forwarded         | proto=https",
                "Forwarded         | for=192.0.2.1;Proto=\"HTTPS\";by=x",
                "Forwarded         | for=192.0.2.1, for=10.0.0.1; proto = https",
            })
    void a_stranger_who_says_that_it_was_https_is_refused_and_never_redirected(String header, String value) {
        Decision decision = POLICY.decide(PlainRequest.get("/")
                .host("a.example")
                .header(header, value)
                .header("Authorization", "Bearer hunter2")
                .facts());

        assertThat(decision)
                .isInstanceOfSatisfying(
                        Refuse.class,
                        refuse -> assertThat(refuse.refusal())
                                .isInstanceOfSatisfying(Refusal.UntrustedProxy.class, untrusted -> {
                                    assertThat(untrusted.address()).isEqualTo("192.0.2.9");
                                    assertThat(untrusted.header()).isEqualToIgnoringCase(header);
                                }));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "X-Forwarded-Proto | http",
                "X-Forwarded-Proto | httpss",
                "Forwarded         | for=192.0.2.1;proto=http",
                "Forwarded         | for=https",
                "Forwarded         | xproto=https",
            })
    void a_stranger_who_says_that_it_was_http_is_redirected(String header, String value) {
        Decision decision = POLICY.decide(
                PlainRequest.get("/").host("a.example").header(header, value).facts());

        assertThat(decision).isInstanceOf(Redirect.class);
    }

    @Test
    void without_redirects_a_plain_get_is_refused() {
        HttpsPolicy refusing = new HttpsPolicy(false, PORTS, List.of(), SECRETS, List.of());

        Decision decision =
                refusing.decide(PlainRequest.get("/").host("a.example").facts());

        assertThat(decision).isEqualTo(new Refuse(new Refusal.Plaintext("https.redirect is false")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                "a.example ",
                "user@a.example",
                "a.example:0",
                "a.example:65536",
                "a.example:",
                "a.example:08443",
                "a.example:+80",
                "a.example:80:80",
                "a.example/",
                "a.example?",
                "a.example#",
                "a.example\\",
                "a%2eexample",
                "a_b.example",
                "-a.example",
                "a-.example",
                ".example",
                "a..example",
                "a.example.",
                "bücher.example",
                "a.example,b.example",
                "a.example\r\nX: y",
                "a.example\u0000",
                "1.2.3",
                "256.1.1.1",
                "01.2.3.4",
                "1.2.3.4.5",
                "0x7f.1",
                "0x7f000001",
                "2130706433",
                "2001:db8::1",
                "[2001:db8::1",
                "[2001:db8::1%25eth0]",
                "[2001:db8::1%eth0]",
                "[::1]a",
                "[]",
                "[:]",
                "[:::]",
                "[1::2::3]",
                "[1:2:3:4:5:6:7]",
                "[1:2:3:4:5:6:7:8:9]",
                "[1:2:3:4:5:6:7:8::]",
                "[12345::]",
                "[::1.2.3]",
                "[1.2.3.4::]",
                "[v1.a]",
                "[localhost]"
            })
    void a_malformed_host_is_refused(String host) {
        Decision decision = POLICY.decide(PlainRequest.get("/").host(host).facts());

        assertThat(decision).isEqualTo(new Refuse(new Refusal.BadHost(host)));
    }

    @Test
    void a_host_must_be_there_exactly_once() {
        PlainRequest twice = PlainRequest.get("/").host("a.example").host("a.example");

        assertThat(POLICY.decide(PlainRequest.get("/").facts())).isEqualTo(new Refuse(new Refusal.BadHost("none")));
        assertThat(POLICY.decide(twice.facts())).isEqualTo(new Refuse(new Refusal.BadHost("a.example, a.example")));
    }

    @Test
    void labels_and_names_have_the_lengths_of_dns() {
        String longestLabel = "a".repeat(63);
        String longestName = String.join(".", longestLabel, longestLabel, longestLabel, "a".repeat(61));

        assertThat(Authority.parse(longestLabel)).isPresent();
        assertThat(Authority.parse(longestLabel + 'a')).isEmpty();
        assertThat(longestName).hasSize(253);
        assertThat(Authority.parse(longestName)).isPresent();
        assertThat(Authority.parse(longestName + 'a')).isEmpty();
        assertThat(Authority.parse("a.".repeat(50_000))).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "www.example.com,      true",
        "WWW.example.COM:8080, true",
        "a.shop.example,       true",
        "shop.example,         false", // the star is one label, not none
        "a.b.shop.example,     false", // nor two
        "www.example.com.evil, false",
        "evilwww.example.com,  false",
        "192.0.2.1,            false",
    })
    void only_our_own_hosts_are_redirected_to(String host, boolean ours) {
        Decision decision = OURS_ONLY.decide(PlainRequest.get("/").host(host).facts());

        if (ours) {
            assertThat(decision)
                    .isInstanceOfSatisfying(
                            Redirect.class,
                            redirect -> assertThat(redirect.cacheable()).isTrue());
        } else {
            assertThat(decision).isEqualTo(new Refuse(new Refusal.HostNotAllowed(host)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "x",
                "?",
                "http://a.example/",
                "/a b",
                "/a\r\nSet-Cookie: b",
                "/a\tb",
                "/é",
                "/\u0000",
                "/\u007f",
                "/a\\b",
                "/<b>",
                "/\"",
                "/a#b",
                "/?a#b",
                "/?\"",
                "/?<"
            })
    void a_target_that_cannot_be_repeated_is_refused(String target) {
        Decision decision =
                POLICY.decide(PlainRequest.get(target).host("a.example").facts());

        assertThat(decision).isEqualTo(new Refuse(new Refusal.BadTarget(target)));
    }

    @Test
    void a_target_longer_than_8192_characters_is_refused() {
        String longest = '/' + "a".repeat(8191);

        assertThat(POLICY.decide(PlainRequest.get(longest).host("a.example").facts()))
                .isInstanceOf(Redirect.class);
        assertThat(POLICY.decide(
                        PlainRequest.get(longest + 'a').host("a.example").facts()))
                .isEqualTo(new Refuse(new Refusal.BadTarget(longest + 'a')));
    }

    @Test
    void a_port_that_no_setting_knows_is_refused_by_the_name_of_the_setting() {
        Decision decision =
                POLICY.decide(PlainRequest.get("/").host("a.example:81").facts());

        assertThat(decision)
                .isEqualTo(new Refuse(new Refusal.Plaintext("https.port says no HTTPS port for the HTTP port 81")));
    }

    @Test
    void one_port_is_for_every_http_port() {
        HttpsPolicy always = new HttpsPolicy(true, PortMap.parse("8443"), List.of(), SECRETS, List.of());

        assertThat(always.decide(PlainRequest.get("/").host("a.example:81").facts()))
                .isEqualTo(new Redirect("https://a.example:8443/", false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/.well-known/acme-challenge/Abc-_09", "/shop/health", "/shop/health?deep=1", "/shop/health?"})
    void an_exempt_path_goes_on(String target) {
        assertThat(POLICY.decide(PlainRequest.get(target).facts())).isEqualTo(Proceed.PLAINLY);
        assertThat(POLICY.decide(PlainRequest.get(target).method("HEAD").facts()))
                .isEqualTo(Proceed.PLAINLY);
        assertThat(POLICY.decide(PlainRequest.get(target)
                        .header("X-Forwarded-Proto", "https")
                        .facts()))
                .isEqualTo(Proceed.PLAINLY);
    }

    @Test
    void an_exempt_path_does_not_go_on_with_a_secret_or_another_method() {
        PlainRequest health = PlainRequest.get("/shop/health");

        assertThat(POLICY.decide(health.header("Authorization", "x").facts()))
                .isEqualTo(new Refuse(new Refusal.PlaintextSecret("Authorization")));
        assertThat(POLICY.decide(health.method("POST").facts()))
                .isEqualTo(new Refuse(new Refusal.PlaintextMethod("POST")));
    }

    @ParameterizedTest(name = "{0} understood as {1}")
    @CsvSource({
        "/shop/%68ealth,                     /shop/health",
        "/shop/health;a=b,                   /shop/health",
        "/shop/x/../health,                  /shop/health",
        "/shop/./health,                     /shop/health",
        "/shop//health,                      /shop/health",
        "/shop\\health,                      /shop/health",
        "/shop/health/,                      /shop/health/",
        "/shop/healthy,                      /shop/healthy",
        "/SHOP/health,                       /SHOP/health",
        "/shop/health,                       /shop/admin", // a forward or a rewrite before us
        "/shop/health/..;/admin,             /shop/admin",
        "/.well-known/acme-challenge/,       /.well-known/acme-challenge/",
        "/.well-known/acme-challenge/a/b,    /.well-known/acme-challenge/a/b",
        "/.well-known/acme-challenge/a.jsp,  /.well-known/acme-challenge/a.jsp",
        "/.well-known/acme-challenge/..,     /.well-known",
        "/.well-known/acme-challenge/%2e%2e, /.well-known",
    })
    void what_is_not_exactly_an_exempt_path_does_not_go_on(String target, String understood) {
        Decision decision = POLICY.decide(
                PlainRequest.get(target).path(understood).host("a.example").facts());

        assertThat(decision).isNotInstanceOf(Proceed.class);
    }
}
