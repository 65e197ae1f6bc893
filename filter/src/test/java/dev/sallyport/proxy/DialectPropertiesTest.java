// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509Certificate;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class DialectPropertiesTest {

    @Property(tries = 300)
    void what_a_proxy_writes_is_read(
            @ForAll("dialects") String name, @ForAll("certificates") X509Certificate certificate) {
        Dialect dialect = DialectBuilder.named(name).build();

        assertThat(Outcome.certificates(dialect, lines(dialect, written(name, certificate))))
                .containsExactly(certificate);
    }

    @Property(tries = 1000)
    void a_header_with_another_character_is_no_other_certificate(
            @ForAll("dialects") String name,
            @ForAll("certificates") X509Certificate certificate,
            @ForAll int at,
            @ForAll("characters") char other) {
        Dialect dialect = DialectBuilder.named(name).build();
        StringBuilder value = new StringBuilder(written(name, certificate));
        value.setCharAt(Math.floorMod(at, value.length()), other);

        requireNoOther(dialect, value.toString(), certificate);
    }

    @Property(tries = 500)
    void a_header_that_has_lost_its_end_is_refused(
            @ForAll("dialects") String name, @ForAll("certificates") X509Certificate certificate, @ForAll int at) {
        Dialect dialect = DialectBuilder.named(name).build();
        String whole = written(name, certificate);
        String cut = whole.substring(0, 1 + Math.floorMod(at, whole.length() - 4)); // PEM may lose its last line break

        assertThat(Outcome.of(dialect, lines(dialect, cut))).isEqualTo("malformed");
    }

    /** A changed bit of the signature gives a certificate too, but one that nobody has signed. */
    private static void requireNoOther(Dialect dialect, String value, X509Certificate certificate) {
        try {
            List<X509Certificate> read = dialect.read(lines(dialect, value)).certificates();
            for (X509Certificate each : read) {
                assertThat(each.equals(certificate) || !isOneOfOurs(each)).isTrue();
            }
        } catch (ForwardedException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    private static String written(String dialect, X509Certificate certificate) {
        String pem = Writing.pem(certificate);
        return switch (dialect) {
            case "envoy" -> "Cert=\"" + Writing.escaped(pem) + '"';
            case "nginx" -> Writing.escaped(pem);
            case "apache" -> Writing.spaced(pem);
            case "aws-alb", "aws-alb-passthrough" -> Writing.escapedButPlus(pem);
            case "traefik", "azure", "cloudflare" -> Writing.base64(Writing.der(certificate));
            default -> Writing.item(certificate);
        };
    }

    private static boolean isOneOfOurs(X509Certificate certificate) {
        return SeedCertificates.ALL.contains(certificate);
    }

    private static Lines lines(Dialect dialect, String value) {
        return Lines.of(dialect.headers().get(0), value);
    }

    @Provide
    Arbitrary<String> dialects() {
        return Arbitraries.of(DialectKind.names());
    }

    @Provide
    Arbitrary<X509Certificate> certificates() {
        return Arbitraries.of(SeedCertificates.ALL);
    }

    @Provide
    Arbitrary<Character> characters() {
        return Arbitraries.chars().with("AZaz09+/=-_%,;:\"\\ \t(\u00E9\u0141");
    }
}
