// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.config;

import dev.sallyport.EventSink;
import dev.sallyport.NameSource;
import dev.sallyport.config.Source.Entry;
import dev.sallyport.fetch.Background;
import dev.sallyport.keys.Followed;
import dev.sallyport.peer.AlgorithmPolicy;
import dev.sallyport.peer.AnchorLedger;
import dev.sallyport.peer.AnchorLimits;
import dev.sallyport.peer.CertificatePolicies;
import dev.sallyport.peer.ClientTrust;
import dev.sallyport.peer.Revocation;
import dev.sallyport.peer.UsagePolicy;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The trusts that the settings name.
 *
 * @param names all of them
 * @param usable those without a problem
 * @param exact the certificates that are believed themselves
 * @param reportOnly those whose refusals are only told
 * @param backgrounds who works for them beside the requests, once started
 * @param followed those whose files can change
 * @param ledgers who still comes by the retiring anchors of those that have some
 */
record Trusts(
        Set<String> names,
        Map<String, ClientTrust> usable,
        List<X509Certificate> exact,
        Set<String> reportOnly,
        List<Background> backgrounds,
        List<Followed> followed,
        List<AnchorLedger> ledgers) {

    static final String CONTAINER = "container";

    static Trusts read(
            Values values,
            FileAccess files,
            Supplier<Background> begun,
            EventSink events,
            Instant now,
            Findings findings) {
        Set<String> names = values.names(
                Setting.TRUST_ANCHORS,
                Setting.TRUST_CERTIFICATES,
                Setting.TRUST_SPIFFE,
                Setting.TRUST_RETIRING,
                Setting.TRUST_RETIRING_UNTIL,
                Setting.TRUST_PASSWORD,
                Setting.TRUST_USAGE,
                Setting.TRUST_ALGORITHMS,
                Setting.TRUST_POLICIES,
                Setting.TRUST_MAX_DEPTH,
                Setting.TRUST_ANCHOR_LIMITS,
                Setting.TRUST_PINS,
                Setting.TRUST_PINS_UNTIL,
                Setting.TRUST_PINS_REPORT_ONLY,
                Setting.TRUST_CT_LOGS,
                Setting.TRUST_CT_MAX_AGE,
                Setting.TRUST_CT_SCTS,
                Setting.TRUST_CT_OPERATORS,
                Setting.TRUST_CT_REPORT_ONLY,
                Setting.TRUST_REVOCATION,
                Setting.TRUST_REVOCATION_SCOPE,
                Setting.TRUST_CRLS,
                Setting.TRUST_CRL_MAX_AGE,
                Setting.TRUST_REVOCATION_HOSTS,
                Setting.TRUST_REVOCATION_INWARD,
                Setting.TRUST_REVOCATION_TIMEOUT,
                Setting.TRUST_REVOCATION_MAX_SIZE,
                Setting.TRUST_REVOCATION_GRACE,
                Setting.TRUST_NAME,
                Setting.TRUST_REPORT_ONLY);
        Optional<Provider> provider = values.readIfSet(Setting.SIGNATURE_PROVIDER.key(), SignatureProviders::named);
        Map<String, ClientTrust> usable = new HashMap<>();
        List<X509Certificate> exact = new ArrayList<>();
        Set<String> reportOnly = new HashSet<>();
        List<Background> backgrounds = new ArrayList<>();
        Supplier<Background> own = () -> {
            Background background = begun.get();
            backgrounds.add(background);
            return background;
        };
        List<Followed> followed = new ArrayList<>();
        List<AnchorLedger> ledgers = new ArrayList<>();
        for (String name : names) {
            AnchorLedger ledger = new AnchorLedger(name, events);
            var reader = new Reader(name, provider, values, files, own, ledger, exact, followed, now, findings);
            reader.trust().ifPresent(trust -> usable.put(name, trust));
            if (reader.isReportOnly()) {
                reportOnly.add(name);
            }
            if (reader.find(Setting.TRUST_RETIRING).isPresent()) {
                ledgers.add(ledger);
            }
        }
        return new Trusts(
                names,
                Map.copyOf(usable),
                List.copyOf(exact),
                Set.copyOf(reportOnly),
                List.copyOf(backgrounds),
                List.copyOf(followed),
                List.copyOf(ledgers));
    }

    /** Reads one trust. */
    private record Reader(
            String name,
            Optional<Provider> provider,
            Values values,
            FileAccess files,
            Supplier<Background> begun,
            AnchorLedger ledger,
            List<X509Certificate> exact,
            List<Followed> followed,
            Instant now,
            Findings findings) {

        Optional<ClientTrust> trust() {
            Optional<Entry> anchors = find(Setting.TRUST_ANCHORS);
            Optional<Entry> certificates = find(Setting.TRUST_CERTIFICATES);
            Optional<Entry> spiffe = find(Setting.TRUST_SPIFFE);
            List<Entry> believed = Stream.of(anchors, certificates, spiffe)
                    .flatMap(Optional::stream)
                    .toList();
            if (believed.size() != 1) {
                findings.problem(
                        believed.isEmpty()
                                ? missing()
                                : believed.get(0).where() + ": set beside "
                                        + believed.get(1).where() + " (expected: one of them)");
                return Optional.empty();
            }
            ClientTrust.Builder builder = ClientTrust.named(name);
            int problems = findings.count();
            builder.usage(usage());
            provider.ifPresent(builder::signatureProvider);
            rules(builder);
            new PinSettings(TrustKeys.ofCallers(name), values, findings)
                    .read(now)
                    .ifPresent(builder::pins);
            new TransparencySettings(TrustKeys.ofCallers(name), values, files, findings)
                    .read(now)
                    .ifPresent(builder::transparency);
            new RevocationSettings(name, values, files, now, findings)
                    .read()
                    .ifPresent(revocation -> revocation(builder, revocation));
            values.readIfSet(Setting.TRUST_NAME.key(name), text -> Values.constant(NameSource.class, text))
                    .ifPresent(builder::nameSource);
            retiring();
            TrustFiles believing = new TrustFiles(name, values, files);
            TrustFiles.Content content = believing.read(now, findings);
            if (anchors.filter(entry -> entry.value().strip().equals(CONTAINER)).isPresent()) {
                builder.container();
            }
            if (findings.count() > problems) {
                return Optional.empty();
            }
            believing.believe(content, builder, ledger);
            exact.addAll(content.certificates());
            Optional<ClientTrust> built = build(builder);
            built.filter(trust -> !believing.onDisk().isEmpty())
                    .ifPresent(trust -> followed.add(new FollowedTrust(believing, trust, ledger, content)));
            return built;
        }

        /** Those that retire need a day, and the day something to retire. */
        private void retiring() {
            Optional<Entry> retiring = find(Setting.TRUST_RETIRING);
            Optional<Entry> until = find(Setting.TRUST_RETIRING_UNTIL);
            if (retiring.isPresent() && until.isEmpty()) {
                findings.problem(retiring.get().where() + ": until when is not set (expected: " + Setting.PREFIX
                        + Setting.TRUST_RETIRING_UNTIL.key(name) + ", the last day)");
            }
            if (retiring.isEmpty() && until.isPresent()) {
                findings.problem(until.get().where() + ": set, but nothing retires (expected: " + Setting.PREFIX
                        + Setting.TRUST_RETIRING.key(name) + " too)");
            }
            values.readIfSet(Setting.TRUST_RETIRING_UNTIL.key(name), Values::endOfDay)
                    .filter(end -> !now.isBefore(end))
                    .ifPresent(end -> findings.advice(until.orElseThrow().where() + " is "
                            + until.orElseThrow().value().strip() + ": the retiring anchors prove nobody any more"));
        }

        private void revocation(ClientTrust.Builder builder, Revocation revocation) {
            builder.revocation(revocation);
            if (revocation.fetch().fetch() || !revocation.folders().isEmpty()) {
                builder.background(begun.get());
            }
        }

        boolean isReportOnly() {
            boolean reportOnly = read(Setting.TRUST_REPORT_ONLY, Values::bool);
            if (reportOnly) {
                find(Setting.TRUST_REPORT_ONLY)
                        .ifPresent(entry -> findings.advice(
                                entry.where() + " is true: callers whom it refuses are let through, and only told of"));
            }
            return reportOnly;
        }

        private UsagePolicy usage() {
            UsagePolicy usage = read(Setting.TRUST_USAGE, text -> Values.constant(UsagePolicy.class, text));
            if (usage == UsagePolicy.INSECURE_ACCEPT_SERVER_USAGE) {
                insecure(Setting.TRUST_USAGE, "certificates for servers prove callers");
            }
            if (usage == UsagePolicy.INSECURE_IGNORED) {
                insecure(Setting.TRUST_USAGE, "certificates for whatever use, and those of CAs, prove callers");
            }
            return usage;
        }

        private void rules(ClientTrust.Builder builder) {
            AlgorithmPolicy algorithms = read(Setting.TRUST_ALGORITHMS, AlgorithmPolicy::parse);
            AnchorLimits limits = read(Setting.TRUST_ANCHOR_LIMITS, text -> Values.constant(AnchorLimits.class, text));
            if (algorithms.isInsecure()) {
                insecure(Setting.TRUST_ALGORITHMS, "weak certificates prove callers");
            }
            if (limits == AnchorLimits.INSECURE_IGNORED) {
                insecure(Setting.TRUST_ANCHOR_LIMITS, "CAs that may issue little prove everybody");
            }
            builder.algorithms(algorithms)
                    .anchorLimits(limits)
                    .maxDepth(read(Setting.TRUST_MAX_DEPTH, Reader::depth))
                    .policies(read(Setting.TRUST_POLICIES, Reader::policies));
        }

        private void insecure(Setting setting, String what) {
            find(setting)
                    .ifPresent(entry -> findings.advice(entry.where() + " is "
                            + Values.list(entry.value().strip(), Function.identity()).stream()
                                    .filter(value -> value.startsWith("insecure-"))
                                    .collect(Collectors.joining(", "))
                            + ": " + what));
        }

        private static int depth(String text) {
            if (!text.matches("[0-9]{1,2}")) {
                throw new IllegalArgumentException("'" + text + "' (expected: a number of CAs from 0 to 99)");
            }
            return Integer.parseInt(text);
        }

        private static CertificatePolicies policies(String text) {
            return text.isEmpty()
                    ? CertificatePolicies.ANY
                    : CertificatePolicies.required(Set.copyOf(Values.list(text, Function.identity())));
        }

        private Optional<ClientTrust> build(ClientTrust.Builder builder) {
            try {
                return Optional.of(builder.build());
            } catch (IllegalArgumentException e) {
                findings.problem("the trust " + name + ": " + e.getMessage());
                return Optional.empty();
            }
        }

        private String missing() {
            return "the trust " + name + ": " + Setting.PREFIX + Setting.TRUST_ANCHORS.key(name)
                    + " is not set (expected: files with certificates, or container; or "
                    + Setting.PREFIX + Setting.TRUST_CERTIFICATES.key(name) + ", or "
                    + Setting.PREFIX + Setting.TRUST_SPIFFE.key(name) + ')';
        }

        private Optional<Entry> find(Setting setting) {
            return values.find(setting.key(name));
        }

        private <T> T read(Setting setting, Function<String, T> parser) {
            return values.read(setting, setting.key(name), parser);
        }
    }
}
