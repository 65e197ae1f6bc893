// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.sample.demo;

import dev.sallyport.keys.RotatingKey;
import dev.sallyport.testca.Issued;
import dev.sallyport.testca.TestCa;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * The demo's certificates in a folder: {@code ca.pem}, the server's, and for every {@link Client} the chain
 * ({@code NAME.pem}), its key ({@code NAME.key}) and both together ({@code NAME.p12}). The CA's own key is kept nowhere.
 */
record DemoPki(Path folder) {

    static final String PASSWORD = "sallyport";

    private static final Duration AT_LEAST = Duration.ofDays(1);

    /** The folder as it was left by an earlier run, if everything is there and the server's certificate will last a day. */
    static DemoPki in(Path folder, Instant now) throws IOException {
        DemoPki pki = new DemoPki(folder);
        if (!pki.complete() || !pki.lasts(now)) {
            try {
                pki.make(now);
            } catch (IOException e) {
                throw new IOException(
                        "the certificates cannot be written (" + e + "): choose another folder with --dir", e);
            }
        }
        return pki;
    }

    Path ca() {
        return folder.resolve("ca.pem");
    }

    Path certificate(Client client) {
        return folder.resolve(client.fileName + ".pem");
    }

    Path key(Client client) {
        return folder.resolve(client.fileName + ".key");
    }

    /** What the server shows, read again whenever {@code server.pem} and {@code server.key} change. */
    RotatingKey server(Instant now) throws IOException {
        return RotatingKey.named("the key of the server")
                .keys(folder.resolve("server.pem"))
                .key(folder.resolve("server.key"))
                .read(now);
    }

    private boolean complete() {
        return Files.exists(ca())
                && Stream.concat(Stream.of("server"), Stream.of(Client.values()).map(client -> client.fileName))
                        .flatMap(name -> Stream.of(name + ".pem", name + ".key", name + ".p12"))
                        .allMatch(file -> Files.exists(folder.resolve(file)));
    }

    private boolean lasts(Instant now) {
        try {
            Instant end = server(now).current().certificate().getNotAfter().toInstant();
            return end.isAfter(now.plus(AT_LEAST));
        } catch (IOException e) {
            return false;
        }
    }

    private void make(Instant now) throws IOException {
        // No intermediates: browsers leave them out unless the server names the CAs that it accepts.
        TestCa ca = TestCa.named("Sallyport Demo CA");
        TestCa stranger = TestCa.named("A Stranger's CA");

        Files.createDirectories(folder);
        write("ca.pem", ca.pem().getBytes(StandardCharsets.US_ASCII));
        write("server", ca.server("localhost").issue());
        for (Client client : Client.values()) {
            write(client.fileName, client.draft(ca, stranger, now).issue());
        }
    }

    private void write(String name, Issued issued) throws IOException {
        write(name + ".pem", issued.chainPem().getBytes(StandardCharsets.US_ASCII));
        write(name + ".key", issued.keyPem().getBytes(StandardCharsets.US_ASCII), onlyForTheOwner());
        write(name + ".p12", issued.pkcs12(PASSWORD.toCharArray()), onlyForTheOwner());
    }

    private void write(String name, byte[] content, FileAttribute<?>... attributes) throws IOException {
        Path file = folder.resolve(name);
        Files.deleteIfExists(file);
        Files.createFile(file, attributes);
        Files.write(file, content);
    }

    private static FileAttribute<?>[] onlyForTheOwner() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? List.of(PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
                        .toArray(FileAttribute<?>[]::new)
                : new FileAttribute<?>[0];
    }
}
