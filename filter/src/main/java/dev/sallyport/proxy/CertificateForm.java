// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.proxy;

import java.util.ArrayList;
import java.util.List;

/** How certificates stand in a header. One that is empty holds none, but where its grammar says otherwise. */
enum CertificateForm {
    /** An item of RFC 9440. */
    BYTE_SEQUENCE(false) {
        @Override
        List<byte[]> decode(String header, List<String> lines) throws ForwardedException {
            return List.of(ByteSequences.item(header, lines.get(0)));
        }
    },
    /** The same, where an empty header means that there is none. */
    BYTE_SEQUENCE_IF_ANY(false) {
        @Override
        List<byte[]> decode(String header, List<String> lines) throws ForwardedException {
            return lines.get(0).isEmpty() ? List.of() : BYTE_SEQUENCE.decode(header, lines);
        }
    },
    /** The list of RFC 9440. */
    BYTE_SEQUENCES(true) {
        @Override
        List<byte[]> decode(String header, List<String> lines) throws ForwardedException {
            return ByteSequences.list(header, lines);
        }
    },
    /** An item of RFC 9440 as Caddy fills it in; without a certificate it leaves the name of the variable. */
    PLACEHOLDER(false) {
        @Override
        List<byte[]> decode(String header, List<String> lines) throws ForwardedException {
            return lines.get(0).equals(":{http.request.tls.client.certificate_der_base64}:")
                    ? List.of()
                    : BYTE_SEQUENCE.decode(header, lines);
        }
    },
    /** All certificates within one item. */
    CONCATENATED(false) {
        @Override
        List<byte[]> decode(String header, List<String> lines) throws ForwardedException {
            return ConcatenatedDer.split(header, ByteSequences.item(header, lines.get(0)));
        }
    },
    /** Percent-encoded PEM. */
    ESCAPED_PEM(false) {
        @Override
        List<byte[]> decode(String header, List<String> lines) throws ForwardedException {
            return pem(header, lines.get(0), PemForm.ESCAPED);
        }
    },
    /** Percent-encoded PEM, in which {@code +} is itself. */
    ESCAPED_PEM_BUT_PLUS(false) {
        @Override
        List<byte[]> decode(String header, List<String> lines) throws ForwardedException {
            return pem(header, lines.get(0), PemForm.ESCAPED_BUT_PLUS);
        }
    },
    /** PEM with blanks for line breaks; what Apache has no value for is {@code (null)}. */
    SPACED_PEM(false) {
        @Override
        List<byte[]> decode(String header, List<String> lines) throws ForwardedException {
            return lines.get(0).equals(NULL) ? List.of() : pem(header, lines.get(0), PemForm.SPACED);
        }
    },
    /** The same of as many variables as somebody wrote one behind the other, for chains of any length up to that. */
    SPACED_PEMS(false) {
        @Override
        List<byte[]> decode(String header, List<String> lines) throws ForwardedException {
            String text = lines.get(0);
            while (text.endsWith(' ' + NULL)) {
                text = text.substring(0, text.length() - NULL.length() - 1);
            }
            return SPACED_PEM.decode(header, List.of(text));
        }
    },
    /** Base64 of DER, one behind a comma after the other. */
    BASE64(false) {
        @Override
        List<byte[]> decode(String header, List<String> lines) throws ForwardedException {
            List<byte[]> certificates = new ArrayList<>();
            for (String each :
                    lines.get(0).isEmpty() ? new String[0] : lines.get(0).split(",", -1)) {
                certificates.add(Base64Text.decode(header, each));
            }
            return certificates;
        }
    };

    private static final String NULL = "(null)";

    private final boolean inSeveralLines;

    CertificateForm(boolean inSeveralLines) {
        this.inSeveralLines = inSeveralLines;
    }

    /** Whether it is a list by its grammar, which may stand in several lines. */
    boolean inSeveralLines() {
        return inSeveralLines;
    }

    abstract List<byte[]> decode(String header, List<String> lines) throws ForwardedException;

    private static List<byte[]> pem(String header, String text, PemForm form) throws ForwardedException {
        return text.isEmpty() ? List.of() : form.decode(header, text);
    }
}
