// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.config;

import dev.sallyport.config.Source.Entry;
import dev.sallyport.keys.KeyUses;
import dev.sallyport.peer.PeerRule;
import dev.sallyport.peer.PeerRules;
import dev.sallyport.transport.TlsProfile;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** How servers are called, by the names that the settings have for them. */
final class Outbounds {

    private static final String DEFAULT_ANCHORS = "default";

    private static final Set<String> CARE = Set.of(Setting.ENVIRONMENT.key(), Setting.SELF_SIGNED.key());

    private Outbounds() {}

    /**
     * Reads all of them, those without a problem; the files they name are read once, to see that they can be used.
     *
     * @param uses where that is noted; not published, for this is no use yet
     */
    static Map<String, OutboundSettings> read(
            Values values, FileAccess files, CareSettings care, KeyUses uses, Instant now, Findings findings) {
        Map<String, OutboundSettings> all = new TreeMap<>();
        for (String name : names(values)) {
            new Reader(name, TrustKeys.ofServers(name), values, files, care, uses, now, findings)
                    .read()
                    .ifPresent(settings -> all.put(name, settings));
        }
        return all;
    }

    /** Nothing but what is said of them. */
    static Source only(Source source) {
        return new Source(
                source.kind(),
                source.entries().stream()
                        .filter(entry -> entry.key().startsWith("outbound.") || CARE.contains(entry.key()))
                        .toList());
    }

    private static Set<String> names(Values values) {
        return values.names(
                Setting.OUTBOUND_KEYS,
                Setting.OUTBOUND_KEY,
                Setting.OUTBOUND_PASSWORD,
                Setting.OUTBOUND_ISSUERS,
                Setting.OUTBOUND_ANCHORS,
                Setting.OUTBOUND_ANCHORS_PASSWORD,
                Setting.OUTBOUND_PINS,
                Setting.OUTBOUND_PINS_UNTIL,
                Setting.OUTBOUND_ALLOW,
                Setting.OUTBOUND_CT_LOGS,
                Setting.OUTBOUND_CT_MAX_AGE,
                Setting.OUTBOUND_CT_SCTS,
                Setting.OUTBOUND_CT_OPERATORS,
                Setting.OUTBOUND_TLS_PROFILE,
                Setting.OUTBOUND_ENVIRONMENT);
    }

