// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.Event;
import dev.sallyport.Refusal;
import dev.sallyport.Way;
import dev.sallyport.keys.Followed;
import dev.sallyport.peer.ClientTrust;
import dev.sallyport.peer.PeerRules;
import dev.sallyport.testca.Issued;
import dev.sallyport.testca.TestCa;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trusts out of settings, whose files change. */
class FollowedTrustTest {

    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
    private static final PeerRules ALL = PeerRules.of(List.of());

    private final TestCa old = ca("Acme CA 1");
    private final TestCa next = ca("Acme CA 2");
    private final List<Event> events = new ArrayList<>();
    private final Map<String, String> params = new TreeMap<>();

    @TempDir
    private Path folder;

    @Test
    void a_ca_that_is_put_beside_the_old_one_proves_callers_and_one_that_is_taken_away_does_not() throws IOException {
        Path file = write("ca.pem", old.pem());
        Configured configured = given("anchors", file.toString());

        write("ca.pem", old.pem() + next.pem());
        assertThat(reload(configured)).contains("2 certificates, new: CN=Acme CA 2");
        assertThat(code(configured, client(old))).isEqualTo("known");
        assertThat(code(configured, client(next))).isEqualTo("known");

        write("ca.pem", next.pem());
        assertThat(reload(configured)).contains("1 certificate, gone: CN=Acme CA 1");
        assertThat(code(configured, client(old))).isEqualTo("unknown-issuer");
        assertThat(code(configured, client(next))).isEqualTo("known");
    }

    @Test
    void the_same_certificates_in_other_words_are_no_rotation() throws IOException {
        Path file = write("ca.pem", old.pem());
        Configured configured = given("anchors", file.toString());

        write("ca.pem", "# the same\n" + old.pem());

        assertThat(reload(configured)).isEmpty();
    }

    @Test
    void every_file_of_a_folder_counts_but_those_with_a_dot() throws IOException {
        write("old.pem", old.pem());
        Configured configured = given("anchors", folder.toString());
        assertThat(code(configured, client(next))).isEqualTo("unknown-issuer");

        write("next.pem", next.pem());
        write("old.pem.bak", "not for us");
        reload(configured);
        assertThat(code(configured, client(old))).isEqualTo("known");
        assertThat(code(configured, client(next))).isEqualTo("known");

        Files.delete(folder.resolve("old.pem"));
        reload(configured);
        assertThat(code(configured, client(old))).isEqualTo("unknown-issuer");
    }

    @Test
    void a_pipe_among_the_files_has_nobody_wait() throws Exception {
        write("old.pem", old.pem());
        Configured configured = given("anchors", folder.toString());
        Process pipe = new ProcessBuilder("mkfifo", folder.resolve("pipe.pem").toString()).start();
        assertThat(pipe.waitFor()).isZero();

        assertThatThrownBy(() -> reload(configured)).hasMessageContaining("'pipe.pem' in it: it is no file");
        assertThat(code(configured, client(old))).isEqualTo("known");
    }

