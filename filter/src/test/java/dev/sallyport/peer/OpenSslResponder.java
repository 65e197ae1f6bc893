// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import dev.sallyport.testca.Issued;
import dev.sallyport.testca.TestCa;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A responder that others have written: {@code openssl ocsp} in a process of its own. It answers by the system's clock. */
final class OpenSslResponder implements AutoCloseable {

    private static final Pattern PORT = Pattern.compile("ACCEPT .*:([0-9]+)(?: .*)?");

    private final Path folder;
    private final int port;
    private Process process;

    private OpenSslResponder(Path folder) throws IOException {
        this.folder = folder;
        this.process = begin(folder, 0);
        this.port = port(process);
    }

    /** Whether there is one on this machine. */
    static boolean isThere() {
        try {
            return new ProcessBuilder("openssl", "version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Answers for a CA with the CA's own key. */
    static OpenSslResponder of(Path folder, TestCa ca) {
        return start(folder, ca, ca.certificate(), ca.privateKey());
    }

    /** Answers for a CA with the key of somebody else. */
    static OpenSslResponder of(Path folder, TestCa ca, Issued signer) {
        return start(folder, ca, signer.certificate(), signer.privateKey());
    }

    private static OpenSslResponder start(Path folder, TestCa ca, X509Certificate signer, PrivateKey key) {
        try {
            Files.writeString(folder.resolve("index.txt"), "");
            write(folder, "ca.pem", "CERTIFICATE", Seeds.encoded(ca.certificate()));
            write(folder, "signer.pem", "CERTIFICATE", Seeds.encoded(signer));
            write(folder, "key.pem", "PRIVATE KEY", key.getEncoded());
            return new OpenSslResponder(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Process begin(Path folder, int port) throws IOException {
        String command =
                "openssl ocsp -ndays 1 -index index.txt -CA ca.pem -rsigner signer.pem -rkey key.pem -port " + port;
        return new ProcessBuilder(command.split(" "))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
    }

    private static int port(Process process) throws IOException {
        BufferedReader said = process.inputReader(StandardCharsets.US_ASCII);
        List<String> lines = new ArrayList<>();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            Matcher port = PORT.matcher(line);
            if (port.matches()) {
                return Integer.parseInt(port.group(1));
            }
            lines.add(line);
        }
        throw new IOException("openssl does not begin: " + lines);
    }

    private static void write(Path folder, String name, String type, byte[] der) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        Files.writeString(
                folder.resolve(name), "-----BEGIN " + type + "-----\n" + text + "\n-----END " + type + "-----\n");
    }

    /** From now on it says of these that they are good, and of those that they were revoked. It knows no others. */
    void knows(List<X509Certificate> good, List<X509Certificate> revoked) {
        StringBuilder index = new StringBuilder();
        good.forEach(each -> index.append("V\t491231235959Z\t\t").append(line(each)));
        revoked.forEach(
                each -> index.append("R\t491231235959Z\t260101000000Z\t").append(line(each)));
        stop();
        try {
            Files.writeString(folder.resolve("index.txt"), index);
            process = begin(folder, port);
            port(process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String line(X509Certificate certificate) {
        String number = certificate.getSerialNumber().toString(16).toUpperCase(Locale.ROOT);
        return (number.length() % 2 == 0 ? number : "0" + number) + "\tunknown\t/CN=somebody\n";
    }

    int port() {
        return port;
    }

    String url() {
        return "http://127.0.0.1:" + port + "/";
    }

    @Override
    public void close() {
        stop();
    }

    /** Ends it; whoever wants to ask it finds nobody. */
    void stop() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
