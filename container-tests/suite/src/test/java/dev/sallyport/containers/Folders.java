// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.containers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the tests find and leave their files. */
final class Folders {

    private Folders() {}

    /** The folder of the modules beside this one. */
    static Path modules() {
        return Path.of(System.getProperty("containers.folder", ".."))
                .toAbsolutePath()
                .normalize();
    }

    /** A new folder below {@code target}, so that what a container leaves there can be looked at afterwards. */
    static Path fresh(String name) {
        try {
            Path runs = Files.createDirectories(modules().resolve("suite/target/runs"));
            return Files.createTempDirectory(runs, name + "-");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a folder for " + name, e);
        }
    }
}