    @Test
    void a_folder_that_is_emptied_changes_nothing() throws IOException {
        Path file = write("old.pem", old.pem());
        Configured configured = given("anchors", folder.toString());

        Files.delete(file);

        assertThatThrownBy(() -> reload(configured)).hasMessageContaining("the folder holds no files");
        assertThat(code(configured, client(old))).isEqualTo("known");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-----BEGIN CERTIFICATE-----\n",
                "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n",
                "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"
            })
    void a_file_that_cannot_be_read_whole_changes_nothing(String content) throws IOException {
        Path file = write("ca.pem", old.pem());
        Configured configured = given("anchors", file.toString());

        write("ca.pem", content.isEmpty() ? content : next.pem() + content);

        assertThatThrownBy(() -> reload(configured))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("sallyport.trust.partners.anchors")
                .hasMessageContaining("ca.pem");
        assertThat(code(configured, client(old))).isEqualTo("known");
        assertThat(code(configured, client(next))).isEqualTo("unknown-issuer");
    }

    @Test
    void an_expired_ca_beside_a_good_one_does_not_hinder_it() throws IOException {
        Path file = write("ca.pem", old.pem());
        Configured configured = given("anchors", file.toString());
        TestCa expired = ca("Unrelated CA").but(ca -> ca.until(NOON.minusSeconds(1)));

        write("ca.pem", expired.pem() + next.pem());
        reload(configured);

        assertThat(code(configured, client(next))).isEqualTo("known");
    }

    @Test
    void a_bundle_of_expired_cas_alone_changes_nothing() throws IOException {
        Path file = write("ca.pem", old.pem());
        Configured configured = given("anchors", file.toString());

        write("ca.pem", next.but(ca -> ca.until(NOON.minusSeconds(1))).pem());

        assertThatThrownBy(() -> reload(configured)).hasMessage("none of the anchors is valid at this time");
        assertThat(code(configured, client(old))).isEqualTo("known");
    }

    @Test
    void a_store_is_followed_too_and_one_with_another_password_changes_nothing() throws Exception {
        Path file = folder.resolve("ca.p12");
        Files.write(file, store(old, "secret"));
        params.put("sallyport.trust.partners.password", "secret");
        Configured configured = given("anchors", file.toString());

        Files.write(file, store(next, "another"));
        assertThatThrownBy(() -> reload(configured)).hasMessageContaining("the password does not open");
        assertThat(code(configured, client(old))).isEqualTo("known");

        Files.write(file, store(next, "secret"));
        reload(configured);
        assertThat(code(configured, client(next))).isEqualTo("known");
    }

    @Test
    void a_partners_own_certificate_is_replaced_by_its_next_one() throws IOException {
        Issued first = client(old);
        Issued second = client(old);
        Path file = write("billing.pem", first.chainPem());
        Configured configured = given("certificates", file.toString());

        write("billing.pem", second.chainPem());
        reload(configured);

        assertThat(code(configured, first)).isEqualTo("unknown-certificate");
        assertThat(code(configured, second)).isEqualTo("known");
    }

    @Test
    void each_trust_domain_follows_its_own_file() throws IOException {
        Path prod = write("prod.pem", old.pem());
        Path partner = write("partner.pem", next.pem());
        Configured configured = given("spiffe", "prod.example=" + prod + ", partner.example=" + partner);
        PeerRules rules = PeerRules.parse("spiffe://prod.example/**", "spiffe://partner.example/**");
        Issued caller = old.client("billing")
                .spiffe("spiffe://prod.example/billing")
                .from(NOON.minusSeconds(60))
                .issue();
        assertThat(code(configured, caller, rules)).isEqualTo("known");

        write("prod.pem", next.pem());
        write("partner.pem", old.pem());
        reload(configured);

        assertThat(code(configured, caller, rules)).isEqualTo("unknown-issuer");
    }

    @Test
    void what_retires_is_believed_until_the_end_of_its_last_day() throws IOException {
        Path now = write("now.pem", next.pem());
        Path before = write("before.pem", old.pem());
        params.put("sallyport.trust.partners.retiring", before.toString());
        params.put("sallyport.trust.partners.retiring-until", "2026-11-01");
        Configured configured = given("anchors", now.toString());

        assertThat(code(configured, client(old))).isEqualTo("known");
        assertThat(configured.ledgers()).singleElement().satisfies(ledger -> {
            assertThat(ledger.trust()).isEqualTo("partners");
            assertThat(ledger.users()).hasSize(1);
        });
        assertThat(code(configured, client(old), ALL, Instant.parse("2026-11-02T00:00:00Z")))
                .isEqualTo("unknown-issuer");
    }

    @Test
    void the_ledger_outlives_a_rotation() throws IOException {
        Path now = write("now.pem", next.pem());
        Path before = write("before.pem", old.pem());
        params.put("sallyport.trust.partners.retiring", before.toString());
        params.put("sallyport.trust.partners.retiring-until", "2026-11-30");
        Configured configured = given("anchors", now.toString());
        code(configured, client(old));

        write("now.pem", next.pem() + ca("Acme CA 3").pem());
        reload(configured);
        code(configured, client(old));

        assertThat(configured.ledgers().get(0).users())
                .singleElement()
                .satisfies(user -> assertThat(user.count()).isEqualTo(2));
    }

    @Test
    void what_retires_needs_a_last_day_and_a_day_needs_something_that_retires() throws IOException {
        Path file = write("ca.pem", old.pem());
        params.put("sallyport.trust.a.anchors", file.toString());
        params.put("sallyport.trust.a.retiring", file.toString());
        params.put("sallyport.trust.b.anchors", file.toString());
        params.put("sallyport.trust.b.retiring-until", "2026-11-30");
        params.put("sallyport.trust.c.anchors", file.toString());
        params.put("sallyport.trust.c.retiring", file.toString());
        params.put("sallyport.trust.c.retiring-until", "soon");
        params.put("sallyport.trust.d.anchors", "container");
        params.put("sallyport.trust.d.retiring", file.toString());
        params.put("sallyport.trust.d.retiring-until", "2026-11-30");

        assertThat(Given.problems(settings()))
                .anySatisfy(problem -> assertThat(problem).contains("trust.a.retiring", "until when is not set"))
                .anySatisfy(problem -> assertThat(problem).contains("trust.b.retiring-until", "nothing retires"))
                .anySatisfy(problem -> assertThat(problem).contains("trust.c.retiring-until", "'soon'"))
                .anySatisfy(problem -> assertThat(problem).contains("the trust d", "retiring, but no others"))
                .hasSize(4);
    }

    @Test
    void that_the_last_day_is_over_is_said() throws IOException {
        Path file = write("ca.pem", old.pem());
        params.put(
                "sallyport.trust.partners.retiring",
                write("before.pem", next.pem()).toString());
        params.put("sallyport.trust.partners.retiring-until", "2026-10-31");

        assertThat(given("anchors", file.toString()).advice())
                .anySatisfy(sentence -> assertThat(sentence).contains("retiring-until", "prove nobody any more"));
    }

    @Test
    void what_is_inside_the_war_or_the_containers_is_not_followed() throws IOException {
        params.put("sallyport.trust.edge.anchors", "container");
        params.put("sallyport.trust.partners.anchors", "/WEB-INF/ca.pem");
        FileAccess inside = path -> new ByteArrayInputStream(old.pem().getBytes(StandardCharsets.US_ASCII));

        Configured configured = Settings.read(
                        List.of(Source.contextParams(params)), "", inside, InstantSource.fixed(NOON), events::add)
                .configured();

        assertThat(configured.followed()).isEmpty();
    }

    private Configured given(String setting, String value) {
        params.put("sallyport.trust.partners." + setting, value);
        return settings().configured();
    }

    private Settings settings() {
        return Settings.read(
                List.of(Source.contextParams(params)),
                "",
                FileAccess.FILE_SYSTEM,
                InstantSource.fixed(NOON),
                events::add);
    }

    private static Optional<String> reload(Configured configured) throws IOException {
        Followed followed = configured.followed().get(0);
        assertThat(followed.name()).isEqualTo("the trust partners");
        return followed.reload(NOON);
    }

    private static String code(Configured configured, Issued caller) {
        return code(configured, caller, ALL);
    }

    private static String code(Configured configured, Issued caller, PeerRules rules) {
        return code(configured, caller, rules, NOON);
    }

    private static String code(Configured configured, Issued caller, PeerRules rules, Instant now) {
        ClientTrust trust = Objects.requireNonNull(configured.policy().trusts().get("partners"));
        return trust.verify(caller.chain(), Way.DIRECT, rules, now).either(peer -> "known", Refusal::code);
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private static byte[] store(TestCa ca, String password) throws Exception {
        KeyStore store = ca.trustStore();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        store.store(out, password.toCharArray());
        return out.toByteArray();
    }

    private static Issued client(TestCa ca) {
        return ca.client("billing")
                .from(NOON.minusSeconds(60))
                .until(NOON.plus(Duration.ofDays(9)))
                .issue();
    }

    private static TestCa ca(String name) {
        return TestCa.named(name).but(ca -> ca.from(NOON.minus(Duration.ofDays(9))));
    }
}
