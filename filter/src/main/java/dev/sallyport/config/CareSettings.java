// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.config;

import dev.sallyport.keys.KeyCare;
import dev.sallyport.keys.KeyMaterial;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How careful is to be with keys: {@code environment}, {@code self-signed}.
 *
 * @param environment the name of the environment; empty if it has none
 * @param meant the SHA-256 of the self-signed certificates that are meant
 */
public record CareSettings(String environment, Set<String> meant) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(?:[.-][a-z0-9]+)*");
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    /** Keeps a copy. */
    public CareSettings {
        meant = Set.copyOf(meant);
    }

    static CareSettings read(Values values, Findings findings) {
        CareSettings care = read(values);
        if (care.environment().startsWith("prod") && !care.isProduction()) {
            values.find(Setting.ENVIRONMENT.key())
                    .ifPresent(entry -> findings.advice(entry.where() + " is " + care.environment()
                            + ": careless handling of keys is refused in " + KeyCare.PRODUCTION + " alone"));
        }
        return care;
    }

    static CareSettings read(Values values) {
        return new CareSettings(
                values.readIfSet(Setting.ENVIRONMENT.key(), CareSettings::name).orElse(""),
                Set.copyOf(values.readIfSet(
                                Setting.SELF_SIGNED.key(), text -> Values.list(text, CareSettings::fingerprint))
                        .orElse(List.of())));
    }

    /** Whether what is careless is refused, and not only told of. */
    public boolean isProduction() {
        return environment.equals(KeyCare.PRODUCTION);
    }

    /** Why a key of ours must not be used here. */
    public Optional<String> problem(KeyMaterial material) {
        return problem(material.certificate());
    }

    /** Why a certificate must not stand for anybody here. */
    public Optional<String> problem(X509Certificate certificate) {
        return isProduction() ? KeyCare.selfSigned(certificate, meant) : Optional.empty();
    }

    /** What logs the keys of TLS in the process is a problem in production, and advice elsewhere. */
    void judge(JavaProcess process, Findings findings) {
        for (String found : KeyCare.keyLogging(process.variables(), process.properties(), process.arguments())) {
            if (isProduction()) {
                findings.problem(found + " (expected in production: nothing that does so)");
            } else {
                findings.advice(found);
            }
        }
    }

    static String name(String text) {
        if (!NAME.matcher(text).matches()) {
            throw new IllegalArgumentException("'" + text + "' (expected: a name in lower case, such as production)");
        }
        return text;
    }

    /** Colons, as many tools write them, are left out. */
    private static String fingerprint(String text) {
        String hex = text.replace(":", "").toLowerCase(Locale.ROOT);
        if (!SHA_256.matcher(hex).matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' (expected: the SHA-256 of a certificate in hexadecimal, 64 digits)");
        }
        return hex;
    }
}
