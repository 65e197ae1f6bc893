// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.config;

import dev.sallyport.config.Source.Entry;
import dev.sallyport.keys.KeyUses;
import dev.sallyport.keys.RotatingKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The key that the server shows: {@code server.…}. */
final class ServerKeySettings {

    private static final List<Setting> BESIDE_KEYS =
            List.of(Setting.SERVER_KEY, Setting.SERVER_PASSWORD, Setting.SERVER_ISSUERS, Setting.SERVER_RELOAD);

    private final Values values;
    private final FileAccess files;
    private final CareSettings care;
    private final KeyUses uses;
    private final Findings findings;

    ServerKeySettings(Values values, FileAccess files, CareSettings care, KeyUses uses, Findings findings) {
        this.values = values;
        this.files = files;
        this.care = care;
        this.uses = uses;
        this.findings = findings;
    }

    Optional<ServerKey> read(Instant now) {
        Optional<Entry> keys = values.find(Setting.SERVER_KEYS.key());
        if (keys.isEmpty()) {
            BESIDE_KEYS.forEach(setting -> values.find(setting.key())
                    .filter(entry -> !entry.value().strip().equals(setting.fallback()))
                    .ifPresent(entry -> findings.problem(
                            entry.where() + ": set without server.keys (expected: the file of the server's key)")));
            return Optional.empty();
        }
        int problems = findings.count();
        ServerKey.Reload reload =
                values.read(Setting.SERVER_RELOAD, text -> Values.constant(ServerKey.Reload.class, text));
        RotatingKey.Builder builder = RotatingKey.named("the key of the server")
                .password(values.find(Setting.SERVER_PASSWORD.key())
                        .map(entry -> entry.value().strip().toCharArray())
                        .orElseGet(() -> new char[0]))
                .issuers(paths(Setting.SERVER_ISSUERS))
                .check(care::problem)
                .uses(uses, care.environment(), "server");
        one(Setting.SERVER_KEYS).ifPresent(builder::keys);
        one(Setting.SERVER_KEY).ifPresent(builder::key);
        if (findings.count() > problems) {
            return Optional.empty();
        }
        return read(builder, keys.get(), now).map(key -> new ServerKey(key, reload, uses));
    }

    private Optional<RotatingKey> read(RotatingKey.Builder builder, Entry keys, Instant now) {
        try {
            RotatingKey key = builder.read(now);
            key.reports().forEach(findings::advice);
            return Optional.of(key);
        } catch (IOException e) {
            findings.problem(keys.where() + ": " + FileAccess.reason(e));
            return Optional.empty();
        }
    }

    private Optional<Path> one(Setting setting) {
        List<Path> all = paths(setting);
        if (all.size() > 1) {
            values.find(setting.key())
                    .ifPresent(entry -> findings.problem(entry.where() + ": " + all.size() + " files (expected: one)"));
        }
        return all.stream().findFirst();
    }

    /** Only files that can change: a key within a WAR is the key of everybody who has the WAR. */
    private List<Path> paths(Setting setting) {
        List<Path> all = new ArrayList<>();
        values.find(setting.key()).ifPresent(entry -> {
            for (String path : Values.list(entry.value().strip(), Function.identity())) {
                files.onDisk(path)
                        .ifPresentOrElse(
                                all::add,
                                () -> findings.problem(entry.where() + ": '" + path
                                        + "' (expected: a file of the file system, not one within the application)"));
            }
        });
        return all;
    }
}
