// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.config;

import dev.sallyport.config.Source.Entry;
import dev.sallyport.gate.Policy;
import dev.sallyport.gate.Requirement;
import dev.sallyport.gate.SessionBinding;
import dev.sallyport.peer.ClientTrust;
import dev.sallyport.transport.ExemptPath;
import dev.sallyport.transport.HostPattern;
import dev.sallyport.transport.HstsPolicy;
import dev.sallyport.transport.HttpsPolicy;
import dev.sallyport.transport.PortMap;
import dev.sallyport.transport.TlsProfile;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The settings of the transport: {@code https.…}, {@code hsts.…}, {@code tls.…}. */
final class TransportSettings {

    private static final String OFF = "off";
    private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

    private enum UnknownSuite {
        REFUSE,
        ACCEPT
    }

    private enum Preflight {
        REFUSE,
        PASS
    }

    private final Values values;
    private final Findings findings;

    private TransportSettings(Values values, Findings findings) {
        this.values = values;
        this.findings = findings;
    }

    static Policy policy(
            Values values,
            String contextPath,
            Map<String, ClientTrust> trusts,
            Optional<Requirement> identity,
            Map<String, Requirement> roles,
            Findings findings) {
        var settings = new TransportSettings(values, findings);
        settings.advise();
        HttpsPolicy https = settings.https(contextPath);
        return new Policy(
                https,
                values.isTrue(Setting.HTTPS_REPORT_ONLY),
                settings.hsts(https.redirect()),
                values.read(Setting.TLS_PROFILE, text -> Values.constant(TlsProfile.class, text)),
                settings.unknownSuite() == UnknownSuite.ACCEPT,
                values.isTrue(Setting.TLS_REPORT_ONLY),
                settings.preflight() == Preflight.PASS,
                trusts,
                identity,
                roles,
                values.read(Setting.SESSION_BINDING, text -> Values.constant(SessionBinding.class, text)));
    }

    private HttpsPolicy https(String contextPath) {
        return new HttpsPolicy(
                values.isTrue(Setting.HTTPS_REDIRECT),
                values.read(Setting.HTTPS_PORT, PortMap::parse),
                values.read(Setting.HTTPS_ALLOWED_HOSTS, text -> Values.list(text, HostPattern::new)),
                values.read(
                        Setting.HTTPS_SECRET_HEADERS, text -> Values.listOrNone(text, TransportSettings::headerName)),
                values.read(Setting.HTTPS_EXEMPT, text -> Values.listOrNone(text, ExemptPath::new)).stream()
                        .flatMap(path -> path.below(contextPath).stream())
                        .toList());
    }

    private Optional<HstsPolicy> hsts(boolean redirect) {
        boolean includeSubDomains = values.isTrue(Setting.HSTS_INCLUDE_SUB_DOMAINS);
        boolean preload = values.isTrue(Setting.HSTS_PRELOAD);
        Optional<Duration> maxAge = values.read(Setting.HSTS_MAX_AGE, TransportSettings::maxAge);
        boolean longEnough = maxAge.filter(age -> age.compareTo(HstsPolicy.LEAST_TO_PRELOAD) >= 0)
                .isPresent();
        if (preload && !(longEnough && includeSubDomains && redirect)) {
            String where =
                    values.find(Setting.HSTS_PRELOAD.key()).map(Entry::where).orElse("");
            findings.problem(where + ": 'true' (expected with it: hsts.max-age of at least P365D,"
                    + " hsts.include-sub-domains=true and https.redirect=true; the lists of browsers demand them)");
            return Optional.empty();
        }
        return maxAge.map(age -> new HstsPolicy(age, includeSubDomains, preload));
    }

    private static Optional<Duration> maxAge(String text) {
        if (text.equals(OFF)) {
            return Optional.empty();
        }
        try {
            Duration age = Duration.parse(text);
            return Optional.of(new HstsPolicy(age, false, false).maxAge());
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' (expected: an ISO-8601 duration such as P365D, or off)", e);
        }
    }

    private UnknownSuite unknownSuite() {
        return values.read(Setting.TLS_UNKNOWN_SUITE, text -> Values.constant(UnknownSuite.class, text));
    }

    private Preflight preflight() {
        return values.read(Setting.CORS_PREFLIGHT, text -> Values.constant(Preflight.class, text));
    }

    static String headerName(String text) {
        if (!HEADER_NAME.matcher(text).matches()) {
            throw new IllegalArgumentException("'" + text + "' (expected: a header such as Authorization, or none)");
        }
        return text;
    }

    private void advise() {
        adviseIf(Setting.HTTPS_REPORT_ONLY, "true", "plain HTTP is answered, and only told of");
        adviseIf(Setting.HTTPS_SECRET_HEADERS, "none", "secrets over plain HTTP are not told of, but redirected");
        adviseIf(Setting.HSTS_MAX_AGE, "PT0S", "browsers are told to forget that this host is HTTPS only");
        adviseIf(Setting.TLS_PROFILE, OFF, "every TLS version and cipher suite that the container accepts is served");
        adviseIf(Setting.TLS_UNKNOWN_SUITE, "accept", "HTTPS is served although its cipher suite is not known");
        adviseIf(Setting.TLS_REPORT_ONLY, "true", "weak TLS is served, and only told of");
        adviseIf(Setting.SESSION_BINDING, "report-only", "who uses the session of another is only told of");
        adviseIf(Setting.SESSION_BINDING, "insecure-off", "whoever has the id of a peer's session can use it");
    }

    private void adviseIf(Setting setting, String value, String meaning) {
        values.find(setting.key())
                .filter(entry -> entry.value().strip().equals(value))
                .ifPresent(entry -> findings.advice(entry.where() + " is " + value + ": " + meaning));
    }
}
