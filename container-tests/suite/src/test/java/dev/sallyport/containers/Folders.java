// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.containers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

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
            return Files.createTempDirectory(create(modules().resolve("suite/target/runs")), name + "-");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a folder for " + name, e);
        }
    }

    static Path create(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + folder, e);
        }
    }

    static Path write(Path file, String text) {
        return write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    static Path write(Path file, byte[] bytes) {
        try {
            create(file.getParent());
            return Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** A file of the tests, with these values for its <code>${…}</code>. */
    static String resource(String path, Map<String, String> values) {
        try (InputStream in = Folders.class.getResourceAsStream('/' + path)) {
            String text = new String(Objects.requireNonNull(in, path).readAllBytes(), StandardCharsets.UTF_8);
            for (Map.Entry<String, String> value : values.entrySet()) {
                text = text.replace("${" + value.getKey() + "}", value.getValue());
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }

    /** Copies a file, or a folder with all that is in it. */
    static Path copy(Path from, Path to) {
        create(to.getParent());
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()), StandardCopyOption.REPLACE_EXISTING);
            }
            return to;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot copy " + from, e);
        }
    }

    static List<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }

    /** The one file there with a name of that form. */
    static Path onlyFile(Path folder, String form) {
        List<Path> found = list(folder).stream()
                .filter(file -> file.getFileName().toString().matches(form))
                .toList();
        if (found.size() != 1) {
            throw new IllegalStateException("expected one " + form + " in " + folder + ", found " + found);
        }
        return found.get(0);
    }
}
