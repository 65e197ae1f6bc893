// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForwardingTest {

    private static final String PROXY = "10.0.0.1";
    private static final String NEXT_PROXY = "10.0.0.2";

    @Test
    void a_row_of_colons_costs_no_more_than_its_length() {
        Lines colons = Lines.of("X-Forwarded-For", ":".repeat(8000) + "x");

        assertThat(Outcome.of(Forwarding.X_FORWARDED, colons)).isEqualTo("malformed");
    }

    @ParameterizedTest(name = "\"{0}\" is {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "for=192.0.2.1;proto=https;host=a.example           | https a.example - 192.0.2.1",
                "For=192.0.2.1; Proto=HTTPS; Host=\"a.example:444\" | https a.example 444 192.0.2.1",
                "for=\"[2001:db8::1]:4711\";proto=http              | http - - 2001:db8::1",
                "for=\"192.0.2.1:80\"                               | - - - 192.0.2.1",
                "for=\"192.0.2.1:_hidden\"                          | - - - 192.0.2.1",
                "for=unknown;proto=https                            | https - - -",
                "for=_hidden;proto=https                            | https - - -",
                "host=\"[2001:db8::2]:8443\"                        | - [2001:db8::2] 8443 -",
                "by=10.0.0.9;secret=\"a, b; c\"                     | - - - -",
                "proto=https;;host=a.example                        | https a.example - -",
                "for=1.1.1.1;proto=ftp, for=192.0.2.1               | - - - 192.0.2.1", // the client's own words
                "for=192.0.2.1, for=10.0.0.1;proto=https            | - - - 192.0.2.1", // a trusted proxy's caller
                "for=6.6.6.6;proto=https, for=192.0.2.1, for=10.0.0.1 | - - - 192.0.2.1",
                "for=6.6.6.6, for=_x;proto=https, for=10.0.0.1      | https - - -", // nobody knows who is behind it
                "for=10.0.0.1;proto=https, for=10.0.0.2             | https - - 10.0.0.1", // all are trusted
                "for=192.0.2.1;proto=ftp                            | malformed",
                "for=192.0.2.01                                     | malformed",
                "for=2001:db8::1                                    | malformed",
                "for=\"2001:db8::1\"                                | malformed", // needs brackets
                "for=\"[2001:db8::1]:123456\"                       | malformed",
                "for=\"[fe80::1%eth0]\"                             | malformed",
                "for=a.example                                      | malformed",
                "for=\"\"                                           | malformed",
                "for=192.0.2.1;for=192.0.2.1                        | malformed", // twice: RFC 7239, section 4
                "proto=https;PROTO=http                             | malformed",
                "host=\"a.example/b\"                               | malformed",
                "host=\"a@b\"                                       | malformed",
                "host=a_b.example                                   | malformed",
                "for=\"x, for=192.0.2.1                             | malformed", // an open quote swallows what follows
                "for=6.6.6.6 for=7.7.7.7, for=192.0.2.1             | malformed", // also where it never counts
                "for=192.0.2.1,                                     | malformed",
                ",for=192.0.2.1                                     | malformed",
                "for=192.0.2.1,,for=192.0.2.2                       | malformed",
                ";                                                  | malformed",
            })
    void forwarded(String value, String outcome) {
        assertThat(Outcome.of(Forwarding.FORWARDED, Lines.of("Forwarded", value), PROXY, NEXT_PROXY))
                .isEqualTo(outcome);
    }

    @Test
    void several_lines_are_one_list_whose_last_element_counts() {
        Lines lines = Lines.of("Forwarded", "for=6.6.6.6;proto=https", "for=192.0.2.1;proto=http");

        assertThat(Outcome.of(Forwarding.FORWARDED, lines, PROXY)).isEqualTo("http - - 192.0.2.1");
    }

    @Test
    void a_quote_cannot_be_opened_in_one_line_and_closed_in_the_next() {
        Lines lines = Lines.of("Forwarded", "for=\"6.6.6.6", "for=192.0.2.1;proto=http");

        assertThat(Outcome.of(Forwarding.FORWARDED, lines)).isEqualTo("malformed");
    }

    @ParameterizedTest(name = "for {0}, proto {1}, host {2}, port {3}: {4}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "192.0.2.1            | https       | a.example       | -     | https a.example - 192.0.2.1",
                "192.0.2.1            | HTTP        | a.example:8080  | 8080  | http a.example 8080 192.0.2.1",
                "2001:db8::1          | https       | -               | 443   | https - 443 2001:db8::1",
                "[2001:db8::1]:4711   | -           | -               | -     | - - - 2001:db8::1",
                "192.0.2.1:4711       | -           | -               | -     | - - - 192.0.2.1",
                "unknown              | https       | -               | -     | https - - -",
                "-                    | https       | -               | -     | https - - -",
                "-                    | -           | -               | -     | - - - -",
                "6.6.6.6, 192.0.2.1   | https       | -               | -     | https - - 192.0.2.1",
                "192.0.2.1, 10.0.0.1  | https, http | -               | -     | https - - 192.0.2.1", // one each
                "192.0.2.1, 10.0.0.1  | https       | a.example, b.example | - | https a.example - 192.0.2.1",
                "<script>, 192.0.2.1  | https       | -               | -     | https - - 192.0.2.1", // never counts
                "192.0.2.1            | https,https | -               | -     | https - - 192.0.2.1",
                "192.0.2.1            | https,http  | -               | -     | conflict", // whose are they?
                "1.1.1.1,2.2.2.2,192.0.2.1 | https,http | -           | -     | conflict",
                "-                    | https, http | -               | -     | conflict",
                "192.0.2.1            | -           | a.example:8443  | 443   | conflict",
                "192.0.2.1            | -           | a.example,b.example | - | conflict",
                "10.0.0.1:x           | -           | -               | -     | malformed",
                "192.0.2.1,           | -           | -               | -     | malformed",
                "6.6.6.6 7.7.7.7, 192.0.2.1 | -     | -               | -     | malformed",
                "localhost            | -           | -               | -     | malformed",
                "fe80::1%eth0         | -           | -               | -     | malformed",
                ":::                  | -           | -               | -     | malformed",
                "192.0.2.1            | wss         | -               | -     | malformed",
                "192.0.2.1            | ''          | -               | -     | malformed",
                "192.0.2.1            | -           | a.example/      | -     | malformed",
                "192.0.2.1            | -           | https://a.example | -   | malformed",
                "192.0.2.1            | -           | -               | 0     | malformed",
                "192.0.2.1            | -           | -               | 0443  | malformed",
                "192.0.2.1            | -           | -               | 65536 | malformed",
                "192.0.2.1            | -           | -               | +443  | malformed",
            })
    void x_forwarded(String address, String proto, String host, String port, String outcome) {
        Lines lines = Lines.NONE;
        lines = address == null ? lines : lines.and("X-Forwarded-For", address);
        lines = proto == null ? lines : lines.and("X-Forwarded-Proto", proto);
        lines = host == null ? lines : lines.and("X-Forwarded-Host", host);
        lines = port == null ? lines : lines.and("X-Forwarded-Port", port);

        assertThat(Outcome.of(Forwarding.X_FORWARDED, lines, PROXY, NEXT_PROXY)).isEqualTo(outcome);
    }

    @ParameterizedTest(name = "{0} twice: \"{1}\" and \"{2}\" are {3}")
    @CsvSource({
        "X-Forwarded-Proto, http,      https,     conflict",
        "X-Forwarded-Host,  a.example, b.example, conflict",
        "X-Forwarded-Port,  443,       8443,      conflict",
        "X-Forwarded-Proto, https,     https,     https - - -",
        "X-Forwarded-For,   6.6.6.6,   192.0.2.1, - - - 192.0.2.1",
    })
    void a_second_line_is_never_chosen_from(String header, String first, String second, String outcome) {
        assertThat(Outcome.of(Forwarding.X_FORWARDED, Lines.of(header, first, second), PROXY))
                .isEqualTo(outcome);
    }

    @ParameterizedTest(name = "{0}: X-Forwarded-Proto {1}, -Host {2} beside \"{3}\" is {4}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "X_FORWARDED | https | a.example | proto=http                  | conflict",
                "X_FORWARDED | https | a.example | proto=https;host=b.example  | conflict",
                "X_FORWARDED | https | a.example | proto=https;host=A.example  | https a.example - -",
                "X_FORWARDED | https | -         | for=_x                      | https - - -",
                "X_FORWARDED | https | -         | proto=                      | malformed",
                "X_FORWARDED | -     | a.example | proto=https                 | - a.example - -", // decides nothing
                "FORWARDED   | http  | -         | proto=https                 | conflict",
                "FORWARDED   | -     | b.example | host=a.example              | conflict",
                "FORWARDED   | https | -         | proto=https                 | https - - -",
            })
    void the_other_way_of_saying_it_must_not_contradict(
            Forwarding forwarding, String proto, String host, String forwarded, String outcome) {
        Lines lines = Lines.of("Forwarded", forwarded);
        lines = proto == null ? lines : lines.and("X-Forwarded-Proto", proto);
        lines = host == null ? lines : lines.and("X-Forwarded-Host", host);

        assertThat(Outcome.of(forwarding, lines, PROXY)).isEqualTo(outcome);
    }

    @ParameterizedTest(name = "Connection: {0} is {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "close, X-Forwarded-Host      | conflict",
                "x-forwarded-proto            | conflict",
                "close                        | https - - -",
                "X-Forwarded-Protocol         | https - - -",
            })
    void a_caller_who_has_a_proxy_remove_its_own_header_is_refused(String connection, String outcome) {
        Lines lines = Lines.of("X-Forwarded-Proto", "https").and("Connection", connection);

        assertThat(Outcome.of(Forwarding.X_FORWARDED, lines)).isEqualTo(outcome);
    }

    @Test
    void headers_without_end_are_refused() {
        assertThat(Outcome.of(Forwarding.FORWARDED, Lines.of("Forwarded", "for=_a" + ",for=_a".repeat(31))))
                .isEqualTo("- - - -");
        assertThat(Outcome.of(Forwarding.FORWARDED, Lines.of("Forwarded", "for=_a" + ",for=_a".repeat(32))))
                .isEqualTo("malformed");
        assertThat(Outcome.of(Forwarding.FORWARDED, Lines.of("Forwarded", "for=_" + "a".repeat(9000))))
                .isEqualTo("malformed");
        assertThat(Outcome.of(Forwarding.X_FORWARDED, Lines.of("X-Forwarded-For", "1.1.1.1" + ",1.1.1.1".repeat(32))))
                .isEqualTo("malformed");
    }

    @Test
    void each_family_says_which_headers_it_reads() {
        assertThat(Forwarding.FORWARDED.headers()).containsExactly("Forwarded");
        assertThat(Forwarding.X_FORWARDED.headers())
                .containsExactly("X-Forwarded-Proto", "X-Forwarded-Host", "X-Forwarded-Port", "X-Forwarded-For");
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "ECDHE-ECDSA-AES128-GCM-SHA256, TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
        "ECDHE-RSA-AES128-GCM-SHA256,   TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
        "ECDHE-ECDSA-AES256-GCM-SHA384, TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
        "ECDHE-RSA-AES256-GCM-SHA384,   TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
        "ECDHE-ECDSA-CHACHA20-POLY1305, TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
        "ECDHE-RSA-CHACHA20-POLY1305,   TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
        "TLS_AES_128_GCM_SHA256,        TLS_AES_128_GCM_SHA256",
        "AES128-SHA,                    AES128-SHA",
        "ecdhe-rsa-aes128-gcm-sha256,   ecdhe-rsa-aes128-gcm-sha256",
    })
    void a_cipher_suite_has_its_name_of_iana(String sent, String iana) {
        assertThat(CipherSuiteName.iana(sent)).isEqualTo(iana);
    }
}
