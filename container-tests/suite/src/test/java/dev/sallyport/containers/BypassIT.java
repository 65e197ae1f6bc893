// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.containers;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That no spelling of a path reaches a guarded servlet, or any servlet over plain HTTP, that the rules keep shut. */
class BypassIT {

    /** A guarded path, with <code>@</code> where a spelling may be put. */
    private static final List<String> GUARDED = List.of(
            "/annotated@/orders",
            "/annotated@/heir",
            "/complete@/orders",
            "/mixed@/partner/any",
            "/mixed/partner@/any",
            "/patterns@/secret/any",
            "/patterns/secret@/any",
            "/patterns/secret/any@",
            "/patterns@/any.secret",
            "/patterns/any.secret@",
            "/patterns/.well-known/acme-challenge@/../../secret/any",
            "/patterns/health@/../secret/any",
            "/patterns/.well-known/acme-challenge/..;@/..;/secret/any",
            "/patterns/.well-known/acme-challenge@/..%2f..%2fsecret/any");

    private static final List<String> SPELLINGS = List.of(
            "",
            "/",
            "/.",
            "/./",
            "/x/..",
            "/x/../",
            "/..;",
            "/..;/",
            "/;",
            ";",
            ";x=1",
            ";/",
            "/%2e",
            "/%2e/",
            "/%2e%2e/x",
            "/x/%2e%2e",
            "/x/%2E%2e/",
            "/%2f",
            "%2f",
            "//",
            "///",
            "\\",
            "/\\",
            "%5c",
            "/%5c..",
            "%00",
            "/%00/",
            "%20",
            "%09",
            ";jsessionid=1",
            "/.;/",
            "/.;x=y",
            "/x/..;a=b",
            "/%252e%252e",
            "%c0%ae",
            "/%c0%af",
            "%3b",
            "%3f",
            "%23",
            "/*",
            "?",
            "%0d%0a");

    private static final List<String> OVERRIDES = List.of(
            "X-HTTP-Method-Override: GET",
            "X-Original-URL: /open",
            "X-Rewrite-URL: /open",
            "X-Forwarded-Host: localhost",
            "X-Client-Cert: x",
            "Client-Cert: :MAA=:",
            "SSL_CLIENT_CERT: x");

    private final SoftAssertions softly = new SoftAssertions();

    @ParameterizedTest
    @EnumSource
    void no_spelling_of_a_path_reaches_a_guarded_servlet(Container container) {
        Wire wire = new Wire(Applications.on(container));
        for (String target : spellings()) {
            unguarded(wire.https(wire.request("GET", target, 8443), Pki.NOBODY), "https " + target);
            unguarded(wire.http(wire.request("GET", target, 8080)), "http " + target);
        }
        softly.assertAll();
    }

    @ParameterizedTest
    @EnumSource
    void no_method_and_no_header_opens_a_guarded_servlet(Container container) {
        Wire wire = new Wire(Applications.on(container));
        for (String method : List.of("GET", "HEAD", "POST", "PUT", "OPTIONS", "TRACE", "get", "PROPFIND", "FOO")) {
            for (String header : OVERRIDES) {
                String request = wire.request(method, "/annotated/orders", 8443, header, "Content-Length: 0");
                unreached(wire.https(request, Pki.NOBODY), method + ' ' + header);
                unreached(wire.http(request), "http " + method + ' ' + header);
            }
        }
        softly.assertAll();
    }

    @ParameterizedTest
    @EnumSource
    void only_the_canonical_spelling_of_an_exempt_path_answers_over_plain_http(Container container) {
        Wire wire = new Wire(Applications.on(container));
        softly.assertThat(wire.plainGet("/patterns/.well-known/acme-challenge/token-1")
                        .body())
                .contains("reached");
        softly.assertThat(wire.plainGet("/patterns/health").body()).contains("reached");
        for (String target : List.of(
                "/patterns/.well-known/acme-challenge/",
                "/patterns/.well-known/acme-challenge/a/b",
                "/patterns/.well-known/acme-challenge/a%2fb",
                "/patterns/.well-known/acme-challenge/../acme-challenge/a",
                "/patterns/.well-known//acme-challenge/a",
                "/patterns/.well-known/acme-challenge/a;x=1",
                "/patterns/.well-known/acme-challenge/%61",
                "/patterns/.WELL-KNOWN/acme-challenge/a",
                "/patterns/health;x",
                "/patterns/%68ealth",
                "/patterns/health/",
                "/patterns/./health",
                "//patterns/health",
                "/patterns/x/../health")) {
            unreached(wire.plainGet(target), target);
        }
        unreached(wire.http(wire.request("POST", "/patterns/health", 80, "Content-Length: 0")), "POST");
        softly.assertAll();
    }

    /** Behind a {@code ?} all is query: such a target may well reach what is open. */
    private void unguarded(Answer answer, String request) {
        softly.assertThat(answer.body())
                .as(request)
                .doesNotContainPattern("reached (?!challenge as null|health as null)");
    }

    private void unreached(Answer answer, String request) {
        softly.assertThat(answer.body()).as(request).doesNotContain("reached");
    }

    private static List<String> spellings() {
        List<String> targets = new ArrayList<>();
        for (String path : GUARDED) {
            for (String spelling : SPELLINGS) {
                targets.add(path.replace("@", spelling));
            }
            targets.add(path.replace("@", "").toUpperCase(Locale.ROOT));
        }
        return targets;
    }
}
