// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.keys;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.sallyport.testca.TestCa;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PemFileFuzz {

    static Stream<Arguments> seeds() {
        TestCa acme = TestCa.named("Acme CA");
        TestCa below = acme.intermediate("Below");
        return Stream.of(
                        acme.pem(),
                        "# Acme\r\n" + acme.pem() + "text between\r" + below.pem(),
                        "\u00EF\u00BB\u00BF" + acme.pem().replace("CERTIFICATE", "X509 CERTIFICATE"),
                        acme.pem().replace("CERTIFICATE", "TRUSTED CERTIFICATE"),
                        acme.client("billing").issue().keyPem(),
                        "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n")
                .map(text -> text.getBytes(StandardCharsets.ISO_8859_1))
                .map(Arguments::of);
    }

    @MethodSource("seeds")
    @FuzzTest
    void what_is_read_can_be_written_and_read_again(byte[] content) throws GeneralSecurityException {
        List<X509Certificate> certificates;
        try {
            certificates = PemFile.read(content);
        } catch (IOException e) {
            assertThat(e.getMessage()).isNotBlank();
            return;
        }
        assertThat(certificates).isNotEmpty();
        StringBuilder written = new StringBuilder();
        for (X509Certificate certificate : certificates) {
            written.append("-----BEGIN CERTIFICATE-----\n")
                    .append(Base64.getMimeEncoder().encodeToString(certificate.getEncoded()))
                    .append("\n-----END CERTIFICATE-----\n");
        }
        try {
            assertThat(PemFile.read(written.toString().getBytes(StandardCharsets.US_ASCII)))
                    .isEqualTo(certificates);
        } catch (IOException e) {
            throw new IllegalStateException("what was read cannot be read again", e);
        }
    }
}
