// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.keys;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A key of our own that is read from files, and read again when they change. Whatever {@link KeyMaterial#problem} finds wrong
 * with a candidate leaves the one before in force. Safe for use by many threads.
 *
 * <pre>{@code
 * RotatingKey key = RotatingKey.named("the key of the server")
 *         .keys(Path.of("/run/tls/tls.crt"))
 *         .key(Path.of("/run/tls/tls.key"))
 *         .read(clock.instant());
 * sslContext.init(new KeyManager[] {key.keyManager()}, trustManagers, null);
 * follower.follow(key);
 * }</pre>
 */
public final class RotatingKey implements Followed {

    private static final int LARGEST = 4 * 1024 * 1024;

    private final String name;
    private final Path keys;
    private final @Nullable Path key;
    private final char[] password;
    private final List<Path> issuers;
    private final Function<KeyMaterial, Optional<String>> check;
    private final Function<KeyMaterial, List<String>> reports;
    private final RotatingKeyManager manager;
    private List<String> told;

    private RotatingKey(Builder builder, Path keys, Instant now) throws IOException {
        this.name = builder.name;
        this.keys = keys;
        this.key = builder.key;
        this.password = builder.password;
        this.issuers = builder.issuers;
        this.check = builder.check;
        this.reports = builder.reports;
        this.manager = new RotatingKeyManager(candidate(Optional.empty(), now));
        this.told = reports();
    }

    /** Begins with the name for people, such as {@code the key of the server}. */
    public static Builder named(String name) {
        return new Builder(name);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Path> files() {
        Stream<Path> own = key == null ? Stream.of(keys) : Stream.of(keys, key);
        return Stream.concat(own, issuers.stream()).toList();
    }

    /** The files that hold the private key. */
    public List<Path> secretFiles() {
        return List.of(key == null ? keys : key);
    }

    /** What is careless about the key in force, if anything: whoever can read its file, and what else it is used for. */
    public List<String> reports() {
        return Stream.concat(
                        secretFiles().stream().flatMap(file -> KeyCare.readable(file).stream()),
                        reports.apply(current()).stream())
                .toList();
    }

    /** What shows the key in handshakes, always the newest. */
    public RotatingKeyManager keyManager() {
        return manager;
    }

    /** What is in force. */
    public KeyMaterial current() {
        return manager.current();
    }

    /** As everything that is followed; that the same key has become careless, see {@link #reports}, is said too. */
    @Override
    public synchronized Optional<Change> read(Instant now) throws IOException {
        KeyMaterial inForce = manager.current();
        KeyMaterial candidate = candidate(Optional.of(inForce), now);
        if (!candidate.chain().equals(inForce.chain())) {
            return Optional.of(() -> take(candidate));
        }
        List<String> reports = reports();
        boolean careless = !told.containsAll(reports);
        told = reports;
        return careless ? Optional.of(() -> text(candidate, reports)) : Optional.empty();
    }

    private synchronized String take(KeyMaterial candidate) {
        manager.become(candidate);
        told = reports();
        return text(candidate, told);
    }

    private static String text(KeyMaterial material, List<String> reports) {
        return Stream.concat(Stream.of(material.toString()), reports.stream()).collect(Collectors.joining("; "));
    }

    /** Who it is and where it is read from; nothing of the key or the password. */
    @Override
    public String toString() {
        return name + " from " + files() + ": " + current();
    }

    private KeyMaterial candidate(Optional<KeyMaterial> inForce, Instant now) throws IOException {
        KeyMaterial candidate = key == null
                ? KeySource.read(content(keys), password)
                : KeySource.read(content(keys), content(key), password);
        List<X509Certificate> known = new ArrayList<>();
        for (Path file : issuers) {
            known.addAll(TrustSource.read(content(file), new char[0]));
        }
        Optional<String> problem = candidate.problem(inForce, known, now).or(() -> check.apply(candidate));
        if (problem.isPresent()) {
            throw new IOException(problem.get());
        }
        return candidate;
    }

    private static byte[] content(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException(Files.exists(file) ? file + " is no file" : "there is no file " + file);
        }
        try (InputStream stream = Files.newInputStream(file)) {
            return stream.readNBytes(LARGEST + 1);
        } catch (NoSuchFileException e) {
            throw new IOException("there is no file " + file, e);
        } catch (IOException e) {
            throw new IOException(file + " cannot be read", e);
        }
    }

    /** Says where the key is. */
    public static final class Builder {

        private final String name;
        private @Nullable Path keys;
        private @Nullable Path key;
        private char[] password = {};
        private List<Path> issuers = List.of();
        private Function<KeyMaterial, Optional<String>> check = material -> Optional.empty();

        private Function<KeyMaterial, List<String>> reports = material -> List.of();

        private Builder(String name) {
            this.name = Objects.requireNonNull(name, "name");
        }

        /** The file with our certificate, those of its issuers, and the key unless {@link #key} names another for that. */
        public Builder keys(Path file) {
            keys = file;
            return this;
        }

        /** The file with the key alone. */
        public Builder key(Path file) {
            key = file;
            return this;
        }

        /** What opens a store or an encrypted key; a copy is kept, to open the next one. Empty by default. */
        public Builder password(char[] word) {
            password = word.clone();
            return this;
        }

        /** Files with the CAs in one of which every chain must end; by default that is not known. */
        public Builder issuers(List<Path> files) {
            issuers = List.copyOf(files);
            return this;
        }

        /** What more must hold of every key, the first and each later one: why it is refused, or nothing. */
        public Builder check(Function<KeyMaterial, Optional<String>> problem) {
            check = problem;
            return this;
        }

        /** Where it is noted that the key is used, and what for; what is said there is among the {@link #reports}. */
        public Builder uses(KeyUses uses, String environment, String purpose) {
            reports = material -> uses.use(environment, purpose, material);
            return this;
        }

        /**
         * Reads and checks the first one.
         *
         * @throws IOException if it cannot be used; its message is one sentence
         */
        public RotatingKey read(Instant now) throws IOException {
            if (keys == null) {
                throw new IllegalStateException("no file of the key was named");
            }
            return new RotatingKey(this, keys, now);
        }
    }
}
