// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.config;

import dev.sallyport.peer.AlgorithmPolicy;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Every setting there is, with its default and a line of help. */
public enum Setting {
    /** {@code https.redirect}. */
    HTTPS_REDIRECT(
            "https.redirect", "true", "`true` sends GET and HEAD over plain HTTP to HTTPS, `false` refuses them"),
    /** {@code https.port}. */
    HTTPS_PORT("https.port", "80:443, 8080:8443", "the port to send them to: one for all, or one for each HTTP port"),
    /** {@code https.allowed-hosts}. */
    HTTPS_ALLOWED_HOSTS(
            "https.allowed-hosts",
            "",
            "the hosts to send them to, such as `www.example.com, *.example.com`; by default every well-formed one"),
    /** {@code https.secret-headers}. */
    HTTPS_SECRET_HEADERS(
            "https.secret-headers",
            "Authorization, Proxy-Authorization, X-Api-Key, Api-Key",
            "headers that carry a secret: plain HTTP with one of them is refused, or `none`"),
    /** {@code https.exempt}. */
    HTTPS_EXEMPT(
            "https.exempt",
            "/.well-known/acme-challenge/*",
            "paths of the application that answer GET and HEAD over plain HTTP too, `*` is one segment, or `none`"),
    /** {@code https.report-only}. */
    HTTPS_REPORT_ONLY("https.report-only", "false", "`true` lets plain HTTP through and only tells of it"),
    /** {@code hsts.max-age}. */
    HSTS_MAX_AGE("hsts.max-age", "P365D", "how long browsers keep to HTTPS, or `off`"),
    /** {@code hsts.include-sub-domains}. */
    HSTS_INCLUDE_SUB_DOMAINS("hsts.include-sub-domains", "false", "`true`: for the host's subdomains too"),
    /** {@code hsts.preload}. */
    HSTS_PRELOAD(
            "hsts.preload",
            "false",
            "`true`: browsers may build the host into their lists; needs P365D, subdomains and redirects"),
    /** {@code tls.profile}. */
    TLS_PROFILE("tls.profile", "intermediate", "the least that TLS must be: `modern`, `intermediate` or `off`"),
    /** {@code tls.unknown-suite}. */
    TLS_UNKNOWN_SUITE(
            "tls.unknown-suite",
            "refuse",
            "HTTPS whose cipher suite the container does not tell: `refuse` or `accept`"),
    /** {@code tls.report-only}. */
    TLS_REPORT_ONLY("tls.report-only", "false", "`true` lets weak TLS through and only tells of it"),
    /** {@code trust.NAME.anchors}. */
    TRUST_ANCHORS(
            "trust.NAME.anchors",
            "",
            "files, or folders of files, with the CAs whose clients are believed (PEM, PKCS12, JKS), or `container` for its own"
                    + " verdict; files are read again when they change"),
    /** {@code trust.NAME.retiring}. */
    TRUST_RETIRING(
            "trust.NAME.retiring",
            "",
            "files with CAs that are still believed until `retiring-until`, beside `anchors`; who comes by them is told"),
    /** {@code trust.NAME.retiring-until}. */
    TRUST_RETIRING_UNTIL(
            "trust.NAME.retiring-until", "", "the last day, in UTC, on which the CAs of `retiring` are believed"),
    /** {@code trust.NAME.certificates}. */
    TRUST_CERTIFICATES(
            "trust.NAME.certificates", "", "files with the exact certificates that are believed, instead of CAs"),
    /** {@code trust.NAME.spiffe}. */
    TRUST_SPIFFE(
            "trust.NAME.spiffe",
            "",
            "SPIFFE trust domains with their CAs, such as `prod.example=prod.pem, partner.example=partner.pem`, instead of"
                    + " `anchors`; then nobody may call whom no rule allows"),
    /** {@code trust.NAME.password}. */
    TRUST_PASSWORD("trust.NAME.password", "", "opens PKCS12 and JKS files"),
    /** {@code trust.NAME.usage}. */
    TRUST_USAGE(
            "trust.NAME.usage",
            "optional",
            "extended key usage clientAuth: `optional`, `required`, `any-accepted`, `insecure-accept-server-usage` or"
                    + " `insecure-ignored`"),
    /** {@code trust.NAME.algorithms}. */
    TRUST_ALGORITHMS(
            "trust.NAME.algorithms",
            AlgorithmPolicy.DEFAULT.toString(),
            "the keys and digests that are strong enough in certificates; also `insecure-rsa-1024`, `insecure-dsa-1024`,"
                    + " `insecure-sha-1`"),
    /** {@code trust.NAME.policies}. */
    TRUST_POLICIES(
            "trust.NAME.policies",
            "",
            "certificate policies, as object identifiers, one of which must hold for the caller; by default none need"),
    /** {@code trust.NAME.max-depth}. */
    TRUST_MAX_DEPTH("trust.NAME.max-depth", "16", "how many CAs may stand between the caller and the anchor"),
    /** {@code trust.NAME.anchor-limits}. */
    TRUST_ANCHOR_LIMITS(
            "trust.NAME.anchor-limits",
            "bind",
            "whether an anchor's own usage, path length, name constraints and policies `bind`, or are `insecure-ignored`"),
    /** {@code trust.NAME.pins}. */
    TRUST_PINS(
            "trust.NAME.pins",
            "",
            "keys, one of which must be on every caller's path, each as the Base64 of the SHA-256 of its"
                    + " SubjectPublicKeyInfo; one must be a backup that is in use nowhere"),
    /** {@code trust.NAME.pins-until}. */
    TRUST_PINS_UNTIL(
            "trust.NAME.pins-until", "", "the last day, in UTC, on which pins bind; by default they do for ever"),
    /** {@code trust.NAME.pins-report-only}. */
    TRUST_PINS_REPORT_ONLY(
            "trust.NAME.pins-report-only",
            "false",
            "`true` lets callers through who have no pinned key, without an identity, and only tells of it"),
    /** {@code trust.NAME.ct-logs}. */
    TRUST_CT_LOGS(
            "trust.NAME.ct-logs",
            "",
            "file with a log list (JSON, version 3): every caller's certificate must bear SCTs of these logs; by default"
                    + " none need"),
    /** {@code trust.NAME.ct-max-age}. */
    TRUST_CT_MAX_AGE("trust.NAME.ct-max-age", "P70D", "how old the log list may become; then nobody is let in by it"),
    /** {@code trust.NAME.ct-scts}. */
    TRUST_CT_SCTS("trust.NAME.ct-scts", "2", "of how many logs SCTs are demanded"),
    /** {@code trust.NAME.ct-operators}. */
    TRUST_CT_OPERATORS("trust.NAME.ct-operators", "2", "how many operators those logs must have"),
    /** {@code trust.NAME.ct-report-only}. */
    TRUST_CT_REPORT_ONLY(
            "trust.NAME.ct-report-only",
            "false",
            "`true` lets callers through whose certificates lack SCTs, without an identity, and only tells of it"),
    /** {@code trust.NAME.revocation}. */
    TRUST_REVOCATION(
            "trust.NAME.revocation",
            "off",
            "whether a certificate that may have been revoked is refused: `hard-fail`, which is meant where `crls` or"
                    + " `revocation-hosts` are set,"
                    + " `insecure-soft-fail` or `off`"),
    /** {@code trust.NAME.revocation-scope}. */
    TRUST_REVOCATION_SCOPE(
            "trust.NAME.revocation-scope",
            "whole-path",
            "of which certificates that is asked: `whole-path`, the caller's and those of the CAs, or `leaf-only`"),
    /** {@code trust.NAME.crls}. */
    TRUST_CRLS(
            "trust.NAME.crls",
            "",
            "files with the CRLs of the anchors and of all CAs below them (DER, PEM), or folders with such files, which are"
                    + " watched"),
    /** {@code trust.NAME.crl-max-age}. */
    TRUST_CRL_MAX_AGE(
            "trust.NAME.crl-max-age",
            "P10D",
            "how old a CRL or an OCSP response about callers may be, even if it says that it is valid for longer; one about CAs may be a year old"),
    /** {@code trust.NAME.revocation-hosts}. */
    TRUST_REVOCATION_HOSTS(
            "trust.NAME.revocation-hosts",
            "",
            "hosts at which responders (OCSP) are asked and CRLs fetched that certificates of proven paths name, such as"
                    + " `crl.example.com, *.pki.example, crl.internal:8080`; by default nothing is fetched"),
    /** {@code trust.NAME.revocation-inward}. */
    TRUST_REVOCATION_INWARD(
            "trust.NAME.revocation-inward",
            "",
            "blocks of private addresses, such as `10.20.0.0/16`, that those hosts may have; by default none"),
    /** {@code trust.NAME.revocation-timeout}. */
    TRUST_REVOCATION_TIMEOUT(
            "trust.NAME.revocation-timeout",
            "PT5S",
            "how long a fetch may take, and how long a request waits for a first one"),
    /** {@code trust.NAME.revocation-max-size}. */
    TRUST_REVOCATION_MAX_SIZE(
            "trust.NAME.revocation-max-size", "67108864", "how many bytes a CRL may have that is fetched"),
    /** {@code trust.NAME.revocation-grace}. */
    TRUST_REVOCATION_GRACE(
            "trust.NAME.revocation-grace",
            "PT0S",
            "how long what was fetched still counts after its end, while nothing newer can be fetched"),
    /** {@code trust.NAME.name}. */
    TRUST_NAME(
            "trust.NAME.name",
            "",
            "what names the caller: `spiffe`, `uri`, `dns`, `email`, `cn`, `ip`, `subject` or `sha256`; by default the"
                    + " first of the first five that is there once"),
    /** {@code trust.NAME.report-only}. */
    TRUST_REPORT_ONLY(
            "trust.NAME.report-only",
            "false",
            "`true` lets callers through whom the trust refuses and only tells of it"),
    /** {@code signature-provider}. */
    SIGNATURE_PROVIDER(
            "signature-provider",
            "",
            "the security provider that computes the signatures of certificates, such as `BC`: an installed one, or Bouncy"
                    + " Castle on the class path; by default the JDK chooses; it becomes part of what is trusted"),
    /** {@code require}. */
    REQUIRE("require", "", "URL patterns, such as `/partner/*`, that need a client certificate"),
    /** {@code require.trust}. */
    REQUIRE_TRUST("require.trust", "default", "the trust that must prove the callers of `require`"),
    /** {@code require.allow}. */
    REQUIRE_ALLOW(
            "require.allow",
            "",
            "rules, one of which they must match, such as `spiffe://prod.example/ns/billing/*`; by default all may call"),
    /** {@code require.via}. */
    REQUIRE_VIA(
            "require.via",
            "any",
            "the ways by which their certificates may come: `direct`, `proxy` (a trusted one) or `any`"),
    /** {@code require.NAME}. */
    REQUIRE_NAMED("require.NAME", "", "more URL patterns, as many groups as there are names"),
    /** {@code require.NAME.trust}. */
    REQUIRE_NAMED_TRUST("require.NAME.trust", "default", "the trust that must prove their callers"),
    /** {@code require.NAME.allow}. */
    REQUIRE_NAMED_ALLOW("require.NAME.allow", "", "rules, one of which their callers must match"),
    /** {@code require.NAME.via}. */
    REQUIRE_NAMED_VIA("require.NAME.via", "any", "the ways by which their certificates may come"),
    /** {@code proxy.NAME.addresses}. */
    PROXY_ADDRESSES(
            "proxy.NAME.addresses",
            "",
            "addresses from which a trusted proxy connects, such as `10.1.0.0/16, 192.0.2.7`; whatever of `addresses`, `trust`"
                    + " and `secret` is set must hold"),
    /** {@code proxy.NAME.trust}. */
    PROXY_TRUST("proxy.NAME.trust", "", "the trust that must prove the proxy's own client certificate"),
    /** {@code proxy.NAME.allow}. */
    PROXY_ALLOW("proxy.NAME.allow", "", "rules, one of which that certificate must match"),
    /** {@code proxy.NAME.secret}. */
    PROXY_SECRET(
            "proxy.NAME.secret",
            "",
            "what only the proxy and we know, of at least 16 characters; several while one takes the place of another"),
    /** {@code proxy.NAME.secret-header}. */
    PROXY_SECRET_HEADER("proxy.NAME.secret-header", "X-Sallyport-Proxy", "the header in which it sends that"),
    /** {@code proxy.NAME.forwarding}. */
    PROXY_FORWARDING(
            "proxy.NAME.forwarding",
            "none",
            "how it says how a request came: `forwarded` (RFC 7239), `x-forwarded`, or `none` if it may not"),
    /** {@code proxy.NAME.certificates}. */
    PROXY_CERTIFICATES(
            "proxy.NAME.certificates",
            "none",
            "how it says who the caller is: `rfc9440`, `envoy`, `nginx`, `haproxy`, `apache`, `traefik`, `caddy`, `aws-alb`,"
                    + " `aws-alb-passthrough`, `azure`, `google`, `cloudflare`, `custom`, `insecure-envoy-hash`, or `none` if it may not"),
    /** {@code proxy.NAME.certificate-header}. */
    PROXY_CERTIFICATE_HEADER(
            "proxy.NAME.certificate-header", "", "the header with the caller's certificate, if not the usual one"),
    /** {@code proxy.NAME.chain-header}. */
    PROXY_CHAIN_HEADER("proxy.NAME.chain-header", "", "the header with its issuers, if not the usual one"),
    /** {@code proxy.NAME.verdict-header}. */
    PROXY_VERDICT_HEADER(
            "proxy.NAME.verdict-header", "", "the header with the proxy's own verdict, if not the usual one"),
    /** {@code proxy.NAME.encoding}. */
    PROXY_ENCODING(
            "proxy.NAME.encoding",
            "",
            "how `custom` writes a certificate: `base64`, `pem`, `escaped-pem` or `rfc9440`"),
    /** {@code proxy.NAME.cipher-suite-header}. */
    PROXY_CIPHER_SUITE_HEADER(
            "proxy.NAME.cipher-suite-header",
            "",
            "the header with the cipher suite of the client's connection, by its IANA or OpenSSL name"),
    /** {@code proxy.NAME.insecure-by-address}. */
    PROXY_INSECURE_BY_ADDRESS(
            "proxy.NAME.insecure-by-address",
            "false",
            "`true`: whoever connects from `addresses` is believed about callers, without a certificate or a secret"),
    /** {@code outbound.NAME.keys}. */
    OUTBOUND_KEYS(
            "outbound.NAME.keys",
            "",
            "file with our client certificate for the servers that NAME calls, those of its issuers, and the key (PEM, PKCS12,"
                    + " JKS); read again when it changes; without it none is presented"),
    /** {@code outbound.NAME.key}. */
    OUTBOUND_KEY("outbound.NAME.key", "", "file with the key, if it is not in `keys` (PEM)"),
    /** {@code outbound.NAME.password}. */
    OUTBOUND_PASSWORD("outbound.NAME.password", "", "opens `keys`, or an encrypted key"),
    /** {@code outbound.NAME.issuers}. */
    OUTBOUND_ISSUERS(
            "outbound.NAME.issuers",
            "",
            "files with the CAs in one of which the chain of our certificate must end; by default that is not known"),
    /** {@code outbound.NAME.anchors}. */
    OUTBOUND_ANCHORS(
            "outbound.NAME.anchors",
            "",
            "files, or folders of files, with the CAs whose servers are believed (PEM, PKCS12, JKS), or `default` for those of the"
                    + " JDK; read again when they change"),
    /** {@code outbound.NAME.anchors-password}. */
    OUTBOUND_ANCHORS_PASSWORD("outbound.NAME.anchors-password", "", "opens PKCS12 and JKS files of `anchors`"),
    /** {@code outbound.NAME.pins}. */
    OUTBOUND_PINS(
            "outbound.NAME.pins",
            "",
            "keys, one of which must be on the path of every server, written as `trust.NAME.pins`; one must be a backup"),
    /** {@code outbound.NAME.pins-until}. */
    OUTBOUND_PINS_UNTIL(
            "outbound.NAME.pins-until", "", "the last day, in UTC, on which pins bind; by default they do for ever"),
    /** {@code outbound.NAME.allow}. */
    OUTBOUND_ALLOW(
            "outbound.NAME.allow",
            "",
            "rules, one of which the server must match beside its host, such as `spiffe://prod.example/billing`; by default"
                    + " every proven one does"),
    /** {@code outbound.NAME.ct-logs}. */
    OUTBOUND_CT_LOGS(
            "outbound.NAME.ct-logs",
            "",
            "file with a log list (JSON, version 3): every server's certificate must bear SCTs of these logs; by default none"
                    + " need"),
    /** {@code outbound.NAME.ct-max-age}. */
    OUTBOUND_CT_MAX_AGE(
            "outbound.NAME.ct-max-age", "P70D", "how old the log list may become; then no server is believed by it"),
    /** {@code outbound.NAME.ct-scts}. */
    OUTBOUND_CT_SCTS("outbound.NAME.ct-scts", "2", "of how many logs SCTs are demanded"),
    /** {@code outbound.NAME.ct-operators}. */
    OUTBOUND_CT_OPERATORS("outbound.NAME.ct-operators", "2", "how many operators those logs must have"),
    /** {@code outbound.NAME.tls-profile}. */
    OUTBOUND_TLS_PROFILE(
            "outbound.NAME.tls-profile", "intermediate", "the least that TLS must be: `modern` or `intermediate`"),
    /** {@code outbound.NAME.environment}. */
    OUTBOUND_ENVIRONMENT(
            "outbound.NAME.environment",
            "",
            "the environment in which those servers are, if it is another than `environment`"),
    /** {@code cors-preflight}. */
    CORS_PREFLIGHT(
            "cors-preflight",
            "refuse",
            "a CORS preflight, which bears no certificate, to a guarded path: `refuse` or `pass`"),
    /** {@code identity.trust}. */
    IDENTITY_TRUST("identity.trust", "", "the trust that says who calls where nothing requires a certificate"),
    /** {@code roles.NAME}. */
    ROLES(
            "roles.NAME",
            "",
            "rules, one of which a caller must match to have the role NAME in `isUserInRole`; any name but `*` and `**`"),
    /** {@code roles.NAME.trust}. */
    ROLES_TRUST("roles.NAME.trust", "", "the trust that must prove them; by default the only one there is"),
    /** {@code session.binding}. */
    SESSION_BINDING(
            "session.binding",
            "on",
            "whether a session belongs to the peer who first used it on a guarded path: `on`, `report-only`, or `insecure-off`"),
    /** {@code environment}. */
    ENVIRONMENT(
            "environment",
            "",
            "the name of the environment, in lower case: in `production`, careless handling of keys stops the start, elsewhere"
                    + " it is told of"),
    /** {@code self-signed}. */
    SELF_SIGNED(
            "self-signed",
            "",
            "certificates signed by their own keys that are meant in `production`, each as its SHA-256 in hexadecimal"),
    /** {@code server.keys}. */
    SERVER_KEYS(
            "server.keys",
            "",
            "the file with the certificate that the server shows, those of its issuers, and its key unless `server.key`"
                    + " names another (PEM, PKCS12, JKS); it is checked and followed"),
    /** {@code server.key}. */
    SERVER_KEY("server.key", "", "the file with the server's key alone (PEM)"),
    /** {@code server.password}. */
    SERVER_PASSWORD("server.password", "", "opens the PKCS12 or JKS file, or the encrypted key"),
    /** {@code server.issuers}. */
    SERVER_ISSUERS(
            "server.issuers", "", "files with the CAs in one of which the server's chain must end; by default any"),
    /** {@code server.reload}. */
    SERVER_RELOAD(
            "server.reload",
            "none",
            "whose reload of TLS is triggered when the server's key has changed: `jetty`, `tomcat` or `none`"),
    /** {@code principal}. */
    PRINCIPAL(
            "principal",
            "if-absent",
            "when `getUserPrincipal` is the caller: `if-absent` from the container, or `replace` it always"),
    /** {@code expiry.warn}. */
    EXPIRY_WARN(
            "expiry.warn",
            "P30D",
            "from how long before its end on it is said that a certificate or CRL expires soon; a third of its life if that is less"),
    /** {@code metrics}. */
    METRICS(
            "metrics",
            "none",
            "where metrics are shown: `micrometer`, `opentelemetry`, both, or `none`; each needs its API in the application");

