// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.containers;

import static java.util.stream.Collectors.joining;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The full servers, of the profile {@code servers}; an application's context path is the name of its file. */
enum Server implements Host {
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
            Folders.write(server.resolve("server.xml"), serverXml.replace("</server>", applicationXml + "</server>"));
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
                    work.resolve("accept-any.security"),
                    Folders.resource("servers/payara-security.properties", Map.of()));
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
