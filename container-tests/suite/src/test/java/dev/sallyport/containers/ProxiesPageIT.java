// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.containers;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That {@code docs/proxies.md} shows what the tests use and what they see: nobody is believed in a proxy's stead. */
class ProxiesPageIT {

    private static final Page PAGE = new Page("proxies.md");
    private static final List<Container> STRAIGHT =
            List.of(Container.JETTY_EE10, Container.TOMCAT_10, Container.UNDERTOW);

    /** Who presents a certificate, and what is forged. */
    private record Case(Caller caller, List<String> forged) {

        Case withoutCertificate() {
            return new Case(Caller.NOBODY, forged);
        }
    }

    private final SoftAssertions softly = new SoftAssertions();

    @ParameterizedTest
    @EnumSource
    void the_page_shows_the_files_that_the_tests_use(Proxy proxy) {
        for (String file : List.of(proxy.file(), proxy + ".properties")) {
            assertThat(PAGE.text()).contains("\n" + Folders.resource("proxies/" + file, Map.of()) + "```\n");
        }
    }

    @Test
    void the_first_table_is_what_is_answered_through_the_proxies() {
        List<Proxy> proxies = List.of(Proxy.values());
        proxies.forEach(Edge::needs);
        Map<String, Case> cases = cases();
        Map<String, List<Set<String>>> rows = new LinkedHashMap<>();
        cases.keySet().forEach(name -> rows.put(name, cells(proxies, proxy -> new LinkedHashSet<>())));
        for (Proxy proxy : proxies) {
            ProxyIT.CONTAINERS.forEach(container -> Curl.VERSIONS.forEach(curl -> {
                List<String> answers = through(Edge.of(container).front(proxy), curl, List.copyOf(cases.values()));
                int row = 0;
                for (List<Set<String>> cells : rows.values()) {
                    cells.get(proxies.indexOf(proxy)).add(answers.get(row++));
                }
            }));
        }
        softly.assertAll();

        PAGE.checkTable("through the proxies", table(proxies, rows));
    }

    @Test
    void the_second_table_is_what_is_answered_to_who_goes_around_the_proxies() {
        List<Edge> edges = Stream.concat(
                        STRAIGHT.stream().map(Edge::of), STRAIGHT.stream().map(Edge::forwarding))
                .toList();
        Map<String, List<Set<String>>> rows = new LinkedHashMap<>();
        rows.put("nobody", cells(edges, edge -> Set.of(straight(edge, List.of()))));
        Forgeries.all().forEach((name, forged) -> rows.put(name, cells(edges, edge -> Set.of(straight(edge, forged)))));
        softly.assertAll();

        PAGE.checkTable("straight", table(edges, rows));
    }

    /** What each caller says in its request. */
    private static Map<String, Case> cases() {
        Map<String, Case> cases = new LinkedHashMap<>();
        for (Caller caller : Caller.values()) {
            cases.put(caller.description(), new Case(caller, List.of()));
        }
        Forgeries.all().forEach((name, forged) -> cases.put("nobody, " + name, new Case(Caller.NOBODY, forged)));
        cases.put("not allowed, " + Forgeries.EVERYTHING, new Case(Caller.SHIPPING, Forgeries.everything()));
        return cases;
    }

    /** The answers to each, over HTTPS and over plain HTTP. */
    private List<String> through(Running front, Curl curl, List<Case> cases) {
        // Apart, for curl goes to HTTPS by itself where it has been told of HSTS.
        List<Answer> https = ask(curl, "https://localhost:" + front.https(), cases);
        List<Answer> http = ask(
                curl,
                "http://localhost:" + front.http(),
                cases.stream().map(Case::withoutCertificate).toList());
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            if (!cases.get(i).forged().isEmpty()) {
                unbelieved(https.get(2 * i + 1), cases.get(i).forged());
            }
            unreached(http.get(2 * i), cases.get(i).forged());
            unreached(http.get(2 * i + 1), cases.get(i).forged());
            cells.add(https.get(2 * i).brief() + "; " + http.get(2 * i).brief());
        }
        return cells;
    }

    /** Asks the guarded servlet as that caller, and as nobody the one that tells what it hears. */
    private static List<Answer> ask(Curl curl, String front, List<Case> cases) {
        List<Curl.Request> requests = new ArrayList<>();
        for (Case it : cases) {
            requests.add(new Curl.Request(front + "/sample/partner/orders", it.caller(), it.forged()));
            requests.add(new Curl.Request(front + "/known/heard", Caller.NOBODY, it.forged()));
        }
        return curl.ask(requests);
    }

    private String straight(Edge edge, List<String> forged) {
        Wire wire = new Wire(edge.container());
        String[] headers = forged.toArray(String[]::new);
        unbelieved(wire.https(wire.request("GET", "/known/heard", 8443, headers), Pki.NOBODY), forged);
        unreached(wire.http(wire.request("GET", "/known/heard", 8080, headers)), forged);
        Answer https = wire.https(wire.request("GET", "/sample/partner/orders", 8443, headers), Pki.NOBODY);
        Answer http = wire.http(wire.request("GET", "/sample/partner/orders", 8080, headers));
        unreached(https, forged);
        unreached(http, forged);
        return https.brief() + "; " + http.brief();
    }

    /** Refused, or heard as what it is. */
    private void unbelieved(Answer answer, List<String> forged) {
        if (answer.status() == 200) {
            softly.assertThat(answer.body())
                    .as(forged.toString())
                    .contains("secure=true\n", "address=127.0.0.1\n", "certificate=null\n")
                    .doesNotContain(
                            Forgeries.TRUSTED, Forgeries.byteSequence(), Forgeries.escaped(), Forgeries.spaced());
        } else {
            unreached(answer, forged);
        }
    }

    private void unreached(Answer answer, List<String> forged) {
        softly.assertThat(answer.status()).as(answer.body() + forged).isIn(308, 400, 403);
    }

    private static <T> List<Set<String>> cells(List<T> columns, Function<T, Set<String>> cell) {
        return columns.stream().map(cell).toList();
    }

    private static String table(List<?> columns, Map<String, List<Set<String>>> rows) {
        StringBuilder table = new StringBuilder(
                line("over HTTPS; over plain HTTP", columns.stream().map(String::valueOf)));
        table.append("|---|").append("---|".repeat(columns.size())).append('\n');
        rows.forEach((name, cells) -> table.append(line(name, cells.stream().map(it -> String.join(" or ", it)))));
        return table.toString();
    }

    private static String line(String first, Stream<String> others) {
        return "| " + first + " | " + others.collect(joining(" | ")) + " |\n";
    }
}
