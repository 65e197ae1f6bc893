// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.cdi.shop.FilingCabinet;
import dev.sallyport.cdi.shop.Forgotten;
import dev.sallyport.cdi.shop.Mistaken;
import dev.sallyport.servlet.SallyportInitializer;
import dev.sallyport.testca.Issued;
import dev.sallyport.testing.TlsClients;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.catalina.LifecycleException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RefusedStartTest {

    private static final String INITIALIZER =
            SallyportInitializer.class.getName().replace(".", "\\.");
    private static final Issued BILLING = War.ACME.client("billing").issue();

    @TempDir
    Path folder;

    static Stream<Arguments> containers() {
        return Stream.of(
                Arguments.of("Jetty", (Container.Starter) Container::jetty),
                Arguments.of("Tomcat", (Container.Starter) Container::tomcat));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("containers")
    void an_application_without_the_front_filter_does_not_start(String name, Container.Starter starter)
            throws Exception {
        assertThat(answers(starter, War.of(folder.resolve("shop"), InContainer.SHOP), Optional.of(INITIALIZER)))
                .isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("containers")
    void an_application_with_an_annotated_class_that_nothing_guards_does_not_start(
            String name, Container.Starter starter) throws Exception {
        assertThat(answers(starter, shopWith(Forgotten.class), Optional.empty()))
                .isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("containers")
    void an_application_with_an_annotated_class_that_only_what_is_no_bean_could_extend_does_not_start(
            String name, Container.Starter starter) throws Exception {
        War war = War.of(
                folder.resolve("shop"),
                Stream.of(InContainer.SHOP)
                        .filter(type -> type != FilingCabinet.class)
                        .toArray(Class<?>[]::new));

        assertThat(answers(starter, war, Optional.empty())).isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("containers")
    void an_application_with_a_bean_that_requires_an_unknown_trust_does_not_start(
            String name, Container.Starter starter) throws Exception {
        assertThat(answers(starter, shopWith(Mistaken.class), Optional.empty())).isFalse();
    }

    private War shopWith(Class<?> further) throws IOException {
        return War.of(
                folder.resolve("shop"),
                Stream.concat(Arrays.stream(InContainer.SHOP), Stream.of(further))
                        .toArray(Class<?>[]::new));
    }

    /** Whether the application answers at all. */
    private static boolean answers(Container.Starter starter, War war, Optional<String> without) throws Exception {
        try (Container container = starter.start(war, without)) {
            HttpClient caller = TlsClients.presenting(BILLING, War.SERVER_CA);
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("https://localhost:" + container.port() + "/shop/greeting"))
                    .build();
            return container.isUp()
                    || caller.send(request, BodyHandlers.discarding()).statusCode() < 400;
        } catch (LifecycleException notStarted) {
            return false;
        }
    }
}
