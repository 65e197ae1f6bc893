// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.monitor;

import dev.sallyport.keys.Expiring;
import dev.sallyport.keys.ExpiryStatus;
import dev.sallyport.keys.Follower;
import dev.sallyport.peer.AnchorLedger;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A number that goes up and down, in as many series as there are labels. One with a name of x509-certificate-exporter is what it
 * is there.
 *
 * @param metric its name, with dots
 * @param help one line of help
 * @param ifLabelsAreTheSame of two things with the same labels, the value of that which needs care first
 * @param all the value of each thing, by its labels
 */
record Gauge(
        String metric,
        String help,
        BinaryOperator<Double> ifLabelsAreTheSame,
        Function<Overview, Stream<Map.Entry<Map<String, String>, Double>>> all) {

    static final List<Gauge> ALL = List.of(
            new Gauge(
                    "x509.cert.not.after",
                    "When the certificate ends, in seconds since 1970",
                    Math::min,
                    overview ->
                            certificates(overview).map(it -> series(Labels.ofCertificate(it), seconds(it.notAfter())))),
            new Gauge(
                    "x509.cert.not.before",
                    "When the certificate begins, in seconds since 1970",
                    Math::max,
                    overview -> certificates(overview)
                            .map(it -> series(Labels.ofCertificate(it), seconds(it.notBefore())))),
            new Gauge(
                    "x509.cert.expired",
                    "1 if the certificate has ended, else 0",
                    Math::max,
                    overview -> certificates(overview)
                            .map(it -> series(
                                    Labels.ofCertificate(it), overview.now().isAfter(it.notAfter()) ? 1 : 0))),
            new Gauge(
                    "x509.crl.next.update",
                    "When the CRL is no longer believed, in seconds since 1970",
                    Math::min,
                    overview -> crls(overview).map(it -> series(Labels.ofCrl(it), seconds(it.notAfter())))),
            new Gauge(
                    "x509.crl.stale",
                    "1 if the CRL is no longer believed, else 0",
                    Math::max,
                    overview -> crls(overview)
                            .map(it -> series(Labels.ofCrl(it), overview.now().isAfter(it.notAfter()) ? 1 : 0))),
            new Gauge(
                    "sallyport.followed.usable",
                    "1 if what the files hold is in force, 0 if they cannot be used and what was there before still counts",
                    Math::min,
                    overview -> overview.followed().stream()
                            .map(it -> series(what(it), it.problem().isEmpty() ? 1 : 0))),
            new Gauge(
                    "sallyport.followed.since",
                    "Since when what is in force is so, in seconds since 1970",
                    Math::max,
                    overview -> overview.followed().stream().map(it -> series(what(it), seconds(it.since())))),
            new Gauge(
                    "sallyport.retiring.anchor.users",
                    "How many names still came by retiring anchors of the trust",
                    Math::max,
                    overview -> overview.retiring().stream()
                            .map(it -> series(
                                    Map.of("trust", Labels.safe(it.trust())),
                                    it.users().size()))),
            new Gauge(
                    "sallyport.retiring.anchor.last.seen",
                    "When the name, or all without one, came last by a retiring anchor of the trust, in seconds since 1970",
                    Math::max,
                    overview -> overview.retiring().stream().flatMap(Gauge::lastSeen)),
            new Gauge(
                    "sallyport.retiring.anchor.others",
                    "How often somebody came by retiring anchors of the trust for whose name there was no place",
                    Math::max,
                    overview -> overview.retiring().stream()
                            .map(it -> series(
                                    Map.of("trust", Labels.safe(it.trust())),
                                    it.others().map(AnchorLedger.User::count).orElse(0L)))));

    /** The value for each set of labels. */
    Map<Map<String, String>, Double> values(Overview overview) {
        return all.apply(overview)
                .collect(Collectors.toMap(
                        Map.Entry::getKey, Map.Entry::getValue, ifLabelsAreTheSame, LinkedHashMap::new));
    }

    private static Stream<Expiring> certificates(Overview overview) {
        return expiring(overview).filter(it -> it.kind() != Expiring.Kind.CRL);
    }

    private static Stream<Expiring> crls(Overview overview) {
        return expiring(overview).filter(it -> it.kind() == Expiring.Kind.CRL);
    }

    private static Stream<Expiring> expiring(Overview overview) {
        return overview.expiring().stream().map(ExpiryStatus::expiring);
    }

    private static Map<String, String> what(Follower.Status followed) {
        return Map.of("what", Labels.safe(followed.name()));
    }

    private static Stream<Map.Entry<Map<String, String>, Double>> lastSeen(AnchorLedger ledger) {
        return ledger.everybody().stream()
                .map(user -> series(
                        Map.of(
                                "trust", Labels.safe(ledger.trust()),
                                "name", Labels.safe(user.name()),
                                "anchor", Labels.safe(user.anchor())),
                        seconds(user.lastSeen())));
    }

    private static Map.Entry<Map<String, String>, Double> series(Map<String, String> labels, double value) {
        return Map.entry(labels, value);
    }

    private static double seconds(Instant instant) {
        return instant.getEpochSecond();
    }
}
