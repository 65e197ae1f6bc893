// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.proxy;

import dev.sallyport.Headers;
import dev.sallyport.Way.ProxyVerdict;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A header with the caller's certificate, perhaps one with the rest of the chain, perhaps some with a verdict. */
final class HeaderDialect implements Dialect {

    private final Part leaf;
    private final Optional<Part> rest;
    private final Verdicts verdicts;
    private final List<String> headers;

    HeaderDialect(Part leaf, Optional<Part> rest, Verdicts verdicts) {
        this.leaf = leaf;
        this.rest = rest;
        this.verdicts = verdicts;
        Stream<String> certificates =
                Stream.concat(Stream.of(leaf), rest.stream()).map(Part::header);
        this.headers =
                Stream.concat(certificates, verdicts.forms().keySet().stream()).toList();
    }

    /**
     * A header with certificates.
     *
     * @param header its name
     * @param form how they stand there
     * @param most how many there can be
     */
    record Part(String header, CertificateForm form, int most) {

        List<X509Certificate> read(Headers headers) throws ForwardedException {
            List<String> lines = form.inSeveralLines()
                    ? HeaderLines.all(headers, header, HeaderLines.CERTIFICATES)
                    : HeaderLines.single(headers, header, HeaderLines.CERTIFICATES).stream()
                            .toList();
            if (lines.isEmpty()) {
                return List.of();
            }
            List<byte[]> encoded = form.decode(header, lines);
            if (encoded.size() > most) {
                throw ForwardedException.malformed(header, "there are more certificates than " + most);
            }
            return Certificates.parse(header, encoded);
        }
    }

    @Override
    public List<String> headers() {
        return headers;
    }

    @Override
    public CallerCertificates read(Headers request) throws ForwardedException {
        HopByHop.requireNone(request, headers);
        List<X509Certificate> certificates = new ArrayList<>(leaf.read(request));
        if (rest.isPresent()) {
            List<X509Certificate> chain = rest.get().read(request);
            if (certificates.isEmpty() && !chain.isEmpty()) {
                throw ForwardedException.conflict(
                        rest.get().header(),
                        "there is no certificate in " + leaf.header() + " for which it were the chain");
            }
            certificates.addAll(chain);
        }
        if (certificates.size() > Certificates.MOST) {
            throw ForwardedException.malformed(
                    leaf.header(), "there are more than " + Certificates.MOST + " certificates");
        }
        ProxyVerdict verdict = verdicts.read(request, !certificates.isEmpty());
        return certificates.isEmpty()
                ? CallerCertificates.NONE
                : new CallerCertificates(certificates, verdict, Optional.empty());
    }
}
