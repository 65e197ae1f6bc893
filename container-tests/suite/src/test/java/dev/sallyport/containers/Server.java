// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.containers;

import static java.util.stream.Collectors.joining;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The full servers, of the profile {@code servers}; an application's context path is the name of its file. */
enum Server implements Host {
    GLASSFISH {
        @Override
        Running start(Map<String, War> applications, Map<String, String> environment, Path work, Ports ports) {
            Path domain =
                    Folders.copy(HOME.resolve("glassfish7/glassfish/domains/domain1"), work.resolve("domains/domain1"));
            Path security = Folders.write(
                    work.resolve("accept-any.security"), Folders.resource("servers/accept-any.security", Map.of()));
            // A store of the kind JKS reads the files of ours, too.
            Folders.copy(Pki.serverKeyStore(), domain.resolve("config/keystore.jks"));
            Folders.copy(Pki.clientTrustStore(), domain.resolve("config/cacerts.jks"));
            Path config = domain.resolve("config/domain.xml");
            Folders.write(
                    config,
                    new String(Folders.read(config), StandardCharsets.UTF_8)
                            .replace(
                                    "cert-nickname=\"s1as\"></ssl>",
                                    "cert-nickname=\"key\" client-auth=\"want\"></ssl>")
                            .replace("s1as", "key")
                            .replace("0.0.0.0", "127.0.0.1")
                            .replace("port=\"8080\"", "address=\"127.0.0.1\" port=\"" + ports.httpText() + '"')
                            .replace("port=\"8181\"", "address=\"127.0.0.1\" port=\"" + ports.httpsText() + '"')
                            .replace("port=\"4848\"", "address=\"127.0.0.1\" port=\"" + ports.managementText() + '"')
                            .replace(
                                    "</java-config>",
                                    "<jvm-options>-Xbootclasspath/a:" + launchers() + "</jvm-options><jvm-options>"
                                            + "-Djava.security.properties=" + security
                                            + "</jvm-options></java-config>"));
            Running running = Running.start(
                    asadmin(
                            "start-domain",
                            "--verbose",
                            "--domaindir",
                            work.resolve("domains").toString(),
                            "domain1"),
                    work,
                    environment,
                    "startup time",
                    ports);
            String deploy = applications.entrySet().stream()
                    .map(it -> "deploy --contextroot " + it.getKey() + ' '
                            + it.getValue().packed(work) + '\n')
                    .collect(joining());
            Path script = Folders.write(work.resolve("deploy.txt"), deploy);
            try { // an application that is not deployed is not there, and the others are
                Running.whatItSays(
                        asadmin("--port", ports.managementText(), "multimode", "--file", script.toString()), work);
                return running;
            } catch (AssertionError e) {
                running.close();
                throw e;
            }
        }

        private List<String> asadmin(String... arguments) {
            List<String> command = new ArrayList<>(List.of(
                    Running.java(),
                    "-jar",
                    HOME.resolve("glassfish7/glassfish/lib/client/appserver-cli.jar")
                            .toString()));
            command.addAll(List.of(arguments));
            return command;
        }
    },

    LIBERTY {
        @Override
        Running start(Map<String, War> applications, Map<String, String> environment, Path work, Ports ports) {
            Path server = Folders.create(work.resolve("usr/servers/suite"));
            String applicationXml = applications.entrySet().stream()
                    .map(it -> "    <webApplication location=\"" + it.getValue().packed(work) + "\" contextRoot=\""
                            + it.getKey() + "\"/>\n")
                    .collect(joining());
            Map<String, String> values = Map.of(
                    "http.port", ports.httpText(),
                    "https.port", ports.httpsText(),
                    "server.keys", Pki.serverKeyStore().toString(),
                    "client.cas", Pki.clientTrustStore().toString(),
                    "keys.password", Pki.PASSWORD);
            String serverXml = Folders.resource("servers/liberty-server.xml", values);
            String patience = "    <applicationManager startTimeout=\"5m\"/>\n"; // else it is ready without them
            Folders.write(
                    server.resolve("server.xml"),
                    serverXml.replace("</server>", patience + applicationXml + "</server>"));
            Folders.write(server.resolve("jvm.options"), "-Xmx512m\n");
            return Running.start(
                    List.of(HOME.resolve("wlp/bin/server").toString(), "run", "suite"),
                    work,
                    with(environment, "WLP_USER_DIR", work.resolve("usr").toString()),
                    "CWWKF0011I",
                    ports);
        }
    },

