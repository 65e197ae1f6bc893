// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.config;

import static dev.sallyport.config.Given.contextParam;
import static dev.sallyport.config.Given.nothing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.TransportSecurity;
import dev.sallyport.gate.Policy;
import dev.sallyport.gate.SessionBinding;
import dev.sallyport.transport.ExemptPath;
import dev.sallyport.transport.HostPattern;
import dev.sallyport.transport.HstsPolicy;
import dev.sallyport.transport.HttpsPolicy;
import dev.sallyport.transport.PortMap;
import dev.sallyport.transport.TlsProfile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    @Test
    void without_any_setting_the_defaults_are_the_safe_ones() {
        Configured configured = nothing().configured();

        var https = new HttpsPolicy(
                true,
                PortMap.parse("80:443, 8080:8443"),
                List.of(),
                List.of("Authorization", "Proxy-Authorization", "X-Api-Key", "Api-Key"),
                List.of(new ExemptPath("/.well-known/acme-challenge/*")));
        var hsts = new HstsPolicy(Duration.ofDays(365), false, false);
        assertThat(configured.policy())
                .isEqualTo(new Policy(
                        https,
                        false,
                        Optional.of(hsts),
                        TlsProfile.INTERMEDIATE,
                        false,
                        false,
                        false,
                        Map.of(),
                        Optional.empty(),
                        Map.of(),
                        SessionBinding.ON));
        assertThat(configured.guarded()).isEmpty();
        assertThat(configured.principal()).isEqualTo(PrincipalMode.IF_ABSENT);
        assertThat(configured.advice()).isEmpty();
    }

    @Test
    void every_setting_of_the_transport_is_read() {
        Configured configured = contextParam("https.redirect", "false")
                .and("https.port", "8443")
                .and("https.allowed-hosts", "www.example.com, *.example.com")
                .and("https.secret-headers", "X-Token")
                .and("https.exempt", "/health")
                .and("https.report-only", "true")
                .and("hsts.max-age", "PT5M")
                .and("hsts.include-sub-domains", "true")
                .and("tls.profile", "modern")
                .and("tls.unknown-suite", "accept")
                .and("tls.report-only", "true")
                .and("cors-preflight", "pass")
                .and("principal", "replace")
                .and("session.binding", "report-only")
                .at("/shop")
                .configured();

        var https = new HttpsPolicy(
                false,
                PortMap.parse("8443"),
                List.of(new HostPattern("www.example.com"), new HostPattern("*.example.com")),
                List.of("X-Token"),
                List.of(new ExemptPath("/shop/health")));
        var hsts = new HstsPolicy(Duration.ofMinutes(5), true, false);
        assertThat(configured.policy())
                .isEqualTo(new Policy(
                        https,
                        true,
                        Optional.of(hsts),
                        TlsProfile.MODERN,
                        true,
                        true,
                        true,
                        Map.of(),
                        Optional.empty(),
                        Map.of(),
                        SessionBinding.REPORT_ONLY));
        assertThat(configured.principal()).isEqualTo(PrincipalMode.REPLACE);
    }

    @Test
    void the_words_off_and_none_switch_off() {
        Configured configured = contextParam("hsts.max-age", "off")
                .and("tls.profile", "off")
                .and("https.exempt", "none")
                .and("https.secret-headers", "none")
                .configured();

        assertThat(configured.policy().hsts()).isEmpty();
        assertThat(configured.policy().tls()).isEqualTo(TlsProfile.OFF);
        assertThat(configured.policy().https().exempt()).isEmpty();
        assertThat(configured.policy().https().secretHeaders()).isEmpty();
    }

    @Test
    void an_empty_value_says_nothing_so_that_it_never_widens_what_another_source_allows() {
        Configured configured = contextParam("https.allowed-hosts", "www.example.com")
                .and("https.secret-headers", " ")
                .and("hsts.max-age", "")
                .environment("SALLYPORT_HTTPS_ALLOWED_HOSTS", "")
                .configured();

        assertThat(configured.policy().https().allowedHosts()).containsExactly(new HostPattern("www.example.com"));
        assertThat(configured.policy().https().secretHeaders()).hasSize(4);
        assertThat(configured.policy().hsts()).isPresent();
    }

    @TransportSecurity(
            httpsPort = "1",
            httpsExempt = {"/health", "/ready"},
            hstsMaxAge = "P2D")
    private static final class Annotated {}

    @Test
    void the_higher_source_wins_in_whatever_order_they_are_given() {
        Source annotation = Source.annotation(Annotated.class.getAnnotation(TransportSecurity.class), "Annotated");
        Source initParam = Source.httpsFilter("https", Map.of("port", "3"));
        Source environment = Source.environment(Map.of("SALLYPORT_HTTPS_PORT", "4"));
        Source property = Source.systemProperties(Map.of("sallyport.https.port", "5", "java.version", "17"));

        assertThat(port(nothing().source(annotation))).isEqualTo("1");
        assertThat(port(contextParam("https.port", "2").source(annotation))).isEqualTo("2");
        assertThat(port(contextParam("https.port", "2").source(initParam))).isEqualTo("3");
        assertThat(port(nothing().source(environment).source(initParam))).isEqualTo("4");
        assertThat(port(nothing().source(environment).source(property).source(annotation)))
                .isEqualTo("5");
    }

    private static String port(Given given) {
        return String.valueOf(
                given.configured().policy().https().ports().always().orElse(0));
    }

    @Test
    void the_annotation_says_what_its_members_say_and_nothing_by_those_left_out() {
        Source annotation = Source.annotation(Annotated.class.getAnnotation(TransportSecurity.class), "Annotated");

        Policy policy = nothing().source(annotation).configured().policy();

        assertThat(policy.https().exempt()).containsExactly(new ExemptPath("/health"), new ExemptPath("/ready"));
        assertThat(policy.hsts().orElseThrow().maxAge()).isEqualTo(Duration.ofDays(2));
        assertThat(policy.tls()).isEqualTo(TlsProfile.INTERMEDIATE);
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "https.redirect      | yes            | 'yes' (expected: one of false, true)",
                "https.redirect      | TRUE           | 'TRUE' (expected: one of false, true)",
                "https.port          | https          | 'https' (expected: a port such as 8443, or pairs such as 80:443, 8080:8443)",
                "https.allowed-hosts | a.example:443  | 'a.example:443' (expected: a host without a port, such as www.example.com or *.example.com)",
                "https.allowed-hosts | a.example,     | '' (expected: a host without a port, such as www.example.com or *.example.com)",
                "https.secret-headers| X Token        | 'X Token' (expected: a header such as Authorization, or none)",
                "https.exempt        | health         | 'health' (expected: a path such as /health or /.well-known/acme-challenge/*, where * is one whole segment)",
                "hsts.max-age        | ten            | 'ten' (expected: an ISO-8601 duration such as P365D, or off)",
                "hsts.max-age        | 31536000       | '31536000' (expected: an ISO-8601 duration such as P365D, or off)",
                "hsts.max-age        | PT-1S          | 'PT-1S' (expected: whole seconds, not negative, less than 69 years)",
                "tls.profile         | old            | 'old' (expected: one of intermediate, modern, off)",
                "tls.unknown-suite   | maybe          | 'maybe' (expected: one of accept, refuse)",
                "cors-preflight      | allow          | 'allow' (expected: one of pass, refuse)",
                "principal           | always         | 'always' (expected: one of if-absent, replace)",
            })
    void a_problem_names_the_setting_quotes_the_value_and_says_what_was_expected(
            String key, String value, String problem) {
        assertThat(contextParam(key, value).problems())
                .containsExactly("context-param sallyport." + key + ": " + problem);
    }

    @Test
    void a_problem_says_in_which_source_the_setting_stands() {
        List<String> problems = nothing()
                .source(Source.systemProperties(Map.of("sallyport.https.port", "a")))
                .environment("SALLYPORT_TLS_PROFILE", "b")
                .source(Source.hstsFilter("strict", Map.of("max-age", "c")))
                .source(Source.httpsFilter("redirects", Map.of("redirect", "d")))
                .problems();

        assertThat(problems)
                .satisfiesExactlyInAnyOrder(
                        problem -> assertThat(problem).startsWith("system property sallyport.https.port: 'a' "),
                        problem -> assertThat(problem).startsWith("environment variable SALLYPORT_TLS_PROFILE: 'b' "),
                        problem -> assertThat(problem).startsWith("init-param max-age of the filter strict: 'c' "),
                        problem -> assertThat(problem).startsWith("init-param redirect of the filter redirects: 'd' "));
    }

    @ParameterizedTest
    @CsvSource({
        "P364D, true,  true",
        "off,   true,  true",
        "P365D, false, true",
        "P365D, true,  false",
    })
    void preload_is_a_problem_without_what_the_lists_of_browsers_demand(String maxAge, String sub, String redirect) {
        Given given = contextParam("hsts.preload", "true")
                .and("hsts.max-age", maxAge)
                .and("hsts.include-sub-domains", sub)
                .and("https.redirect", redirect);

        assertThat(given.problems())
                .containsExactly(
                        "context-param sallyport.hsts.preload: 'true' (expected with it: hsts.max-age of at least"
                                + " P365D, hsts.include-sub-domains=true and https.redirect=true; the lists of browsers demand"
                                + " them)");
    }

    @Test
    void preload_is_told_where_the_rest_is_well() {
        Policy policy = contextParam("hsts.preload", "true")
                .and("hsts.include-sub-domains", "true")
                .configured()
                .policy();

        assertThat(policy.hsts().orElseThrow().header()).isEqualTo("max-age=31536000; includeSubDomains; preload");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "https.redirct,          ' (did you mean https.redirect?)'",
        "hsts.maxage,            ' (did you mean hsts.max-age?)'",
        "trust.partners.anchor,  ' (did you mean trust.partners.anchors?)'",
        "trust.anchors,          ' (did you mean trust.default.anchors?)'",
        "require.partners.rules, ''",
        "something.else,         ''",
        "hsts,                   ''",
    })
    void a_key_that_is_no_setting_is_a_problem(String key, String suggestion) {
        assertThat(contextParam(key, "secret").problems())
                .containsExactly("context-param sallyport." + key + ": is no setting" + suggestion);
    }

    @Test
    void an_unknown_parameter_of_a_filter_is_a_problem_that_names_the_filter() {
        List<String> problems = nothing()
                .source(Source.httpsFilter("redirects", Map.of("prot", "8443")))
                .source(Source.hstsFilter("strict", Map.of("port", "8443")))
                .problems();

        assertThat(problems)
                .containsExactly(
                        "init-param prot of the filter redirects: is no setting (did you mean port?)",
                        "init-param port of the filter strict: is no setting");
    }

    @Test
    void two_places_of_one_kind_that_say_different_things_are_a_problem() {
        Given given = nothing()
                .source(Source.hstsFilter("a", Map.of("max-age", "P1D", "preload", "false")))
                .source(Source.hstsFilter("b", Map.of("max-age", "P2D", "preload", "false")));

        assertThat(given.problems())
                .containsExactly(
                        "init-param max-age of the filter b: says something else than init-param max-age of the"
                                + " filter a (expected: one of them)");
    }

    @Test
    void a_second_annotated_class_is_a_problem_even_if_it_says_the_same() {
        TransportSecurity annotation = Annotated.class.getAnnotation(TransportSecurity.class);

        List<String> problems = nothing()
                .source(Source.annotation(annotation, "com.acme.App"))
                .source(Source.annotation(annotation, "com.acme.Other"))
                .problems();

        assertThat(problems)
                .containsExactly(
                        "@TransportSecurity stands on com.acme.App and on com.acme.Other (expected: on one class)");
    }

    @Test
    void problems_of_others_are_told_with_ours_all_at_once_and_each_once() {
        Settings settings =
                contextParam("tls.profile", "old").and("principal", "x").settings();
        settings.problem("something else");
        settings.problem("something else");

        assertThat(Given.problems(settings)).hasSize(3).last().isEqualTo("something else");
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource({
        "https.report-only,    true",
        "https.secret-headers, none",
        "hsts.max-age,         PT0S",
        "tls.profile,          off",
        "tls.unknown-suite,    accept",
        "tls.report-only,      true",
    })
    void what_is_dangerous_is_allowed_but_told(String key, String value) {
        assertThat(contextParam(key, value).configured().advice())
                .singleElement()
                .asString()
                .startsWith("context-param sallyport." + key + " is " + value + ": ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https.redirect=false", "hsts.max-age=off", "principal=replace", "cors-preflight=pass"})
    void what_is_not_dangerous_is_not_told(String setting) {
        String[] parts = setting.split("=", 2);

        assertThat(contextParam(parts[0], parts[1]).configured().advice()).isEmpty();
    }
}
