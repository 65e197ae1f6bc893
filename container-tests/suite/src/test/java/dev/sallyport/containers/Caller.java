// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.containers;

import dev.sallyport.testca.Draft;
import dev.sallyport.testca.Issued;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Who calls with curl, and what the sample answers when it is asked for the orders. */
enum Caller {
    BILLING("200", Pki.PARTNERS.client("billing").spiffe("spiffe://prod.example/ns/billing/api")),
    NOBODY("403 no-certificate"),
    EXPIRED("403 expired", Pki.PARTNERS.client("expired").until(Instant.parse("2020-01-01T00:00:00Z"))),
    STRANGER("403 unknown-issuer", Pki.STRANGERS.client("billing").spiffe("spiffe://prod.example/ns/billing/api")),
    SHIPPING("403 not-allowed", Pki.PARTNERS.client("shipping").spiffe("spiffe://prod.example/ns/shipping/api"));

    private static final Path FOLDER = Folders.fresh("callers");

    private final String answer;

    @SuppressWarnings("ImmutableEnumChecker")
    private final Optional<Issued> issued;

    Caller(String answer) {
        this.answer = answer;
        this.issued = Optional.empty();
    }

    Caller(String answer, Draft draft) {
        this.answer = answer;
        this.issued = Optional.of(draft.issue());
    }

    /** Status and code, when it calls directly. */
    String answer() {
        return answer;
    }

    /** Its certificate, which anybody may have. */
    Issued issued() {
        return issued.orElseThrow();
    }

    /** The options of curl by which it presents its certificate. */
    List<String> options() {
        return issued.map(it -> List.of(
                        "--cert", write(".pem", it.pem()).toString(),
                        "--key", write(".key", it.keyPem()).toString()))
                .orElse(List.of());
    }

    private Path write(String suffix, String pem) {
        return Folders.write(FOLDER.resolve(name().toLowerCase(Locale.ROOT) + suffix), pem);
    }
}
