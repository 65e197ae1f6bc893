// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.proxy;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The ways of writing certificates that have a name in the settings. */
enum DialectKind {
    RFC9440,
    /** Has a grammar of its own. */
    ENVOY,
    NGINX,
    HAPROXY,
    APACHE,
    /** Version 3; version 2 percent-encodes, which is refused. */
    TRAEFIK,
    CADDY,
    AWS_ALB,
    AWS_ALB_PASSTHROUGH,
    AZURE,
    GOOGLE,
    CLOUDFLARE;

    static Optional<DialectKind> named(String text) {
        return Arrays.stream(values()).filter(kind -> kind.text().equals(text)).findFirst();
    }

    static List<String> names() {
        return Arrays.stream(values()).map(DialectKind::text).toList();
    }

    /** Its headers, as its documentation proposes them. */
    Layout layout() {
        return switch (this) {
            case RFC9440 ->
                Layout.of("Client-Cert", CertificateForm.BYTE_SEQUENCE)
                        .chain("Client-Cert-Chain", CertificateForm.BYTE_SEQUENCES);
            case ENVOY -> Layout.of("X-Forwarded-Client-Cert", CertificateForm.ESCAPED_PEM);
            case NGINX ->
                Layout.of("X-SSL-Client-Cert", CertificateForm.ESCAPED_PEM)
                        .verdict("X-Client-Verify", VerdictForm.NGINX);
            case HAPROXY ->
                Layout.of("Client-Cert", CertificateForm.BYTE_SEQUENCE)
                        .chain("Client-Cert-Chain", CertificateForm.CONCATENATED)
                        .verdict("X-Client-Verify", VerdictForm.NUMBER);
            case APACHE ->
                Layout.of("X-SSL-Client-Cert", CertificateForm.SPACED_PEM)
                        .chain("X-SSL-Client-Cert-Chain", CertificateForm.SPACED_PEMS)
                        .verdict("X-Client-Verify", VerdictForm.APACHE);
            case TRAEFIK ->
                Layout.of("X-Forwarded-Tls-Client-Cert", CertificateForm.BASE64).whole();
            case CADDY -> Layout.of("Client-Cert", CertificateForm.PLACEHOLDER);
            case AWS_ALB ->
                Layout.of("X-Amzn-Mtls-Clientcert-Leaf", CertificateForm.ESCAPED_PEM_BUT_PLUS)
                        .verified();
            case AWS_ALB_PASSTHROUGH ->
                Layout.of("X-Amzn-Mtls-Clientcert", CertificateForm.ESCAPED_PEM_BUT_PLUS)
                        .whole();
            case AZURE -> Layout.of("X-ARR-ClientCert", CertificateForm.BASE64);
            case GOOGLE ->
                Layout.of("X-Client-Cert-Leaf", CertificateForm.BYTE_SEQUENCE_IF_ANY)
                        .chain("X-Client-Cert-Chain", CertificateForm.BYTE_SEQUENCES)
                        .verdict("X-Client-Cert-Chain-Verified", VerdictForm.IS_VERIFIED)
                        .verdict("X-Client-Cert-Present", VerdictForm.IS_PRESENT);
            case CLOUDFLARE ->
                Layout.of("Cf-Client-Cert-Der-Base64", CertificateForm.BASE64)
                        .verdict("Cf-Cert-Verified", VerdictForm.IS_VERIFIED)
                        .verdict("Cf-Cert-Revoked", VerdictForm.IS_REVOKED)
                        .verdict("Cf-Cert-Presented", VerdictForm.IS_PRESENT);
        };
    }

    private String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
