// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.cdi.Container;
import dev.sallyport.cdi.War;
import dev.sallyport.rest.bank.DeafApplication;
import dev.sallyport.rest.bank.Hidden;
import dev.sallyport.rest.bank.HiddenApplication;
import dev.sallyport.rest.bank.Loose;
import dev.sallyport.testca.Issued;
import dev.sallyport.testing.TlsClients;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.catalina.LifecycleException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Banks that must not open, with one implementation of Jakarta REST. */
abstract class RestRefusedStart {

    private static final Issued BILLING = War.ACME.client("billing").issue();

    private final Container.Starter starter;
    private final Path implementation;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    RestRefusedStart(Container.Starter starter, String implementation) {
        this.starter = starter;
        this.implementation = Path.of("target", implementation);
    }

    @Test
    void nothing_answers_where_one_application_has_not_loaded_the_guard() throws Exception {
        try (Container container = starter.start(bank(DeafApplication.class), Optional.empty())) {
            assertThat(Stream.of("/deaf/safe/open", "/deaf/safe/colour", "/bank/safe/open")
                            .map(path -> status(container, path)))
                    .containsOnly(503);
        }
    }

    @Test
    void an_application_with_a_guarded_locator_of_no_bean_does_not_start() throws Exception {
        assertThat(answers(bank(Loose.class))).isFalse();
    }

    @Test
    void nor_does_one_where_only_the_locator_is_annotated() throws Exception {
        assertThat(answers(bank(Hidden.class, HiddenApplication.class))).isFalse();
    }

    private boolean answers(War war) throws Exception {
        try (Container container = starter.start(war, Optional.empty())) {
            return status(container, "/bank/safe/open") == 200;
        } catch (LifecycleException notStarted) {
            return false;
        }
    }

    private War bank(Class<?>... further) throws Exception {
        return Banks.war(folder.resolve("bank"), further).with(implementation);
    }

    private static int status(Container container, String path) {
        HttpClient caller = TlsClients.presenting(BILLING, War.SERVER_CA);
        HttpRequest request = HttpRequest.newBuilder(URI.create("https://localhost:" + container.port() + path))
                .build();
        return caller.sendAsync(request, BodyHandlers.discarding()).join().statusCode();
    }
}
