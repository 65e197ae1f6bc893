// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import dev.sallyport.Event;
import dev.sallyport.EventSink;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;

/**
 * A folder whose files hold CRLs, and which is looked at again and again. Files whose names begin with a dot are not meant.
 *
 * <p>A file is read when it has stood there unchanged for one look, so that none is read while it is written. One that
 * cannot be used changes nothing: what it held before still counts. One that is taken away counts no more.
 *
 * <p>Safe for use by many threads; only one of them looks.
 */
public final class CrlFolder {

    private static final int MOST_FILES = 1000;

    private final Path folder;
    private final Map<Path, Stamp> seen = new HashMap<>();
    private final Map<Path, Stamp> tried = new HashMap<>();
    private final Map<Path, List<Crl>> read = new HashMap<>();
    private final AtomicBoolean away = new AtomicBoolean();
    private final AtomicReference<Map<X500Principal, List<Crl>>> crls = new AtomicReference<>(Map.of());

    /** By what a file is seen to be another. */
    private record Stamp(long size, FileTime modified) {

        static Stamp of(Path file) throws IOException {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(attributes.size(), attributes.lastModifiedTime());
        }
    }

    private CrlFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * Reads a folder for the first time.
     *
     * @throws IOException if something in it cannot be used; its message is one sentence
     */
    public static CrlFolder open(Path path) throws IOException {
        CrlFolder folder = new CrlFolder(path);
        for (Path file : folder.files()) {
            try {
                folder.read(file, Stamp.of(file));
            } catch (IOException e) {
                throw new IOException("'" + file.getFileName() + "' in it cannot be used: " + e.getMessage(), e);
            }
        }
        folder.publish();
        return folder;
    }

    /** All CRLs in it. */
    public List<Crl> crls() {
        return published().values().stream().flatMap(List::stream).toList();
    }

    List<Crl> of(X500Principal issuer) {
        return published().getOrDefault(issuer, List.of());
    }

    private Map<X500Principal, List<Crl>> published() {
        return Objects.requireNonNull(crls.get());
    }

    /** Reads what is new in it; whether something else counts now. */
    synchronized boolean look(EventSink events) {
        List<Path> files;
        try {
            files = files();
            away.set(false);
        } catch (IOException e) {
            if (!away.getAndSet(true)) {
                tell(events, folder, e);
            }
            return false;
        }
        seen.keySet().retainAll(files);
        tried.keySet().retainAll(files);
        boolean changed = read.keySet().retainAll(files);
        for (Path file : files) {
            changed |= look(file, events);
        }
        if (changed) {
            publish();
        }
        return changed;
    }

    private boolean look(Path file, EventSink events) {
        try {
            Stamp stamp = Stamp.of(file);
            boolean settled = stamp.equals(seen.put(file, stamp));
            return settled && !stamp.equals(tried.get(file)) && read(file, stamp);
        } catch (IOException e) {
            tell(events, file, e);
        } catch (RuntimeException e) { // the other files are still to be read
            tell(
                    events,
                    file,
                    new IOException("it cannot be read: " + e.getClass().getName(), e));
        }
        return false;
    }

    private boolean read(Path file, Stamp stamp) throws IOException {
        seen.put(file, stamp);
        tried.put(file, stamp);
        try (InputStream in = Files.newInputStream(file)) {
            read.put(file, Crl.read(in));
            return true;
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            List<Path> files = all.filter(file -> !file.getFileName().toString().startsWith("."))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .limit(MOST_FILES + 1L)
                    .toList();
            if (files.size() > MOST_FILES) {
                throw new IOException("it holds more than " + MOST_FILES + " files");
            }
            return files;
        }
    }

    private void publish() {
        crls.set(read.values().stream().flatMap(List::stream).collect(Collectors.groupingBy(Crl::issuer)));
    }

    private static void tell(EventSink events, Path what, IOException e) {
        events.accept(new Event.FileUnusable(what.toString(), String.valueOf(e.getMessage())));
    }
}