    /** What every key begins with where settings of others stand beside it. */
    public static final String PREFIX = "sallyport.";

    static final String NAME = "NAME";

    private final String key;
    private final String fallback;
    private final String help;
    private final Pattern pattern;

    Setting(String key, String fallback, String help) {
        this.key = key;
        this.fallback = fallback;
        this.help = help;
        this.pattern = Pattern.compile(Pattern.quote(key).replace(NAME, "\\E(" + namesOf(key) + ")\\Q"));
    }

    /** Names have no dots; those of roles may have, but for the end that sets a trust. */
    private static String namesOf(String key) {
        if (!key.startsWith("roles.")) {
            return "[^.]+";
        }
        return key.endsWith(NAME) ? ".+(?<!\\.trust)" : ".+";
    }

    /** The key without the prefix; {@code NAME} in it stands for any name of a trust or requirement. */
    public String key() {
        return key;
    }

    /** The default, as it would be written; empty if there is none. */
    public String fallback() {
        return fallback;
    }

    /** One line of help, in Markdown. */
    public String help() {
        return help;
    }

    /** The key with this name in it. */
    String key(String name) {
        return key.replace(NAME, name);
    }

    boolean isNamed() {
        return key.contains(NAME);
    }

    /** The setting of a key without the prefix. */
    static Optional<Setting> of(String key) {
        return Stream.of(values())
                .filter(setting -> setting.key.equals(key) && !setting.isNamed())
                .findFirst()
                .or(() -> Stream.of(values())
                        .filter(setting -> setting.nameIn(key).isPresent())
                        .findFirst());
    }

    /** The name that stands in the key, if it is a key of this setting. */
    Optional<String> nameIn(String candidate) {
        Matcher matcher = pattern.matcher(candidate);
        return isNamed() && matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
