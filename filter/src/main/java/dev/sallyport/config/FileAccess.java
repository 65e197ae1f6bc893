// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Where the files come from that settings name. */
@FunctionalInterface
public interface FileAccess {

    /** The file system; relative paths begin at the working directory. */
    FileAccess FILE_SYSTEM = new FileAccess() {
        @Override
        public InputStream open(String path) throws IOException {
            Path file = onDisk(path).orElseThrow(() -> new NoSuchFileException(path));
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                throw new IOException("it is no file"); // a pipe would have whoever reads it wait
            }
            return Files.newInputStream(file);
        }

        @Override
        public Optional<Path> onDisk(String path) {
            try {
                return Optional.of(Path.of(path));
            } catch (InvalidPathException e) {
                return Optional.empty();
            }
        }
    };

    /**
     * Opens a file.
     *
     * @param path as it is written in the setting
     * @throws NoSuchFileException if there is none
     * @throws IOException if it cannot be read; its message is one sentence
     */
    InputStream open(String path) throws IOException;

    /** Where the file or folder is that may change while the application runs; empty if it cannot, or is nowhere. */
    default Optional<Path> onDisk(String path) {
        return Optional.empty();
    }

    /** The bytes of a file, if it is no larger than one that a person has made. */
    default byte[] read(String path) throws IOException {
        int most = 4 * 1024 * 1024;
        try (InputStream stream = open(path)) {
            byte[] bytes = stream.readNBytes(most + 1);
            if (bytes.length > most) {
                throw new IOException("larger than " + most + " bytes");
            }
            return bytes;
        }
    }

    /** Why a file cannot be read, as a part of a sentence. */
    static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "there is no such file";
        }
        return e instanceof AccessDeniedException ? "access is denied" : String.valueOf(e.getMessage());
    }
}
