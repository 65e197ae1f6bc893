// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.containers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The containers that run inside of {@code mvn verify}, each in a process and on a class path of its own. */
enum Container implements Host {
    JETTY_EE10("jetty-ee10", "JettyLauncher", "-Djetty.context=org.eclipse.jetty.ee10.webapp.WebAppContext"),
    JETTY_EE11("jetty-ee11", "JettyLauncher", "-Djetty.context=org.eclipse.jetty.ee11.webapp.WebAppContext"),
    TOMCAT_10("tomcat-10", "TomcatLauncher"),
    TOMCAT_11("tomcat-11", "TomcatLauncher"),
    UNDERTOW("undertow", "UndertowLauncher");

    private final String module;
    private final String launcher;

    @SuppressWarnings("ImmutableEnumChecker")
    private final List<String> options;

    Container(String module, String launcher, String... options) {
        this.module = module;
        this.launcher = launcher;
        this.options = List.of(options);
    }

    @Override
    public Running start(Map<String, War> applications, Map<String, String> environment) {
        return start(Pki.serverKeyStore(), applications, environment);
    }

    /** With a key of its own. */
    Running start(Path serverKeyStore, Map<String, War> applications, Map<String, String> environment) {
        Path work = Folders.fresh(module);
        List<String> command = new ArrayList<>(List.of(Running.java(), "-Xmx256m"));
        command.addAll(options);
        command.add("-cp");
        command.add(Folders.modules().resolve(module).resolve("target/lib") + "/*");
        command.add("dev.sallyport.launchers." + launcher);
        command.add(serverKeyStore.toString());
        command.add(Pki.PASSWORD);
        command.add(work.resolve("work").toString());
        applications.forEach((context, war) -> command.add(context + "=" + war.unpacked(work)));
        return Running.start(command, work, environment);
    }

    @Override
    public String toString() {
        return module;
    }
}