    PAYARA {
        @Override
        Running start(Map<String, War> applications, Map<String, String> environment, Path work, Ports ports) {
            Path preboot = Folders.write(
                    work.resolve("preboot.txt"), Folders.resource("servers/payara-preboot.txt", Map.of()));
            Path security = Folders.write(
                    work.resolve("accept-any.security"), Folders.resource("servers/accept-any.security", Map.of()));
            List<String> command = new ArrayList<>(List.of(
                    Running.java(),
                    "-Xmx512m",
                    "-Xbootclasspath/a:" + launchers(),
                    "-Djava.security.properties=" + security,
                    "-Djavax.net.ssl.keyStore=" + Pki.serverKeyStore(),
                    "-Djavax.net.ssl.keyStorePassword=" + Pki.PASSWORD,
                    "-Djavax.net.ssl.trustStore=" + Pki.clientTrustStore(),
                    "-Djavax.net.ssl.trustStorePassword=" + Pki.PASSWORD,
                    "-jar",
                    HOME.resolve("payara-micro.jar").toString(),
                    "--nocluster",
                    "--disablephonehome",
                    "--rootdir",
                    work.resolve("root").toString(),
                    "--port",
                    ports.httpText(),
                    "--sslport",
                    ports.httpsText(),
                    "--sslcert",
                    "key",
                    "--prebootcommandfile",
                    preboot.toString()));
            applications
                    .values()
                    .forEach(war ->
                            command.addAll(List.of("--deploy", war.packed(work).toString())));
            return Running.start(command, work, environment, "ready in", ports);
        }
    },

    WILDFLY {
        @Override
        Running start(Map<String, War> applications, Map<String, String> environment, Path work, Ports ports) {
            Path home = HOME.resolve("wildfly-" + System.getProperty("wildfly.version"));
            configure(home);
            Path base = Folders.copy(home.resolve("standalone/configuration"), work.resolve("base/configuration"))
                    .getParent();
            Folders.copy(Pki.serverKeyStore(), base.resolve("configuration/server.p12"));
            Path deployments = Folders.create(base.resolve("deployments"));
            applications
                    .values()
                    .forEach(war -> Folders.copy(
                            war.packed(work),
                            deployments.resolve(war.packed(work).getFileName())));
            return Running.start(
                    List.of(
                            home.resolve("bin/standalone.sh").toString(),
                            "-b",
                            "127.0.0.1",
                            "-Djboss.server.base.dir=" + base,
                            "-Djboss.http.port=" + ports.httpText(),
                            "-Djboss.https.port=" + ports.httpsText(),
                            "-Djboss.management.http.port=" + ports.managementText()),
                    work,
                    with(environment, "JAVA_OPTS", "-Xmx512m -Djava.net.preferIPv4Stack=true"),
                    "WFLYSRV002[56]",
                    ports);
        }

        private void configure(Path home) {
            Path done = HOME.resolve("wildfly.cli");
            if (Files.exists(done)) {
                return;
            }
            String script = Folders.resource(
                    "servers/wildfly.cli",
                    Map.of("launchers.jar", launchers().toString(), "keys.password", Pki.PASSWORD));
            Path file = Folders.write(HOME.resolve("wildfly.cli.tmp"), script);
            Running.toItsEnd(List.of(home.resolve("bin/jboss-cli.sh").toString(), "--file=" + file), HOME);
            Folders.write(done, script);
        }
    };

    private static final Path HOME = Folders.modules().resolve("suite/target/servers");

    abstract Running start(Map<String, War> applications, Map<String, String> environment, Path work, Ports ports);

    @Override
    public Running start(Map<String, War> applications, Map<String, String> environment) {
        return start(applications, environment, Folders.fresh(toString()), Ports.free());
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static Map<String, String> with(Map<String, String> environment, String name, String value) {
        Map<String, String> all = new HashMap<>(environment);
        all.put(name, value);
        return all;
    }

    /** The jar with the trust manager that takes any certificate. */
    private static Path launchers() {
        return Folders.onlyFile(Folders.modules().resolve("launchers/target"), "sallyport-launchers-.*\\.jar");
    }
}
