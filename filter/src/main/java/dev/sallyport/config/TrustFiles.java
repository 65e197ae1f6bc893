// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.config;

import dev.sallyport.config.Source.Entry;
import dev.sallyport.keys.Folder;
import dev.sallyport.keys.TrustSource;
import dev.sallyport.peer.AnchorLedger;
import dev.sallyport.peer.ClientTrust;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The files that say what one trust believes. */
record TrustFiles(String name, Values values, FileAccess files) {

    private static final List<Setting> ALL =
            List.of(Setting.TRUST_ANCHORS, Setting.TRUST_CERTIFICATES, Setting.TRUST_SPIFFE, Setting.TRUST_RETIRING);

    /**
     * What they hold at the moment.
     *
     * @param anchors the CAs, if that is what is believed
     * @param certificates the exact certificates, if that is what is believed
     * @param domains the CAs of each SPIFFE trust domain, if that is what is believed
     * @param retiring the CAs that are being retired
     */
    record Content(
            List<X509Certificate> anchors,
            List<X509Certificate> certificates,
            Map<String, List<X509Certificate>> domains,
            List<X509Certificate> retiring) {

        Content {
            anchors = List.copyOf(anchors);
            certificates = List.copyOf(certificates);
            domains = Map.copyOf(domains);
            retiring = List.copyOf(retiring);
        }

        /** What must not become void, by what it is called. */
        Map<String, List<X509Certificate>> parts() {
            Map<String, List<X509Certificate>> parts = new LinkedHashMap<>();
            if (!anchors.isEmpty()) {
                parts.put("anchors", anchors);
            }
            if (!certificates.isEmpty()) {
                parts.put("certificates", certificates);
            }
            domains.forEach((domain, bundle) -> parts.put("anchors of " + domain, bundle));
            return parts;
        }

        Stream<X509Certificate> all() {
            return Stream.of(Stream.of(anchors, certificates, retiring), domains.values().stream())
                    .flatMap(Function.identity())
                    .flatMap(List::stream);
        }
    }

    /** Reads all of it; what cannot be read is a problem. */
    Content read(Instant now, Findings findings) {
        return new Content(
                certificates(Setting.TRUST_ANCHORS, now, findings),
                certificates(Setting.TRUST_CERTIFICATES, now, findings),
                bundles(now, findings),
                certificates(Setting.TRUST_RETIRING, now, findings));
    }

    /** Has a trust believe it. */
    void believe(Content content, ClientTrust.Builder builder, AnchorLedger ledger) {
        if (!content.anchors().isEmpty()) {
            builder.anchors(content.anchors());
        }
        if (!content.certificates().isEmpty()) {
            builder.certificates(content.certificates());
        }
        if (!content.domains().isEmpty()) {
            builder.spiffe(content.domains());
        }
        if (!content.retiring().isEmpty()) {
            retiringUntil().ifPresent(until -> builder.retiring(content.retiring(), until, ledger));
        }
    }

    /** From when on retiring anchors prove nobody; what is wrong about it is told by {@link Trusts}. */
    Optional<Instant> retiringUntil() {
        return find(Setting.TRUST_RETIRING_UNTIL)
                .map(entry -> Values.endOfDay(entry.value().strip()));
    }

    /** Those that can change. */
    List<Path> onDisk() {
        return ALL.stream()
                .flatMap(setting -> find(setting).stream().flatMap(entry -> paths(setting, entry).stream()))
                .flatMap(path -> files.onDisk(path).stream())
                .distinct()
                .toList();
    }

    private static List<String> paths(Setting setting, Entry entry) {
        List<String> listed = Values.list(entry.value().strip(), Function.identity());
        if (setting == Setting.TRUST_ANCHORS && listed.equals(List.of(Trusts.CONTAINER))) {
            return List.of();
        }
        return setting == Setting.TRUST_SPIFFE
                ? listed.stream()
                        .map(pair -> pair.substring(pair.indexOf('=') + 1).strip())
                        .toList()
                : listed;
    }

    private List<X509Certificate> certificates(Setting setting, Instant now, Findings findings) {
        return find(setting)
                .map(entry -> certificates(entry, paths(setting, entry), now, findings))
                .orElse(List.of());
    }

    /** Pairs of a trust domain and a file; one domain may have several. */
    private Map<String, List<X509Certificate>> bundles(Instant now, Findings findings) {
        Map<String, List<X509Certificate>> bundles = new LinkedHashMap<>();
        find(Setting.TRUST_SPIFFE).ifPresent(entry -> {
            for (String pair : Values.list(entry.value().strip(), Function.identity())) {
                int equals = pair.indexOf('=');
                if (equals < 0) {
                    findings.problem(entry.where() + ": '" + pair
                            + "' (expected: a trust domain and a file, such as prod.example=prod.pem)");
                } else {
                    bundles.computeIfAbsent(pair.substring(0, equals).strip(), domain -> new ArrayList<>())
                            .addAll(certificates(
                                    entry, List.of(pair.substring(equals + 1).strip()), now, findings));
                }
            }
        });
        return bundles;
    }

    private List<X509Certificate> certificates(Entry entry, List<String> paths, Instant now, Findings findings) {
        char[] password = find(Setting.TRUST_PASSWORD)
                .map(found -> found.value().strip().toCharArray())
                .orElseGet(() -> new char[0]);
        List<X509Certificate> all = new ArrayList<>();
        for (String path : paths) {
            try {
                all.addAll(read(path, password));
            } catch (IOException e) {
                findings.problem(entry.where() + ": '" + path + "' cannot be read: " + FileAccess.reason(e));
            }
        }
        all.stream()
                .filter(certificate -> certificate.getNotAfter().toInstant().isBefore(now))
                .forEach(expired -> findings.advice(entry.where() + ": the certificate of "
                        + expired.getSubjectX500Principal().getName() + " expired at "
                        + expired.getNotAfter().toInstant() + " and proves nobody"));
        CareSettings care = CareSettings.read(values);
        all.stream()
                .filter(TrustFiles::isLeaf)
                .flatMap(leaf -> care.problem(leaf).stream())
                .forEach(problem -> findings.problem(entry.where() + ": " + problem));
        return all;
    }

    /** Whether it stands for itself, wherever it is believed; roots of before version 3 do not say that they are CAs. */
    private static boolean isLeaf(X509Certificate certificate) {
        return certificate.getVersion() == 3 && certificate.getBasicConstraints() < 0;
    }

    /** A file, or each file of a folder. */
    private List<X509Certificate> read(String path, char[] password) throws IOException {
        Path folder = files.onDisk(path).filter(Files::isDirectory).orElse(null);
        if (folder == null) {
            return TrustSource.read(files.read(path), password);
        }
        List<X509Certificate> all = new ArrayList<>();
        for (Path file : Folder.expand(folder)) {
            try {
                all.addAll(TrustSource.read(files.read(file.toString()), password));
            } catch (IOException e) {
                throw new IOException("'" + file.getFileName() + "' in it: " + FileAccess.reason(e), e);
            }
        }
        if (all.isEmpty()) {
            throw new IOException("the folder holds no files whose names end with " + Folder.ENDINGS);
        }
        return all.stream().distinct().toList();
    }

    private Optional<Entry> find(Setting setting) {
        return values.find(setting.key(name));
    }
}
