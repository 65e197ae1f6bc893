// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Where the files come from that settings name. */
@FunctionalInterface
public interface FileAccess {

    /** The file system; relative paths begin at the working directory. */
    FileAccess FILE_SYSTEM = path -> {
        try {
            return Files.newInputStream(Path.of(path));
        } catch (InvalidPathException e) {
            throw new NoSuchFileException(path);
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
