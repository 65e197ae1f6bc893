// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.keys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * By what files are seen to be others: where links lead, which file it is, its size, and when it and what is known of it were
 * changed.
 *
 * @param parts a line for each file
 * @param newest the latest of the times
 */
record Stamp(List<String> parts, Optional<Instant> newest) {

    /** Times of files may be as coarse as this. */
    static final Duration COARSE = Duration.ofSeconds(2);

    private static final String BY_UNIX = "unix:ino,size,lastModifiedTime,ctime";
    private static final String BY_ALL = "size,lastModifiedTime,fileKey";

    Stamp {
        parts = List.copyOf(parts);
    }

    /** Of these files and of all in these folders, as they are now. */
    static Stamp of(List<Path> files) {
        List<String> parts = new ArrayList<>();
        List<Instant> times = new ArrayList<>();
        for (Path file : files) {
            try {
                for (Path each : Folder.expand(file)) {
                    parts.add(part(each, times));
                }
            } catch (IOException | SecurityException e) {
                parts.add(file + " " + e.getClass().getName());
            }
        }
        return new Stamp(parts, times.stream().max(Instant::compareTo));
    }

    /** Whether a file may have been changed once more at the same time, as far as that can be told. */
    boolean mayHide(Instant now) {
        return newest.filter(time -> time.isAfter(now.minus(COARSE)) && time.isBefore(now.plus(COARSE)))
                .isPresent();
    }

    private static String part(Path file, List<Instant> times) throws IOException {
        Path real = file.toRealPath();
        boolean unix = real.getFileSystem().supportedFileAttributeViews().contains("unix");
        Map<String, Object> attributes = Files.readAttributes(real, unix ? BY_UNIX : BY_ALL);
        attributes.values().stream()
                .filter(FileTime.class::isInstance)
                .map(time -> ((FileTime) time).toInstant())
                .forEach(times::add);
        List<String> values = new ArrayList<>(List.of(file.toString(), real.toString()));
        attributes.keySet().stream().sorted().forEach(key -> values.add(Objects.toString(attributes.get(key))));
        return String.join(" ", values);
    }
}
