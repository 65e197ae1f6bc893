// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.keys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of a folder that hold certificates. */
public final class Folder {

    /** What their names end with, for people. */
    public static final String ENDINGS =
            ".pem, .crt, .cer, .der, .p12, .pfx or .jks, or with a number, as c_rehash makes them";

    private static final int MOST_FILES = 1000;
    private static final Pattern MEANT = Pattern.compile(".+\\.(?:pem|crt|cer|der|p12|pfx|jks|[0-9])");

    private Folder() {}

    /**
     * The files in a folder whose names say that they hold certificates, by their names, or the file itself if it is no folder. A
     * copy that somebody has kept ({@code old.pem.bak}), a file that is still being written ({@code ca.pem.tmp}), one whose
     * name begins with a dot, and folders in it are not meant.
     *
     * @throws IOException if there are more than 1,000; its message is one sentence
     */
    public static List<Path> expand(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> all = Files.list(path)) {
            List<Path> files = all.filter(Folder::isMeant)
                    .filter(file -> !Files.isDirectory(file))
                    .sorted()
                    .limit(MOST_FILES + 1L)
                    .toList();
            if (files.size() > MOST_FILES) {
                throw new IOException("it holds more than " + MOST_FILES + " files");
            }
            return files;
        } catch (UncheckedIOException e) {
            throw new IOException("it cannot be listed", e);
        }
    }

    private static boolean isMeant(Path file) {
        String name = file.getFileName().toString();
        return !name.startsWith(".")
                && MEANT.matcher(name.toLowerCase(Locale.ROOT)).matches();
    }
}
