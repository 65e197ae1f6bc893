// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.proxy;

import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes a {@link Dialect}. Each method throws {@link IllegalArgumentException} for a text that can never work. */
public final class DialectBuilder {

    private static final String CUSTOM = "custom";
    private static final String ENVOY_HASH = "insecure-envoy-hash";
    private static final List<String> ENCODINGS = List.of("base64", "pem", "escaped-pem", "rfc9440");

    private final @Nullable DialectKind kind;
    private final boolean hashSuffices;
    private final Map<String, X509Certificate> known = new HashMap<>();
    private @Nullable String leaf;
    private @Nullable String chain;
    private @Nullable String verdict;
    private @Nullable String encoding;

    private DialectBuilder(@Nullable DialectKind kind, boolean hashSuffices) {
        this.kind = kind;
        this.hashSuffices = hashSuffices;
    }

    /** The names that {@link #named} knows, but for the insecure one. */
    public static List<String> names() {
        return Stream.concat(DialectKind.names().stream(), Stream.of(CUSTOM)).toList();
    }

    /** A dialect by its name in the settings. */
    public static DialectBuilder named(String name) {
        if (name.equals(ENVOY_HASH)) {
            return new DialectBuilder(DialectKind.ENVOY, true);
        }
        Optional<DialectKind> kind = DialectKind.named(name);
        if (kind.isEmpty() && !name.equals(CUSTOM)) {
            throw expected(name, "one of " + String.join(", ", names()));
        }
        return new DialectBuilder(kind.orElse(null), false);
    }

    /** Whether the dialect believes that a caller has a certificate which it does not show. */
    public boolean isInsecure() {
        return hashSuffices;
    }

    /** The certificates that {@code insecure-envoy-hash} knows by their SHA-256; others need none. */
    public DialectBuilder known(Collection<X509Certificate> certificates) {
        certificates.forEach(certificate -> known.put(XfccDialect.sha256(certificate), certificate));
        return this;
    }

    /** Another header than the dialect's for the caller's own certificate. */
    public DialectBuilder certificateHeader(String name) {
        leaf = header(name);
        return this;
    }

    /** Another header than the dialect's for the rest of the chain. */
    public DialectBuilder chainHeader(String name) {
        if (kind != null && kind.layout().rest().isEmpty()) {
            throw expected(name, "nothing: this proxy writes no chain, or within the header of the certificate");
        }
        chain = header(name);
        return this;
    }

    /** Another header than the dialect's for the verdict. */
    public DialectBuilder verdictHeader(String name) {
        if (kind == DialectKind.ENVOY) {
            throw expected(name, "nothing: Envoy writes no verdict");
        }
        verdict = header(name);
        return this;
    }

    /** How {@code custom} writes certificates; other dialects have one way. */
    public DialectBuilder encoding(String name) {
        if (kind != null) {
            throw expected(name, "nothing: only " + CUSTOM + " has a choice of encodings");
        }
        if (!ENCODINGS.contains(name)) {
            throw expected(name, "one of " + String.join(", ", ENCODINGS));
        }
        encoding = name;
        return this;
    }

    /** The dialect, if its headers differ from each other and nothing is missing. */
    public Dialect build() {
        if (hashSuffices && known.isEmpty()) {
            throw expected(ENVOY_HASH, "with it a trust with exact certificates, of which it can know one by its hash");
        }
        Layout layout = kind == null ? custom() : kind.layout();
        if (leaf != null) {
            layout = layout.leafHeader(leaf);
        }
        if (chain != null) {
            layout = layout.chainHeader(chain);
        }
        if (verdict != null) {
            layout = layout.verdictHeader(verdict);
        }
        Dialect dialect = kind == DialectKind.ENVOY
                ? new XfccDialect(layout.leaf().header(), hashSuffices ? known : Map.of())
                : layout.dialect();
        List<String> lowerCase = dialect.headers().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .toList();
        if (new HashSet<>(lowerCase).size() < lowerCase.size()) {
            throw expected(String.join(", ", dialect.headers()), "headers that differ");
        }
        return dialect;
    }

    private Layout custom() {
        if (leaf == null || encoding == null) {
            throw expected(CUSTOM, "with it a header for the certificate, and its encoding");
        }
        CertificateForm form = switch (encoding) {
            case "base64" -> CertificateForm.BASE64;
            case "pem" -> CertificateForm.SPACED_PEM;
            case "escaped-pem" -> CertificateForm.ESCAPED_PEM;
            default -> CertificateForm.BYTE_SEQUENCE;
        };
        if (chain == null) {
            return form == CertificateForm.BYTE_SEQUENCE
                    ? Layout.of(leaf, form)
                    : Layout.of(leaf, form).whole();
        }
        return Layout.of(leaf, form)
                .chain(chain, form == CertificateForm.BYTE_SEQUENCE ? CertificateForm.BYTE_SEQUENCES : form);
    }

    private static String header(String name) {
        if (name.isEmpty() || !name.chars().allMatch(Cursor::isToken)) {
            throw expected(name, "the name of a header, such as X-Client-Cert");
        }
        return name;
    }

    private static IllegalArgumentException expected(String text, String expected) {
        return new IllegalArgumentException("'" + text + "' (expected: " + expected + ')');
    }
}
