// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.outbound;

import dev.sallyport.Event;
import dev.sallyport.Refusal;
import dev.sallyport.testca.Issued;
import dev.sallyport.testca.TestCa;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** Whom we call in a test: our key and the anchors are in files of a folder. */
final class Calls {

    private final Path folder;
    private volatile CountDownLatch rotations = new CountDownLatch(0);
    private final List<Event> events = new CopyOnWriteArrayList<>();

    Calls(Path folder) {
        this.folder = folder;
    }

    Path keys() {
        return folder.resolve("keys.pem");
    }

    Path anchors() {
        return folder.resolve("anchors.pem");
    }

    List<Event> events() {
        return events;
    }

    /** As who we call from now on. */
    Calls as(Issued client) {
        return write(keys(), client.chainPem() + client.keyPem());
    }

    /** Whose servers are believed from now on. */
    Calls believing(TestCa... cas) {
        StringBuilder pem = new StringBuilder();
        for (TestCa ca : cas) {
            pem.append(ca.pem());
        }
        return write(anchors(), pem.toString());
    }

    private Calls write(Path file, String text) {
        try {
            Path next = folder.resolve("next.tmp");
            Files.writeString(next, text);
            Files.setPosixFilePermissions(next, PosixFilePermissions.fromString("rw-------"));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    OutboundTls.Builder builder() {
        return OutboundTls.builder("billing").keys(keys()).anchors(anchors()).events(this::note);
    }

    private void note(Event event) {
        events.add(event);
        if (event instanceof Event.Rotated) {
            rotations.countDown();
        }
    }

    /** Falls to zero when so many things have been rotated from now on. */
    CountDownLatch rotations(int number) {
        rotations = new CountDownLatch(number);
        return rotations;
    }

    OutboundTls open() throws IOException {
        return builder().build();
    }

    /** What a call gets, or the code of the refusal; whatever else goes wrong is thrown. */
    static String call(HttpClient client, URI uri) throws IOException, InterruptedException {
        try {
            return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            return code(e);
        }
    }

    /** The code of the refusal in what was thrown, which is thrown on if there is none. */
    static <E extends Exception> String code(E thrown) throws E {
        return OutboundTls.refusal(thrown).map(Refusal::code).orElseThrow(() -> thrown);
    }

    static String pin(X509Certificate certificate) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256")
                            .digest(certificate.getPublicKey().getEncoded()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
