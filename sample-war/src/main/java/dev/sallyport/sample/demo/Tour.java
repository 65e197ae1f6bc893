// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.sample.demo;

import java.nio.file.Path;

/** What the demo prints: the addresses, and commands to try with the answer that each will get. */
record Tour(DemoPki pki, int httpPort, int httpsPort) {

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        text.append("\nThe sample answers at\n\n  ")
                .append(https("/"))
                .append("\n  ")
                .append(https("/whoami"));
        text.append("\n  ").append(http("/")).append("  (sends you to HTTPS)\n");
        text.append("\nCertificates to call with are in ")
                .append(shown(pki.folder()))
                .append(" (the password of the .p12 files: ");
        text.append(DemoPki.PASSWORD).append(")\n\nTry:\n\n");

        add(text, "308 to HTTPS", "curl -i " + quoted(http("/partner/orders?month=11")));
        add(text, "403 plaintext-method", "curl -i -d number=7 " + http("/partner/orders"));
        add(text, "403 plaintext-secret", "curl -i -H 'Authorization: Bearer secret' " + http("/partner/orders"));
        add(text, "200", curl() + https("/"));
        add(text, "403 no-certificate", curl() + https("/partner/orders"));
        for (Client client : Client.values()) {
            add(text, client.answer, as(client) + https("/partner/orders"));
        }
        add(text, "200: these reports are for every partner", as(Client.NOT_ALLOWED) + https("/reports/monthly"));
        return text.append("Stop with Ctrl-C.\n").toString();
    }

    private static void add(StringBuilder text, String answer, String command) {
        text.append("# ").append(answer).append('\n').append(command).append("\n\n");
    }

    private String as(Client client) {
        return curl() + "--cert " + shown(pki.certificate(client)) + " --key " + shown(pki.key(client)) + ' ';
    }

    private String curl() {
        return "curl -i --cacert " + shown(pki.ca()) + ' ';
    }

    private String http(String target) {
        return "http://localhost:" + httpPort + target;
    }

    private String https(String target) {
        return "https://localhost:" + httpsPort + target;
    }

    private static String shown(Path path) {
        Path here = Path.of("").toAbsolutePath();
        Path absolute = path.toAbsolutePath().normalize();
        return quoted((absolute.startsWith(here) ? here.relativize(absolute) : absolute).toString());
    }

    /** As a shell takes it for one word. */
    private static String quoted(String word) {
        return word.matches("[\\w@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
