// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.benchmarks.figures;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A bound that the project has set itself.
 *
 * @param text what is bounded
 * @param bound how much it may be at most
 * @param measured the figure, if this run has it
 */
public record Promise(String text, double bound, Function<Figures, Optional<Sample>> measured) {

    /** All of them, on this version of Java. */
    public static List<Promise> on(int java) {
        String verified = verified(1, "SALLYPORT");
        return List.of(
                times("verified peer ÷ empty filter", 4, verified, verified(1, "EMPTY_FILTER")),
                times("verified peer ÷ Spring Security", 1.0 / 20, verified, verified(1, "SPRING_SECURITY")),
                new Promise(
                        "verified peer, bytes",
                        256,
                        figures -> figures.find(verified).map(Series::bytes)),
                new Promise("verified peer, bytes with every log ÷ with none", 1, Promise::logging),
                new Promise("two threads, slowing ÷ the empty filter's", 1 / 0.9, Promise::slowing),
                times(
                        "new connection ÷ Spring Security",
                        java < 25 ? 0.25 : 0.1,
                        "NewConnection contender=SALLYPORT",
                        "NewConnection contender=SPRING_SECURITY"),
                againstPkix("EC", 10, "OWN"),
                againstPkix("EC", 1000, "OWN"),
                againstPkix("RSA", 10, "OWN"),
                againstPkix("RSA", 1000, "OWN"),
                againstPkix("EC", 10, "SHARED"),
                againstPkix("RSA", 10, "SHARED"),
                manyAnchors("EC"),
                manyAnchors("RSA"),
                times(
                        "verified peer, asked about revocation ÷ not asked",
                        1.1,
                        "Revocation revocation=hard-fail",
                        "Revocation revocation=off"),
                times("verified peer, 10000 rules ÷ 10", 1.2, "Rules rules=10000", "Rules rules=10"),
                times(
                        "first time RSA, 10000 rules ÷ 10",
                        1.2,
                        firstTime("RSA", 10, "OWN", 10000, "SALLYPORT"),
                        firstTime("RSA", 10, "OWN", 10, "SALLYPORT")),
                times(
                        "forwarded again, RFC 9440 ÷ certificate mapper",
                        0.5,
                        forwarded("RFC9440", "SALLYPORT"),
                        forwarded("RFC9440", "CERTIFICATE_MAPPER")),
                times(
                        "forwarded again, nginx ÷ certificate mapper",
                        0.5,
                        forwarded("NGINX", "SALLYPORT"),
                        forwarded("NGINX", "CERTIFICATE_MAPPER")),
                new Promise(
                        "forwarded again, RFC 9440, bytes",
                        1.6 * 1024,
                        figures ->
                                figures.find(forwarded("RFC9440", "SALLYPORT")).map(Series::bytes)),
                times(
                        "forwarded first, RFC 9440 ÷ the JDK alone",
                        1.25,
                        "First" + forwarded("RFC9440", "SALLYPORT"),
                        "First" + forwarded("RFC9440", "JDK")),
                times(
                        "forwarded first, nginx ÷ the JDK alone",
                        0.5,
                        "First" + forwarded("NGINX", "SALLYPORT"),
                        "First" + forwarded("NGINX", "JDK")));
    }

    /** Whether the median is within the bound. */
    public boolean isKeptBy(Sample sample) {
        return sample.median() <= bound;
    }

    private static Promise againstPkix(String algorithm, int anchors, String ca) {
        return times(
                "first time " + algorithm + ", " + (ca.equals("OWN") ? "" : "CA known, ") + anchors
                        + " anchors ÷ the JDK's PKIX",
                1.15,
                firstTime(algorithm, anchors, ca, 1, "SALLYPORT"),
                firstTime(algorithm, anchors, ca, 1, "JDK_PKIX"));
    }

    private static Promise manyAnchors(String algorithm) {
        return times(
                "first time " + algorithm + ", 1000 anchors ÷ 10",
                1.1,
                firstTime(algorithm, 1000, "OWN", 1, "SALLYPORT"),
                firstTime(algorithm, 10, "OWN", 1, "SALLYPORT"));
    }

    private static Promise times(String text, double bound, String of, String to) {
        return new Promise(text, bound, figures -> quotient(figures, of, to, Series::time));
    }

    private static Optional<Sample> logging(Figures figures) {
        return quotient(figures, "Logging level=ALL", "Logging level=OFF", Series::bytes);
    }

    private static Optional<Sample> slowing(Figures figures) {
        return slowing(figures, "SALLYPORT")
                .flatMap(ours -> slowing(figures, "EMPTY_FILTER").map(ours::dividedBy));
    }

    private static Optional<Sample> slowing(Figures figures, String contender) {
        return quotient(figures, verified(2, contender), verified(1, contender), Series::time);
    }

    private static Optional<Sample> quotient(Figures figures, String of, String to, Function<Series, Sample> figure) {
        return figures.find(of)
                .map(figure)
                .flatMap(one -> figures.find(to).map(figure).map(one::dividedBy));
    }

    private static String verified(int threads, String contender) {
        return "VerifiedPeer threads=" + threads + " contender=" + contender;
    }

    private static String forwarded(String header, String contender) {
        return "Forwarded header=" + header + " contender=" + contender;
    }

    private static String firstTime(String algorithm, int anchors, String ca, int rules, String contender) {
        return "FirstTime algorithm=" + algorithm + " anchors=" + anchors + " ca=" + ca + " rules=" + rules
                + " contender=" + contender;
    }
}
