// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.config;

import dev.sallyport.keys.Followed;
import dev.sallyport.keys.Rotating;
import dev.sallyport.keys.TrustSource;
import dev.sallyport.peer.AnchorLedger;
import dev.sallyport.peer.ClientTrust;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A trust whose files are read again when they change. */
final class FollowedTrust implements Followed {

    private static final int MOST_TOLD = 5;

    private final TrustFiles files;
    private final ClientTrust trust;
    private final AnchorLedger ledger;
    private final Rotating<TrustFiles.Content> present;

    FollowedTrust(TrustFiles files, ClientTrust trust, AnchorLedger ledger, TrustFiles.Content present) {
        this.files = files;
        this.trust = trust;
        this.ledger = ledger;
        this.present = new Rotating<>(present);
    }

    @Override
    public String name() {
        return "the trust " + trust.name();
    }

    @Override
    public List<Path> files() {
        return files.onDisk();
    }

    @Override
    public Optional<Change> read(Instant now) throws IOException {
        Findings findings = new Findings();
        TrustFiles.Content next = files.read(now, findings);
        if (!findings.problems().isEmpty()) {
            throw new IOException(String.join("; ", findings.problems()));
        }
        if (next.equals(present.now())) {
            return Optional.empty();
        }
        requireSomethingValid(next, now);
        ClientTrust.Builder builder = trust.newBuilder();
        files.believe(next, builder, ledger);
        try {
            ClientTrust built = builder.build();
            return Optional.of(() -> take(built, next));
        } catch (IllegalArgumentException e) {
            throw new IOException(String.valueOf(e.getMessage()), e);
        }
    }

    private String take(ClientTrust built, TrustFiles.Content next) {
        String told = difference(present.now(), next);
        trust.become(built);
        present.replace(next);
        return told;
    }

    /** Certificates that are not valid do not hinder those that are; but one of each kind must be. */
    private static void requireSomethingValid(TrustFiles.Content next, Instant now) throws IOException {
        for (var part : next.parts().entrySet()) {
            if (!TrustSource.isAnyValid(part.getValue(), now)) {
                throw new IOException("none of the " + part.getKey() + " is valid at this time");
            }
        }
    }

    private static String difference(TrustFiles.Content before, TrustFiles.Content after) {
        Set<X509Certificate> old = before.all().collect(Collectors.toSet());
        Set<X509Certificate> all = after.all().collect(Collectors.toSet());
        return Stream.of(
                        Optional.of(all.size() + (all.size() == 1 ? " certificate" : " certificates")),
                        subjects("new: ", all, old),
                        subjects("gone: ", old, all))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
    }

    private static Optional<String> subjects(String what, Set<X509Certificate> of, Set<X509Certificate> without) {
        List<String> subjects = of.stream()
                .filter(certificate -> !without.contains(certificate))
                .map(certificate -> certificate.getSubjectX500Principal().getName())
                .sorted()
                .toList();
        String more = subjects.size() > MOST_TOLD ? " and " + (subjects.size() - MOST_TOLD) + " more" : "";
        return subjects.isEmpty()
                ? Optional.empty()
                : Optional.of(what + subjects.stream().limit(MOST_TOLD).collect(Collectors.joining(" and ")) + more);
    }
}
