// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.sample.demo;

import java.nio.file.Path;

/**
 * What the command line asks for.
 *
 * @param httpPort the port for plain HTTP, 0 for any free one
 * @param httpsPort the port for HTTPS, 0 for any free one
 * @param folder where the demo's certificates are
 * @param help whether only help is wanted
 */
record Options(int httpPort, int httpsPort, Path folder, boolean help) {

    static final String HELP = """
            java -jar sallyport-sample.war [OPTION…]

              --http-port PORT    plain HTTP, which only redirects or refuses (8080; 0: any free port)
              --https-port PORT   HTTPS (8443; 0: any free port)
              --dir FOLDER        where the demo's certificates are made (demo, beside the WAR)
              --help              this

            It listens on this machine only, and runs until Ctrl-C or SIGTERM.
            """;

    static Options parse(String[] arguments, Path defaultFolder) {
        Options options = new Options(8080, 8443, defaultFolder, false);
        for (int at = 0; at < arguments.length; at++) {
            if (arguments[at].equals("--help")) {
                return new Options(options.httpPort, options.httpsPort, options.folder, true);
            }
            options = options.with(arguments[at], ++at < arguments.length ? arguments[at] : "");
        }
        return options;
    }

    private Options with(String name, String value) {
        return switch (name) {
            case "--http-port" -> new Options(port(name, value), httpsPort, folder, help);
            case "--https-port" -> new Options(httpPort, port(name, value), folder, help);
            case "--dir" -> new Options(httpPort, httpsPort, folder(name, value), help);
            default -> throw new IllegalArgumentException(name + ": no such option (--help names them)");
        };
    }

    private static int port(String name, String value) {
        if (!value.matches("[0-9]{1,5}") || Integer.parseInt(value) > 65_535) {
            throw new IllegalArgumentException(name + ": '" + value + "' (expected: a port, 0 to 65535)");
        }
        return Integer.parseInt(value);
    }

    private static Path folder(String name, String value) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException(name + ": '' (expected: a folder)");
        }
        return Path.of(value);
    }
}
