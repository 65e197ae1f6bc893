// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.outbound;

import static dev.sallyport.outbound.Calls.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testca.Draft;
import dev.sallyport.testca.TestCa;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers whose certificates a log of Certificate Transparency must have seen (RFC 6962, sections 3.2 and 3.3). */
class LoggedServersTest {

    private static final TestCa PARTNER = TestCa.named("Partner CA");
    private static final TestCa OURS = TestCa.named("Our CA");
    private static final String SCTS = "1.3.6.1.4.1.11129.2.4.2";

    private final Instant yesterday =
            Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofDays(1));
    private final KeyPair log = keys();
    private final KeyPair server = keys();
    private final OwnSettings settings = new OwnSettings();

    @TempDir
    Path folder;

    @AfterEach
    void forget_the_settings() {
        settings.close();
    }

    @Test
    void a_server_that_no_log_has_seen_is_refused_and_one_that_bears_the_sct_of_a_log_answers() throws Exception {
        Calls calls = new Calls(folder).as(OURS.client("shop").issue()).believing(PARTNER);
        settings.set("billing.keys", calls.keys())
                .set("billing.anchors", calls.anchors())
                .set("billing.ct-logs", Files.writeString(folder.resolve("logs.json"), list()))
                .set("billing.ct-scts", 1)
                .set("billing.ct-operators", 1);

        assertThat(calling(draft())).isEqualTo("not-logged");
        assertThat(calling(draft().extension(SCTS, false, scts()))).startsWith("CN=shop");
    }

    private static String calling(Draft shown) throws Exception {
        try (Server listening = Server.showing(shown.issue(), OURS)) {
            return call(OutboundTls.named("billing").httpClient(), listening.uri());
        }
    }

    /** Always the same but for its signature, and for SCTs. */
    private Draft draft() {
        return PARTNER.server("localhost")
                .serial(BigInteger.TWO)
                .keys(server)
                .from(yesterday)
                .until(yesterday.plus(Duration.ofDays(90)));
    }

    private String list() throws GeneralSecurityException {
        return """
                {"version": "1.0", "log_list_timestamp": "%s", "operators": [{"name": "Alpha", "logs": [
                  {"description": "Alpha's log", "log_id": "%s", "key": "%s",
                   "state": {"usable": {"timestamp": "2020-01-01T00:00:00Z"}}}]}]}
                """.formatted(
                yesterday,
                Base64.getEncoder().encodeToString(sha256(log.getPublic().getEncoded())),
                Base64.getEncoder().encodeToString(log.getPublic().getEncoded()));
    }

    /** The list of one SCT, as the extension has it: an octet string in which TLS writes. */
    private byte[] scts() throws GeneralSecurityException, IOException {
        byte[] time = ByteBuffer.allocate(8).putLong(yesterday.toEpochMilli()).array();
        byte[] fields = draft().issue().certificate().getTBSCertificate();

        ByteArrayOutputStream entry = new ByteArrayOutputStream();
        entry.write(new byte[] {0, 0});
        entry.write(time);
        entry.write(new byte[] {0, 1});
        entry.write(sha256(PARTNER.certificate().getPublicKey().getEncoded()));
        entry.write(fields.length >> 16);
        entry.write(vector(fields));
        entry.write(new byte[2]);
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(log.getPrivate());
        signature.update(entry.toByteArray());

        ByteArrayOutputStream sct = new ByteArrayOutputStream();
        sct.write(0);
        sct.write(sha256(log.getPublic().getEncoded()));
        sct.write(time);
        sct.write(new byte[] {0, 0, 4, 3});
        sct.write(vector(signature.sign()));
        byte[] all = vector(vector(sct.toByteArray()));

        ByteArrayOutputStream der = new ByteArrayOutputStream();
        der.write(new byte[] {4, (byte) all.length});
        der.write(all);
        return der.toByteArray();
    }

    private static byte[] vector(byte[] bytes) {
        return ByteBuffer.allocate(bytes.length + 2)
                .putShort((short) bytes.length)
                .put(bytes)
                .array();
    }

    private static byte[] sha256(byte[] bytes) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(bytes);
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has elliptic curves", e);
        }
    }
}
