// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.AddressBlock;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which URLs, hosts and addresses are allowed. */
class FetchRulesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "ldap://crl.example/cn=a",
                "ftp://crl.example/a.crl",
                "jar:http://crl.example/a.jar!/b",
                "netdoc:/etc/passwd",
                "//crl.example/a",
                "http:/crl.example/a",
                "http:crl.example",
                "http://",
                "http:///a",
                "http://user@crl.example/",
                "http://user:secret@crl.example/",
                "http://crl.example@169.254.169.254/",
                "http://crl.example:80:80/",
                "http://crl.example:0/",
                "http://crl.example:65536/",
                "http://crl.example:/",
                "http://crl.example:+80/",
                "http://crl.example/a#b",
                "http://crl.example?a",
                "http://crl.example/a b",
                "http://crl.example/a\r\nHost: other",
                "http://crl.example/\u00e9",
                "http://cr\u217c.example/",
                "http://crl.example\\@other.example/",
                "http://crl..example/",
                "http://-crl.example/",
                "http://crl.example./",
                "http://crl_a.example/",
                "http://%31%32%37.0.0.1/",
                "http://2130706433/",
                "http://0x7f000001/",
                "http://0x7f.1/",
                "http://127.1/",
                "http://0177.0.0.1/",
                "http://127.0.0.01/",
                "http://127.0.0.256/",
                "http://1.2.3.4.5/",
                "http://[::1/",
                "http://[::1%25lo]/",
                "http://[v1.a]/",
                ""
            })
    void a_url_that_is_none_of_http_or_odd_is_refused(String url) {
        assertThatThrownBy(() -> FetchUrl.parse(url)).isInstanceOf(FetchException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP://CRL.Example,               http://crl.example,      /",
        "https://crl.example:443/a;b?c=d,  https://crl.example,     /a;b?c=d",
        "http://crl.example:8080/,         http://crl.example:8080, /",
        "http://192.0.2.1/a,               http://192.0.2.1,        /a",
        "http://[2001:DB8::1]:81/a,        http://[2001:db8::1]:81, /a",
        "http://1crl.2example.com/,        http://1crl.2example.com, /"
    })
    void a_plain_url_is_read(String text, String origin, String target) throws FetchException {
        FetchUrl url = FetchUrl.parse(text);

        assertThat(url.origin()).isEqualTo(origin);
        assertThat(url.target()).isEqualTo(target);
        assertThat(url).hasToString(origin + target.replaceAll("\\?.*", ""));
    }

    @ParameterizedTest(name = "{0} allows {1}: {2}")
    @CsvSource({
        "crl.example,        http://crl.example/,        true",
        "CRL.example,        https://crl.EXAMPLE/,       true",
        "crl.example,        http://crl.example:443/,    false", // no usual port of http
        "crl.example,        http://crl.example:8080/,   false",
        "crl.example,        http://a.crl.example/,      false",
        "crl.example,        http://crl.example.evil.com/, false",
        "crl.example:8080,   http://crl.example:8080/,   true",
        "crl.example:8080,   http://crl.example/,        false",
        "crl.example:80,     http://crl.example/,        true",
        "*.example,          http://a.b.example/,        true",
        "*.example,          http://example/,            false",
        "*.example,          http://anexample/,          false",
        "*.example:81,       http://a.example:81/,       true",
        "127.0.0.1,          http://127.0.0.1/,          true",
        "[::1]:81,           http://[::1]:81/,           true",
        "[::1],              http://[::1]:81/,           false"
    })
    void a_host_is_allowed_with_the_usual_ports_or_the_one_that_is_written(String rule, String url, boolean allowed)
            throws FetchException {
        assertThat(FetchRules.NOTHING.hosts(List.of(new HostRule(rule))).allow(FetchUrl.parse(url)))
                .isEqualTo(allowed);
        assertThat(FetchRules.NOTHING.allow(FetchUrl.parse(url))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "*.",
                "http://crl.example",
                "crl.example/",
                "*.*.example",
                "a*.example",
                "*.10.0.0.1",
                "crl.example:",
                "crl.example:0",
                "10.0.0.0/8",
                "127.1"
            })
    void a_rule_that_is_no_host_is_refused(String rule) {
        assertThatThrownBy(() -> new HostRule(rule)).hasMessageContaining("expected: a host");
    }

    @ParameterizedTest(name = "{0} leads inward: {1}")
    @CsvSource({
        "192.0.43.8,              false",
        "1.1.1.1,                 false",
        "172.15.255.255,          false",
        "172.32.0.0,              false",
        "100.128.0.0,             false",
        "0.0.0.0,                 true", // any
        "10.1.2.3,                true",
        "100.64.0.1,              true", // shared by a provider's customers
        "127.0.0.1,               true",
        "127.255.255.255,         true",
        "169.254.169.254,         true", // what a cloud tells its machines
        "172.16.0.1,              true",
        "172.31.255.255,          true",
        "192.0.0.192,             true", // another cloud's
        "192.0.2.1,               true",
        "192.168.1.1,             true",
        "198.18.0.1,              true",
        "198.19.255.255,          true",
        "198.51.100.1,            true",
        "203.0.113.1,             true",
        "224.0.0.1,               true",
        "240.0.0.1,               true",
        "255.255.255.255,         true",
        "2a00:1450:4001::1,       false",
        "::,                      true",
        "::1,                     true",
        "::127.0.0.1,             true",
        "::ffff:127.0.0.1,        true",
        "::ffff:192.0.43.8,       false",
        "64:ff9b::192.0.43.8,     false", // how IPv4 is reached from a network of IPv6 only
        "64:ff9b::10.0.0.1,       true",
        "64:ff9b:1::c000:2b08,    true",
        "100::1,                  true",
        "2001::1,                 true", // Teredo
        "2001:db8::1,             true",
        "2002:c000:2b08::1,       false",
        "2002:7f00:1::1,          true",
        "3fff::1,                 true",
        "fc00::1,                 true",
        "fd00:ec2::254,           true", // what a cloud tells its machines
        "fe80::1,                 true",
        "fec0::1,                 true",
        "ff02::1,                 true"
    })
    void an_address_leads_inward_or_not(String address, boolean inward) throws UnknownHostException {
        assertThat(OuterWorld.has(InetAddress.getByName(address), List.of())).isEqualTo(!inward);
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8,   10.255.0.1,        true",
        "10.0.0.0/8,   172.16.0.1,        false",
        "10.0.0.0/8,   64:ff9b::10.0.0.1, true",
        "10.64.0.0/10, 10.127.0.1,        true",
        "10.64.0.0/10, 10.128.0.1,        false",
        "0.0.0.0/0,    127.0.0.1,         true",
        "0.0.0.0/0,    ::1,               false",
        "fd00::/8,     fdff::1,           true",
        "fd00::/8,     fc00::1,           false",
        "::1/128,      ::1,               true"
    })
    void a_block_of_addresses_is_allowed(String block, String address, boolean allowed) throws UnknownHostException {
        assertThat(OuterWorld.has(InetAddress.getByName(address), List.of(AddressBlock.parse(block))))
                .isEqualTo(allowed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.0",
                "10.0.0.1/8",
                "10.0.0.0/33",
                "10/8",
                "010.0.0.0/8",
                "fd00::/129",
                "fd00::1/64",
                "a/8",
                "localhost/8",
                "::ffff:10.0.0.0/104",
                ""
            })
    void what_is_no_block_of_addresses_is_refused(String block) {
        assertThatThrownBy(() -> AddressBlock.parse(block)).hasMessageContaining("expected: a block of addresses");
    }

    @Test
    void bounds_are_checked() {
        assertThatThrownBy(() -> FetchRules.NOTHING.timeout(Duration.ofHours(1)))
                .hasMessageContaining("expected");
        assertThatThrownBy(() -> FetchRules.NOTHING.mostBytes(0)).hasMessageContaining("expected");
        assertThatThrownBy(() -> FetchRules.NOTHING.grace(Duration.ofDays(31))).hasMessageContaining("expected");
    }

    @Property
    void a_block_contains_whatever_shares_its_first_bits(
            @ForAll @Size(16) byte[] address, @ForAll @Size(16) byte[] other, @ForAll @IntRange(max = 128) int prefix) {
        BigInteger mask = BigInteger.ONE.shiftLeft(128).subtract(BigInteger.ONE.shiftLeft(128 - prefix));
        String base = String.format("%032x", new BigInteger(1, address).and(mask));

        assertThat(new AddressBlock(base, prefix).contains(address)).isTrue();
        assertThat(new AddressBlock(base, prefix).contains(other))
                .isEqualTo(new BigInteger(1, other).and(mask).equals(new BigInteger(1, address).and(mask)));
    }
}
