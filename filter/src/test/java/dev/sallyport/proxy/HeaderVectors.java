// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.proxy;

import dev.sallyport.Way.ProxyVerdict;
import dev.sallyport.proxy.HeaderDialect.Part;
import java.security.cert.X509Certificate;
import java.util.AbstractMap.SimpleEntry;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;

/** Published vectors of headers, put to the readers within this package. */
public final class HeaderVectors {

    private HeaderVectors() {}

    /** A header was refused. */
    public static final class Refused extends Exception {

        private static final long serialVersionUID = 1L;

        private final String code;

        private Refused(ForwardedException e) {
            super(e.getMessage(), e);
            this.code = e.isConflict() ? "forwarded-conflict" : "forwarded-malformed";
        }

        /** The code of the refusal. */
        public String code() {
            return code;
        }
    }

    /** The elements of a {@code Forwarded} header, of which the last must also make sense. */
    public static List<Map<String, String>> forwarded(String header) throws Refused {
        try {
            Forwarding.FORWARDED.read(Lines.of("Forwarded", header), address -> false);
            return ForwardedParser.parse("Forwarded", List.of(header));
        } catch (ForwardedException e) {
            throw new Refused(e);
        }
    }

    /** The elements of an {@code X-Forwarded-Client-Cert} header, each a list of keys and values. */
    public static List<List<Entry<String, String>>> elements(String header) throws Refused {
        try {
            return XfccParser.parse("X-Forwarded-Client-Cert", List.of(header)).stream()
                    .map(element -> element.pairs().stream()
                            .<Entry<String, String>>map(pair -> new SimpleEntry<>(pair.key(), pair.value()))
                            .toList())
                    .toList();
        } catch (ForwardedException e) {
            throw new Refused(e);
        }
    }

    /** The certificates of an {@code X-Forwarded-Client-Cert} header. */
    public static List<X509Certificate> envoy(String header) throws Refused {
        return certificates(DialectBuilder.named("envoy").build(), Lines.of("X-Forwarded-Client-Cert", header));
    }

    /** The certificates of both headers of RFC 9440, where a chain is at most that long. */
    public static List<X509Certificate> rfc9440(List<String> leaf, List<String> chain, int longestChain)
            throws Refused {
        Dialect dialect = new HeaderDialect(
                new Part("Client-Cert", CertificateForm.BYTE_SEQUENCE, 1),
                Optional.of(new Part("Client-Cert-Chain", CertificateForm.BYTE_SEQUENCES, longestChain)),
                new Verdicts(Map.of(), ProxyVerdict.UNSAID));
        Lines lines = Lines.of("Client-Cert", leaf.toArray(String[]::new));
        for (String line : chain) {
            lines = lines.and("Client-Cert-Chain", line);
        }
        return certificates(dialect, lines);
    }

    /** The bytes of a byte sequence. */
    public static byte[] byteSequence(List<String> lines) throws Refused {
        try {
            return ByteSequences.item("Client-Cert", String.join(", ", lines));
        } catch (ForwardedException e) {
            throw new Refused(e);
        }
    }

    /** The bytes of each byte sequence of a list. */
    public static List<byte[]> byteSequences(List<String> lines) throws Refused {
        try {
            return ByteSequences.list("Client-Cert-Chain", lines);
        } catch (ForwardedException e) {
            throw new Refused(e);
        }
    }

    private static List<X509Certificate> certificates(Dialect dialect, Lines lines) throws Refused {
        try {
            return dialect.read(lines).certificates();
        } catch (ForwardedException e) {
            throw new Refused(e);
        }
    }
}
