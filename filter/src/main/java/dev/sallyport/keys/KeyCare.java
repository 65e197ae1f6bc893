// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.keys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What is careless about keys of our own. Each judgement is a function of what it is given, but for {@link #readable}. */
public final class KeyCare {

    /** Where careless keys are refused, and not only told of. */
    public static final String PRODUCTION = "production";

    /** The file names of agents that log TLS keys, as far as they are known: jSSLKeyLog, extract-tls-secrets. */
    private static final Pattern KEY_LOGGER =
            Pattern.compile("key-?log|(?:tls|ssl)-?(?:secret|key)s?", Pattern.CASE_INSENSITIVE);

    private static final List<String> AGENTS = List.of("-javaagent:", "-agentpath:", "-agentlib:");

    private KeyCare() {}

    /**
     * One key in use.
     *
     * @param environment the named environment in which it is used; empty if that has no name
     * @param purpose what for, such as {@code server}
     * @param pin the key, as {@link KeyMaterial#pin} names it
     */
    public record Use(String environment, String purpose, String pin) {}

    /** What logs the keys of TLS connections, or the secrets of its handshakes, each in one sentence. */
    public static List<String> keyLogging(
            Map<String, String> variables, Map<String, String> properties, List<String> arguments) {
        List<String> found = new ArrayList<>();
        if (isSet(variables, "SSLKEYLOGFILE")) {
            found.add("the environment variable SSLKEYLOGFILE is set: it asks for the keys of all TLS connections");
        }
        if (isSet(properties, "javax.net.debug")) {
            found.add("the system property javax.net.debug is set: it prints what TLS connections carry and how they"
                    + " began");
        }
        if (isSet(properties, "io.netty.ssl.masterKeyHandler")) {
            found.add("the system property io.netty.ssl.masterKeyHandler is set: it logs the keys of TLS connections");
        }
        for (String argument : arguments) {
            agent(argument)
                    .filter(file -> KEY_LOGGER.matcher(file).find())
                    .ifPresent(file -> found.add("the agent " + file + " logs the keys of TLS connections"));
        }
        return List.copyOf(found);
    }

    /** That a file with a key can be read or written by everybody on the machine, given its permissions. */
    public static Optional<String> readable(Path file, Set<PosixFilePermission> permissions) {
        boolean read = permissions.contains(PosixFilePermission.OTHERS_READ);
        boolean write = permissions.contains(PosixFilePermission.OTHERS_WRITE);
        return read || write
                ? Optional.of(file + " can be " + (read ? "read" : "written")
                        + " by everybody on this machine (expected: by its owner alone, as chmod 600 does)")
                : Optional.empty();
    }

    /** As {@link #readable(Path, Set)}, of a file as it is; nothing where the file system knows no such permissions. */
    public static Optional<String> readable(Path file) {
        try {
            return readable(file, Files.getPosixFilePermissions(file));
        } catch (IOException | UnsupportedOperationException unknown) {
            return Optional.empty();
        }
    }

    /**
     * That a certificate is signed by its own key, so that no CA stands for it, and was not named as one that is meant.
     *
     * @param meant the SHA-256 of such certificates, in lower-case hexadecimal
     */
    public static Optional<String> selfSigned(X509Certificate certificate, Set<String> meant) {
        return KeyChecks.isIssuedBy(certificate, certificate) && !meant.contains(sha256(certificate))
                ? Optional.of("the certificate of "
                        + certificate.getSubjectX500Principal().getName()
                        + " is signed by its own key alone (expected in production: one of a CA; or its SHA-256 "
                        + sha256(certificate) + " in sallyport.self-signed)")
                : Optional.empty();
    }

    /** That one key is used in two named environments, or for two purposes; each key is told of once. */
    public static List<String> shared(Collection<Use> uses) {
        List<String> found = new ArrayList<>();
        for (String pin : uses.stream().map(Use::pin).collect(Collectors.toCollection(TreeSet::new))) {
            List<Use> same = uses.stream().filter(use -> use.pin().equals(pin)).toList();
            Set<String> environments = same.stream()
                    .map(Use::environment)
                    .filter(name -> !name.isEmpty())
                    .collect(Collectors.toCollection(TreeSet::new));
            Set<String> purposes = same.stream().map(Use::purpose).collect(Collectors.toCollection(TreeSet::new));
            if (environments.size() > 1) {
                found.add(shared(pin, "in the environments ", environments));
            }
            if (purposes.size() > 1) {
                found.add(shared(pin, "for ", purposes));
            }
        }
        return Collections.unmodifiableList(found);
    }

    private static String shared(String pin, String where, Set<String> names) {
        return "the key " + pin + " is used " + where + String.join(" and ", names) + " (expected: a key for each)";
    }

    private static boolean isSet(Map<String, String> values, String name) {
        String value = values.get(name);
        return value != null && !value.isBlank();
    }

    private static Optional<String> agent(String argument) {
        return AGENTS.stream().filter(argument::startsWith).findFirst().map(prefix -> {
            String path = argument.substring(prefix.length()).split("=", 2)[0];
            return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
        });
    }

    private static String sha256(X509Certificate certificate) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate that was read has an encoding", e);
        }
    }
}
