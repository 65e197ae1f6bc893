// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.containers;

import dev.sallyport.testca.Issued;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The proxies that are started before containers, with the files that {@code docs/proxies.md} shows. */
enum Proxy {
    NGINX("nginx.conf", "/usr/sbin/nginx", true, false) {
        @Override
        List<String> command(Path file) {
            return List.of(program().toString(), "-e", "stderr", "-c", file.toString());
        }
    },

    HAPROXY("haproxy.cfg", "/usr/sbin/haproxy", true, true) {
        @Override
        List<String> command(Path file) {
            return List.of(program().toString(), "-f", file.toString());
        }
    },

    HTTPD("httpd.conf", "/usr/sbin/apache2", false, true) {
        @Override
        List<String> command(Path file) {
            return List.of(program().toString(), "-DFOREGROUND", "-f", file.toString());
        }
    },

    CADDY("Caddyfile", "/usr/bin/caddy", false, false) {
        @Override
        List<String> command(Path file) {
            return List.of(program().toString(), "run", "--adapter", "caddyfile", "--config", file.toString());
        }
    };

    private static final String PREFIX = "sallyport.proxy.";

    private final String file;
    private final String program;
    private final boolean mutualTls;
    private final boolean chains;

    Proxy(String file, String program, boolean mutualTls, boolean chains) {
        this.file = file;
        this.program = program;
        this.mutualTls = mutualTls;
        this.chains = chains;
    }

    abstract List<String> command(Path file);

    /** Its configuration, with blanks to fill in. */
    String file() {
        return file;
    }

    Path program() {
        return Path.of(program);
    }

    boolean isInstalled() {
        return Files.isExecutable(program());
    }

    /** Whether it proves itself by a client certificate of its own, not by a secret. */
    boolean mutualTls() {
        return mutualTls;
    }

    /** Status and code for that caller: some forward no chain, and httpd itself ends handshakes with an expired certificate. */
    String answerTo(Caller caller) {
        if (caller == Caller.EXPIRED && this == HTTPD) {
            return "0";
        }
        return caller == Caller.DEPOT && !chains ? Caller.STRANGER.answer() : caller.answer();
    }

    /** Who it is, if it proves itself by a certificate. */
    String id() {
        return "spiffe://edge.example/" + this;
    }

    /** By what it proves itself, if not by a certificate. */
    String secret() {
        return this + "-and-nobody-else";
    }

    /** What the application is told of it, as {@code sallyport.proxy.NAME.…}; {@code docs/proxies.md} says the same. */
    Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String line : Folders.resource("proxies/" + this + ".properties", Map.of("secret", secret()))
                .lines()
                .toList()) {
            String[] setting = line.split("=", 2);
            String key = setting[0].strip();
            if (key.startsWith(PREFIX + this)) {
                settings.put(key.substring((PREFIX + this + '.').length()), setting[1].strip());
            }
        }
        return settings;
    }

    /** Starts it on these ports, before that container. */
    Running start(Running container, Ports ports) {
        Path folder = Folders.fresh(toString());
        writeKeys(folder);
        String configuration = Folders.resource(
                "proxies/" + file,
                Map.of(
                        "folder", folder.toString(),
                        "modules", "/usr/lib/apache2/modules",
                        "http", ports.httpText(),
                        "https", ports.httpsText(),
                        "application", "127.0.0.1:" + (mutualTls ? container.https() : container.http()),
                        "secret", secret()));
        return Running.startListening(
                command(Folders.write(folder.resolve(file), configuration)),
                folder,
                Map.of("XDG_DATA_HOME", folder.toString(), "XDG_CONFIG_HOME", folder.toString()),
                ports);
    }

    private void writeKeys(Path folder) {
        write(folder, "front", Pki.SERVERS.server("localhost").ip("127.0.0.1").issue());
        write(folder, "proxy", Pki.PROXIES.client(toString()).spiffe(id()).issue());
        Folders.write(folder.resolve("application-ca.pem"), Pki.SERVERS.pem());
    }

    private static void write(Path folder, String name, Issued issued) {
        Folders.write(folder.resolve(name + ".pem"), issued.pem());
        Folders.write(folder.resolve(name + ".key"), issued.keyPem());
        Folders.write(folder.resolve(name + "-with-key.pem"), issued.pem() + issued.keyPem());
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
