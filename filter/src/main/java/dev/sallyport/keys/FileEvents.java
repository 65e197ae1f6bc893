// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.keys;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Waits for what the file system tells: of the folders in which files and links to them are. Where it tells nothing, the time
 * goes by all the same.
 */
final class FileEvents {

    /** Whoever makes events all the time in one of the folders wakes us this often and no more. */
    private static final Duration PAUSE = Duration.ofMillis(50);

    private static final int MOST_LINKS = 40;

    private final Optional<WatchService> service;
    private final Map<Path, WatchKey> keys = new HashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    private FileEvents(Optional<WatchService> service) {
        this.service = service;
    }

    static FileEvents open() {
        try {
            return new FileEvents(Optional.of(FileSystems.getDefault().newWatchService()));
        } catch (IOException | UnsupportedOperationException e) { // no more of them are to be had
            return new FileEvents(Optional.empty());
        }
    }

    /** From now on it hears of these files, as far as that can be had. */
    void watch(Collection<Path> files) {
        try {
            listen(files);
        } catch (ClosedWatchServiceException | SecurityException e) {
            // they are looked at all the same
        }
    }

    private void listen(Collection<Path> files) {
        service.ifPresent(watching -> {
            Set<Path> folders = new LinkedHashSet<>();
            files.forEach(file -> addFolders(file.toAbsolutePath(), folders));
            keys.entrySet().removeIf(known -> {
                boolean gone = !known.getValue().isValid() || !folders.contains(known.getKey());
                if (gone) {
                    known.getValue().cancel();
                }
                return gone;
            });
            folders.stream().filter(folder -> !keys.containsKey(folder)).forEach(folder -> register(watching, folder));
        });
    }

    /** Waits until something is told, or until the time is over. That somebody else wants the thread to stop ends the wait only. */
    void await(Duration longest) {
        try {
            if (service.isEmpty() || !isTold(service.get(), longest)) {
                closed.await(longest.toNanos(), TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException e) {
            // not from here: whoever closes this opens the latch
        }
    }

    /** False if the file system tells nothing any more. */
    private boolean isTold(WatchService watching, Duration longest) throws InterruptedException {
        try {
            WatchKey first = watching.poll(longest.toNanos(), TimeUnit.NANOSECONDS);
            if (first != null) {
                closed.await(PAUSE.toNanos(), TimeUnit.NANOSECONDS);
                for (WatchKey key = first; key != null; key = watching.poll()) {
                    key.pollEvents();
                    key.reset();
                }
            }
            return true;
        } catch (ClosedWatchServiceException e) {
            return false;
        }
    }

    boolean isClosed() {
        return closed.getCount() == 0;
    }

    void close() {
        closed.countDown();
        service.ifPresent(watching -> {
            try {
                watching.close();
            } catch (IOException e) {
                throw new IllegalStateException("the file system cannot be asked to be silent", e);
            }
        });
    }

    private void register(WatchService watching, Path folder) {
        try {
            keys.put(folder, folder.register(watching, ENTRY_CREATE, ENTRY_MODIFY, ENTRY_DELETE));
        } catch (IOException | ProviderMismatchException | UnsupportedOperationException e) {
            // it is not there, or tells nothing: it is looked at all the same
        }
    }

    /** The folders in which something can change that leads to this file: each link on the way, and the file. */
    private static void addFolders(Path file, Set<Path> folders) {
        Path way = file;
        for (int links = 0; links < MOST_LINKS; links++) {
            Path link = firstLink(way);
            if (link == null) {
                break;
            }
            addParent(link, folders);
            try {
                Path target = link.resolveSibling(Files.readSymbolicLink(link));
                way = target.resolve(link.relativize(way)).normalize();
            } catch (IOException e) { // gone meanwhile
                break;
            }
        }
        addParent(way, folders);
        if (Files.isDirectory(way)) {
            folders.add(way);
        }
    }

    private static @Nullable Path firstLink(Path way) {
        for (int names = 1; names <= way.getNameCount(); names++) {
            Path part = way.getRoot().resolve(way.subpath(0, names));
            if (Files.isSymbolicLink(part)) {
                return part;
            }
        }
        return null;
    }

    private static void addParent(Path path, Set<Path> folders) {
        Path parent = path.getParent();
        if (parent != null) {
            folders.add(parent);
        }
    }
}
