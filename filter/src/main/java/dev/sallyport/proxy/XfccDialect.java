// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.proxy;

import dev.sallyport.Headers;
import dev.sallyport.Way.ProxyVerdict;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Envoy's {@code X-Forwarded-Client-Cert}, with whole certificates: the last element is about who called our proxy, the one
 * before about who called him.
 */
final class XfccDialect implements Dialect {

    private static final String CERT = "Cert";
    private static final String CHAIN = "Chain";

    private static final String HASH = "Hash";

    private final String header;
    private final Map<String, X509Certificate> known;

    /**
     * Reads this header.
     *
     * @param known certificates by their SHA-256, which are taken for those whose hash alone the header has
     */
    XfccDialect(String header, Map<String, X509Certificate> known) {
        this.header = header;
        this.known = Map.copyOf(known);
    }

    @Override
    public List<String> headers() {
        return List.of(header);
    }

    @Override
    public CallerCertificates read(Headers request) throws ForwardedException {
        HopByHop.requireNone(request, headers());
        List<String> lines = HeaderLines.all(request, header, HeaderLines.CERTIFICATES);
        Optional<CallerCertificates> last = Optional.empty();
        int certificates = 0;
        List<XfccElement> elements = XfccParser.parse(header, lines);
        if (!known.isEmpty()
                && elements.size() > 1) { // names are not escaped, and nothing else would tell what follows one
            throw ForwardedException.conflict(header, "it is a list, of which a name could have written the end");
        }
        for (XfccElement element : elements) {
            List<X509Certificate> presented = presented(element);
            certificates += presented.size();
            if (certificates > Certificates.MOST) {
                throw ForwardedException.malformed(
                        header, "there are more than " + Certificates.MOST + " certificates");
            }
            last = Optional.of(new CallerCertificates(presented, ProxyVerdict.UNSAID, last));
        }
        return last.orElse(CallerCertificates.NONE);
    }

    private List<X509Certificate> presented(XfccElement element) throws ForwardedException {
        if (element.repeated().isPresent()) {
            throw ForwardedException.malformed(header, "an element has a key twice that names one thing");
        }
        List<byte[]> encoded = new ArrayList<>(decoded(element, CHAIN));
        List<byte[]> leaf = decoded(element, CERT);
        if (leaf.size() > 1) {
            throw ForwardedException.malformed(header, CERT + " is more than one certificate");
        }
        if (encoded.isEmpty()) {
            encoded.addAll(leaf);
        } else if (!leaf.isEmpty() && !MessageDigest.isEqual(leaf.get(0), encoded.get(0))) {
            throw ForwardedException.conflict(header, CERT + " is not the first certificate of " + CHAIN);
        }
        if (encoded.isEmpty() && !known.isEmpty()) {
            return element.value(HASH)
                    .map(hash -> known.get(hash.toLowerCase(Locale.ROOT)))
                    .map(List::of)
                    .orElse(List.of());
        }
        if (encoded.isEmpty() && element.namesCaller()) {
            throw ForwardedException.malformed(
                    header,
                    "it names a caller without his certificate (cert or chain of Envoy's"
                            + " set_current_client_cert_details must be true)");
        }
        List<X509Certificate> certificates = Certificates.parse(header, encoded);
        if (!certificates.isEmpty()) {
            requireHash(element, certificates.get(0));
            XfccNames.requireOwn(header, element, certificates.get(0));
        }
        return certificates;
    }

    private List<byte[]> decoded(XfccElement element, String key) throws ForwardedException {
        Optional<String> value = element.value(key);
        if (value.isEmpty()) {
            return List.of();
        }
        if (!element.isQuoted(key)) {
            throw ForwardedException.malformed(header, key + " is not quoted");
        }
        return PemForm.ESCAPED.decode(header, value.get());
    }

    private void requireHash(XfccElement element, X509Certificate certificate) throws ForwardedException {
        Optional<String> hash = element.value(HASH);
        if (hash.isPresent() && !hash.get().equalsIgnoreCase(sha256(certificate))) {
            throw ForwardedException.conflict(header, "Hash is not the SHA-256 of the certificate");
        }
    }

    static String sha256(X509Certificate certificate) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
            throw new IllegalStateException("a parsed certificate has bytes, and every JDK SHA-256", e);
        }
    }
}
