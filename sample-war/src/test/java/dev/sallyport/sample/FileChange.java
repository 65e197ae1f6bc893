// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.sample;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** The ways in which certificates in files are replaced. */
enum FileChange {
    /** As cert-manager's volumes: a link to a folder is swapped, under links that stay. */
    SYMLINK_SWAP {
        @Override
        void replace(Path folder, Map<String, String> files) throws IOException {
            Path next = Files.createTempDirectory(folder, "..");
            for (Map.Entry<String, String> file : files.entrySet()) {
                Files.writeString(next.resolve(file.getKey()), file.getValue());
            }
            Path data = folder.resolve("..data-" + String.join("-", files.keySet()));
            Files.move(Files.createSymbolicLink(folder.resolve("..link"), next.getFileName()), data, ATOMIC_MOVE);
            for (String file : files.keySet()) {
                Path shown = folder.resolve(file);
                if (!Files.isSymbolicLink(shown)) {
                    Path link = Files.createSymbolicLink(
                            folder.resolve("..file"), Path.of(data.getFileName().toString(), file));
                    Files.move(link, shown, ATOMIC_MOVE, REPLACE_EXISTING);
                }
            }
        }
    },
    /** Another file takes the name. */
    RENAME {
        @Override
        void replace(Path folder, Map<String, String> files) throws IOException {
            for (Map.Entry<String, String> file : files.entrySet()) {
                Files.writeString(folder.resolve(".next-" + file.getKey()), file.getValue());
            }
            for (String file : files.keySet()) {
                Files.move(folder.resolve(".next-" + file), folder.resolve(file), ATOMIC_MOVE, REPLACE_EXISTING);
            }
        }
    },
    /** The same file is written anew. */
    IN_PLACE {
        @Override
        void replace(Path folder, Map<String, String> files) throws IOException {
            for (Map.Entry<String, String> file : files.entrySet()) {
                Files.writeString(folder.resolve(file.getKey()), file.getValue());
            }
        }
    };

    abstract void replace(Path folder, Map<String, String> files) throws IOException;

    String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
