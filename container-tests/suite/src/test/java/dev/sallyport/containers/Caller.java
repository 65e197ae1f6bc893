// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.containers;

import dev.sallyport.testca.Draft;
import dev.sallyport.testca.Issued;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Who calls with curl, and what the sample answers when it is asked for the orders. */
enum Caller {
    BILLING("accepted", "200", Pki.PARTNERS.client("billing").spiffe("spiffe://prod.example/ns/billing/api")),
    NOBODY("no certificate", "403 no-certificate"),
    EXPIRED("expired", "403 expired", Pki.PARTNERS.client("expired").until(Instant.parse("2020-01-01T00:00:00Z"))),
    STRANGER(
            "of a stranger's CA",
            "403 unknown-issuer",
            Pki.STRANGERS.client("billing").spiffe("spiffe://prod.example/ns/billing/api")),
    /** Its certificate has two more between itself and the anchor. */
    DEPOT(
            "accepted, two intermediates",
            "200",
            Pki.DEPOTS.client("depot").spiffe("spiffe://prod.example/ns/billing/depot")),
    SHIPPING(
            "not allowed",
            "403 not-allowed",
            Pki.PARTNERS.client("shipping").spiffe("spiffe://prod.example/ns/shipping/api"));

    private static final Path FOLDER = Folders.fresh("callers");

    private final String description;
    private final String answer;

    @SuppressWarnings("ImmutableEnumChecker")
    private final Optional<Issued> issued;

    Caller(String description, String answer) {
        this.description = description;
        this.answer = answer;
        this.issued = Optional.empty();
    }

    Caller(String description, String answer, Draft draft) {
        this.description = description;
        this.answer = answer;
        this.issued = Optional.of(draft.issue());
    }

    String description() {
        return description;
    }

    /** Status and code, when it calls directly. */
    String answer() {
        return answer;
    }

    /** Its certificate, which anybody may have. */
    Issued issued() {
        return issued.orElseThrow();
    }

    /** Its certificate and those up to the anchor, as curl reads them. */
    Optional<Path> certificateFile() {
        return issued.map(it -> write(".pem", it.chainPem()));
    }

    Optional<Path> keyFile() {
        return issued.map(it -> write(".key", it.keyPem()));
    }

    private Path write(String suffix, String pem) {
        return Folders.write(FOLDER.resolve(name().toLowerCase(Locale.ROOT) + suffix), pem);
    }
}