    /** Reads one. */
    private record Reader(
            String name,
            TrustKeys keys,
            Values values,
            FileAccess files,
            CareSettings care,
            KeyUses uses,
            Instant now,
            Findings findings) {

        Optional<OutboundSettings> read() {
            int problems = findings.count();
            Optional<Entry> anchors = find(Setting.OUTBOUND_ANCHORS);
            if (anchors.isEmpty()) {
                findings.problem("outbound " + name + ": " + Setting.PREFIX + Setting.OUTBOUND_ANCHORS.key(name)
                        + " is not set (expected: files with CAs, or default for those of the JDK)");
            }
            OutboundSettings settings = new OutboundSettings(
                    name,
                    path(Setting.OUTBOUND_KEYS),
                    path(Setting.OUTBOUND_KEY),
                    text(Setting.OUTBOUND_PASSWORD),
                    paths(Setting.OUTBOUND_ISSUERS),
                    text(Setting.OUTBOUND_ANCHORS).equals(DEFAULT_ANCHORS)
                            ? List.of()
                            : paths(Setting.OUTBOUND_ANCHORS),
                    text(Setting.OUTBOUND_ANCHORS_PASSWORD),
                    new PinSettings(keys, values, findings).read(now),
                    allow(),
                    new TransparencySettings(keys, values, files, findings).read(now),
                    values.read(Setting.OUTBOUND_TLS_PROFILE, Setting.OUTBOUND_TLS_PROFILE.key(name), Reader::profile),
                    careThere());
            requireKeys();
            if (findings.count() == problems) {
                anchors.ifPresent(entry -> tryAnchors(entry, settings));
                find(Setting.OUTBOUND_KEYS).ifPresent(entry -> tryKey(entry, settings));
            }
            return findings.count() == problems ? Optional.of(settings) : Optional.empty();
        }

        /** What says something of a key needs one. */
        private void requireKeys() {
            if (find(Setting.OUTBOUND_KEYS).isEmpty()) {
                for (Setting setting :
                        List.of(Setting.OUTBOUND_KEY, Setting.OUTBOUND_PASSWORD, Setting.OUTBOUND_ISSUERS)) {
                    find(setting)
                            .ifPresent(entry -> findings.problem(entry.where()
                                    + ": set, but there is no certificate (expected: " + Setting.PREFIX
                                    + Setting.OUTBOUND_KEYS.key(name) + " too)"));
                }
            }
        }

        private void tryAnchors(Entry entry, OutboundSettings settings) {
            try {
                List<X509Certificate> anchors = settings.readAnchors();
                settings.trust(anchors);
                List<X509Certificate> ours = settings.anchors().isEmpty() ? List.of() : anchors; // not those of the JDK
                ours.stream()
                        .filter(anchor -> anchor.getNotAfter().toInstant().isBefore(now))
                        .forEach(expired -> findings.advice(entry.where() + ": the certificate of "
                                + expired.getSubjectX500Principal().getName() + " expired at "
                                + expired.getNotAfter().toInstant() + " and proves nobody"));
            } catch (IOException e) {
                findings.problem(entry.where() + ": " + e.getMessage());
            } catch (IllegalArgumentException e) {
                findings.problem("outbound " + name + ": " + e.getMessage());
            }
        }

        /** In the environment of the servers, if they have one of their own. */
        private CareSettings careThere() {
            Optional<String> environment = values.readIfSet(Setting.OUTBOUND_ENVIRONMENT.key(name), CareSettings::name);
            return environment
                    .map(named -> new CareSettings(named, care.meant()))
                    .orElse(care);
        }

        private void tryKey(Entry entry, OutboundSettings settings) {
            try {
                settings.rotatingKey(uses).orElseThrow().read(now).reports().forEach(findings::advice);
            } catch (IOException e) {
                findings.problem(entry.where() + ": " + e.getMessage());
            }
        }

        private PeerRules allow() {
            return values.readIfSet(
                            Setting.OUTBOUND_ALLOW.key(name),
                            text -> PeerRules.of(RuleList.split(text).stream()
                                    .map(PeerRule::parse)
                                    .toList()))
                    .orElse(PeerRules.ANYBODY);
        }

        /** Off is for what a container accepts; of calls we decide ourselves. */
        private static TlsProfile profile(String text) {
            return switch (text) {
                case "modern" -> TlsProfile.MODERN;
                case "intermediate" -> TlsProfile.INTERMEDIATE;
                default -> throw new IllegalArgumentException("'" + text + "' (expected: one of intermediate, modern)");
            };
        }

        private List<Path> paths(Setting setting) {
            return find(setting)
                    .map(entry -> Values.list(entry.value().strip(), Function.identity()).stream()
                            .flatMap(path -> onDisk(entry, path).stream())
                            .toList())
                    .orElse(List.of());
        }

        private Optional<Path> path(Setting setting) {
            return find(setting).flatMap(entry -> onDisk(entry, entry.value().strip()));
        }

        /** What is followed must be where it can change. */
        private Optional<Path> onDisk(Entry entry, String path) {
            Optional<Path> found = files.onDisk(path);
            if (found.isEmpty()) {
                findings.problem(
                        entry.where() + ": '" + path + "' (expected: a file on disk, outside of the application)");
            }
            return found;
        }

        private String text(Setting setting) {
            return find(setting).map(entry -> entry.value().strip()).orElse("");
        }

        private Optional<Entry> find(Setting setting) {
            return values.find(setting.key(name));
        }
    }
}
