// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.containers.apps.Orders;
import dev.sallyport.containers.apps.Reached;
import dev.sallyport.keys.RotatingKey;
import dev.sallyport.testca.Issued;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That a server shows a renewed certificate without a restart, whoever its connector belongs to. */
class RotationIT {

    private static final int MOST_TRIES = 2_000;

    private enum Embedded {
        JETTY_EE10("jetty-ee10", "RotatingJetty"),
        JETTY_EE11("jetty-ee11", "RotatingJetty"),
        TOMCAT_10("tomcat-10", "RotatingTomcat"),
        TOMCAT_11("tomcat-11", "RotatingTomcat"),
        UNDERTOW("undertow", "RotatingUndertow");

        private final String module;
        private final String launcher;

        Embedded(String module, String launcher) {
            this.module = module;
            this.launcher = launcher;
        }

        Running start(Path certificates, Path key, Path work) {
            String classPath =
                    Folders.modules().resolve(module).resolve("target/lib") + "/*" + File.pathSeparator + sallyport();
            return Running.start(
                    List.of(
                            Running.java(),
                            "-Xmx256m",
                            "-cp",
                            classPath,
                            "dev.sallyport.launchers." + launcher,
                            certificates.toString(),
                            key.toString()),
                    work,
                    Map.of());
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_renewed_certificate_is_shown_to_new_connections_while_old_ones_finish(Embedded container) throws Exception {
        Path work = Folders.fresh("rotation-" + container.module);
        Path certificates = work.resolve("tls.crt");
        Path key = work.resolve("tls.key");
        Issued first = server();
        Issued second = server();
        write(certificates, first.chainPem());
        write(key, first.keyPem());

        try (Running running = container.start(certificates, key, work);
                KeptAlive old = new KeptAlive(running, Pki.BILLING)) {
            assertThat(old.get("/")).isEqualTo("200 hello");
            assertThat(old.shown()).isEqualTo(first.certificate());
            old.begin("/");

            write(certificates, second.chainPem());
            write(key, second.keyPem());
            until(() -> shown(running).equals(second.certificate()), running);

            assertThat(old.end()).isEqualTo("200 hello");
            assertThat(old.get("/")).isEqualTo("200 hello");
            try (KeptAlive young = new KeptAlive(running, server().sslContext(Pki.SERVERS))) {
                assertThat(young.shown()).isEqualTo(second.certificate());
                assertThat(young.get("/")).isEqualTo("200 hello");
            }

            write(key, first.keyPem());
            until(() -> running.output().contains("file-unusable"), running);

            assertThat(shown(running)).isEqualTo(second.certificate());
            assertThat(old.get("/")).isEqualTo("200 hello");
            assertThat(running.output())
                    .contains("the private key is not the one of the certificate")
                    .doesNotContain(first.keyPem().lines().skip(1).findFirst().orElseThrow());
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNDERTOW")
    void a_container_that_owns_its_connector_is_told_to_read_the_renewed_key(Container container) throws Exception {
        Path work = Folders.fresh("reload-" + container);
        Path store = work.resolve("server.p12");
        Issued first = server();
        Issued second = server();
        write(store, first.pkcs12(Pki.PASSWORD.toCharArray()));
        War war = Applications.trusting("reload")
                .classes(Reached.class, Orders.class)
                .setting("sallyport.server.keys", store.toString())
                .setting("sallyport.server.password", Pki.PASSWORD)
                .setting("sallyport.server.reload", container.name().startsWith("JETTY") ? "jetty" : "tomcat");

        try (Running running = container.start(store, Map.of("/app", war), Map.of());
                KeptAlive old = new KeptAlive(running, Pki.BILLING)) {
            assertThat(old.get("/app/orders")).as(running.output()).startsWith("200 ");
            assertThat(old.shown()).isEqualTo(first.certificate());
            old.begin("/app/orders");

            write(store, second.pkcs12(Pki.PASSWORD.toCharArray()));
            until(() -> shown(running).equals(second.certificate()), running);

            assertThat(old.end()).startsWith("200 ");
            assertThat(running.output()).contains("the key of the server").contains("CN=localhost");

            write(store, "not a key store".getBytes(StandardCharsets.US_ASCII));
            until(() -> running.output().contains("file-unusable"), running);

            assertThat(shown(running)).isEqualTo(second.certificate());
            assertThat(new Wire(running).get("/app/orders", Pki.BILLING).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void an_application_that_asks_a_container_which_is_not_there_does_not_open() throws Exception {
        Path work = Folders.fresh("reload-wrong");
        Path store = work.resolve("server.p12");
        write(store, server().pkcs12(Pki.PASSWORD.toCharArray()));
        War war = Applications.trusting("wrong")
                .classes(Reached.class, Orders.class)
                .setting("sallyport.server.keys", store.toString())
                .setting("sallyport.server.password", Pki.PASSWORD)
                .setting("sallyport.server.reload", "tomcat");

        try (Running running = Container.UNDERTOW.start(store, Map.of("/app", war), Map.of())) {
            assertThat(new Wire(running).get("/app/orders", Pki.BILLING).status())
                    .isNotEqualTo(200);
            assertThat(running.output()).contains("server.reload: nothing is found here that has a connector");
        }
    }

    private static Issued server() {
        return Pki.SERVERS.server("localhost").issue();
    }

    /** What the server shows to a client it has not met, which resumes no session. */
    private static Certificate shown(Running running) {
        try (KeptAlive connection = new KeptAlive(running, server().sslContext(Pki.SERVERS))) {
            return connection.shown();
        } catch (IOException e) {
            throw new AssertionError("no connection; the server said:\n" + running.output(), e);
        }
    }

    /** Each try is a handshake, so that this waits without a clock. */
    private static void until(BooleanSupplier condition, Running running) {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            shown(running);
            if (condition.getAsBoolean()) {
                return;
            }
        }
        throw new AssertionError("it does not come; the server said:\n" + running.output());
    }

    private static void write(Path file, String text) throws IOException {
        write(file, text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void write(Path file, byte[] content) throws IOException {
        Path next = Files.write(file.resolveSibling("next"), content);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static Path sallyport() {
        try {
            return Path.of(RotatingKey.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a class comes from a file", e);
        }
    }
}
