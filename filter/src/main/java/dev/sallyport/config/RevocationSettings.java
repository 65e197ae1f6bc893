// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.config;

import dev.sallyport.config.Source.Entry;
import dev.sallyport.fetch.FetchRules;
import dev.sallyport.peer.Crl;
import dev.sallyport.peer.CrlFolder;
import dev.sallyport.peer.Revocation;
import dev.sallyport.peer.RevocationMode;
import dev.sallyport.peer.RevocationScope;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What the settings of one trust say of revocation. */
record RevocationSettings(String name, Values values, FileAccess files, Instant now, Findings findings) {

    private static final int LONGEST_IN_DAYS = 36_600;

    /** What the trust does; nothing if it is off, or if a problem was found. */
    Optional<Revocation> read() {
        Optional<Entry> crls = values.find(Setting.TRUST_CRLS.key(name));
        int problems = findings.count();
        FetchRules fetch = new FetchSettings(name, values, findings).read();
        RevocationMode mode = values.readIfSet(
                        Setting.TRUST_REVOCATION.key(name), text -> Values.constant(RevocationMode.class, text))
                .orElse(crls.isPresent() || fetch.fetch() ? RevocationMode.HARD_FAIL : RevocationMode.OFF);
        RevocationScope scope =
                read(Setting.TRUST_REVOCATION_SCOPE, text -> Values.constant(RevocationScope.class, text));
        Duration age = read(Setting.TRUST_CRL_MAX_AGE, RevocationSettings::age);
        advise(mode);
        if (mode == RevocationMode.OFF) {
            return Optional.empty();
        }
        if (crls.isEmpty() && !fetch.fetch() && findings.count() == problems) {
            findings.problem("the trust " + name + ": " + Setting.PREFIX + Setting.TRUST_REVOCATION.key(name)
                    + " is on, but neither " + Setting.PREFIX + Setting.TRUST_CRLS.key(name) + " nor "
                    + Setting.PREFIX + Setting.TRUST_REVOCATION_HOSTS.key(name)
                    + " is set (expected: files with CRLs, or hosts to fetch from)");
        }
        List<Crl> read = new ArrayList<>();
        List<CrlFolder> folders = new ArrayList<>();
        crls.ifPresent(entry -> read(entry, age, read, folders));
        return findings.count() > problems
                ? Optional.empty()
                : Optional.of(new Revocation(mode, scope, read, folders, age, fetch));
    }

    private void advise(RevocationMode mode) {
        boolean off = mode == RevocationMode.OFF;
        for (Setting setting : List.of(
                Setting.TRUST_CRLS,
                Setting.TRUST_REVOCATION_HOSTS,
                Setting.TRUST_REVOCATION_SCOPE,
                Setting.TRUST_CRL_MAX_AGE)) {
            values.find(setting.key(name))
                    .filter(entry -> off)
                    .ifPresent(entry -> findings.advice(
                            entry.where() + " is set, but revocation is off: revoked callers are let in"));
        }
        values.find(Setting.TRUST_REVOCATION.key(name))
                .filter(entry -> mode == RevocationMode.INSECURE_SOFT_FAIL)
                .ifPresent(entry -> findings.advice(entry.where()
                        + " is insecure-soft-fail: where no CRL of today is at hand, revoked callers are let in"));
    }

    private void read(Entry entry, Duration age, List<Crl> read, List<CrlFolder> folders) {
        for (String path : Values.list(entry.value().strip(), Function.identity())) {
            try {
                List<Crl> crls;
                if (isFolder(path)) {
                    folders.add(CrlFolder.open(Path.of(path)));
                    crls = folders.get(folders.size() - 1).crls();
                } else {
                    crls = read(path);
                    read.addAll(crls);
                }
                crls.forEach(crl -> adviseIfOld(entry, path, crl, age));
            } catch (IOException e) {
                findings.problem(entry.where() + ": '" + path + "' cannot be read: " + FileAccess.reason(e));
            }
        }
    }

    private List<Crl> read(String path) throws IOException {
        try (InputStream file = files.open(path)) {
            return Crl.read(file);
        }
    }

    /** Only folders of the file system are watched; what is in the application does not change. */
    private static boolean isFolder(String path) {
        try {
            return Files.isDirectory(Path.of(path));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private void adviseIfOld(Entry entry, String path, Crl crl, Duration age) {
        boolean due = crl.nextUpdate().filter(next -> !now.isBefore(next)).isPresent();
        boolean old = !now.isBefore(crl.thisUpdate().plus(age));
        if (due || old) {
            findings.advice(entry.where() + ": the CRL of " + crl.issuer().getName() + " in '" + path + "' is of "
                    + crl.thisUpdate()
                    + (due ? " and out of date: it says nothing" : " and too old to say anything of callers"));
        }
    }

    private static Duration age(String text) {
        try {
            Duration age = Duration.parse(text);
            if (!age.isZero() && !age.isNegative() && age.toDays() < LONGEST_IN_DAYS) {
                return age;
            }
        } catch (DateTimeParseException e) {
            // told below
        }
        throw new IllegalArgumentException("'" + text + "' (expected: an ISO-8601 duration such as P10D or PT36H)");
    }

    private <T> T read(Setting setting, Function<String, T> parser) {
        return values.read(setting, setting.key(name), parser);
    }
}
