// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.config;

import static dev.sallyport.config.Given.contextParam;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testca.TestCa;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What settings say of fetching, and of folders. */
class FetchSettingsTest {

    private static final TestCa ACME = TestCa.named("Acme CA");

    @TempDir
    Path folder;

    @Test
    void hosts_alone_are_hard_fail_and_somebody_to_fetch() {
        Given given = given().and("trust.partners.revocation-hosts", "crl.example, *.pki.example:8080");

        assertThat(given.configured().backgrounds()).hasSize(1);
        assertThat(given().configured().backgrounds()).isEmpty();
    }

    @Test
    void a_folder_alone_is_hard_fail_and_somebody_to_watch_it() throws IOException {
        Files.write(folder.resolve("acme.crl"), ACME.crl().issue());

        assertThat(given().and("trust.partners.crls", folder.toString())
                        .configured()
                        .backgrounds())
                .hasSize(1);
    }

    @Test
    void a_folder_with_a_bad_file_stops_the_start() throws IOException {
        Files.write(folder.resolve("acme.crl"), new byte[] {1});

        assertThat(given().and("trust.partners.crls", folder.toString()).problems())
                .singleElement()
                .asString()
                .contains(folder.toString(), "'acme.crl' in it cannot be used");
    }

    @Test
    void every_problem_is_told() {
        assertThat(given().and("trust.partners.revocation-hosts", "http://crl.example/")
                        .and("trust.partners.revocation-inward", "10.0.0.1/8")
                        .and("trust.partners.revocation-timeout", "5s")
                        .and("trust.partners.revocation-max-size", "64M")
                        .and("trust.partners.revocation-grace", "P31D")
                        .problems())
                .containsExactlyInAnyOrder(
                        "context-param sallyport.trust.partners.revocation-hosts: 'http://crl.example/' (expected: a host, such"
                                + " as crl.example.com, *.example.com or crl.example.com:8080)",
                        "context-param sallyport.trust.partners.revocation-inward: '10.0.0.1/8' (expected: a block of"
                                + " addresses, such as 10.0.0.0/8 or fd00::/8, whose last bits are 0)",
                        "context-param sallyport.trust.partners.revocation-timeout: '5s' (expected: a duration such as PT5S)",
                        "context-param sallyport.trust.partners.revocation-max-size: '64M' (expected: a number of bytes)",
                        "context-param sallyport.trust.partners.revocation-grace: 'PT744H' (expected: from PT0S to PT720H)");
    }

    @Test
    void what_only_fetching_needs_stops_the_start_where_nothing_is_fetched() {
        assertThat(given().and("trust.partners.revocation-grace", "PT1H").problems())
                .containsExactly("context-param sallyport.trust.partners.revocation-grace: set, but nothing is fetched"
                        + " (expected: sallyport.trust.partners.revocation-hosts too)");
    }

    @Test
    void a_trust_that_has_no_paths_cannot_fetch() {
        assertThat(contextParam("trust.partners.anchors", "container")
                        .and("trust.partners.revocation-hosts", "crl.example")
                        .problems())
                .singleElement()
                .asString()
                .contains("revocation, but believes no paths");
    }

    private static Given given() {
        return contextParam("trust.partners.anchors", "acme.pem").file("acme.pem", ACME.pem());
    }
}
