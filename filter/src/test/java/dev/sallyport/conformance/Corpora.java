// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.json.JSONObject;

/**
 * A folder of test vectors, told by {@code -Dcorpora}, seen from the project's root, or lying beside it.
 *
 * @param folder where it is
 * @param asked whether somebody named it
 */
record Corpora(Path folder, boolean asked) {

    /** What a whole folder holds; one that is absent is told. */
    private static final List<String> FILES = List.of(
            "paths/x509-limbo.json",
            "paths/bettertls.json",
            "paths/boringssl-chain.json",
            "paths/pkits.json",
            "revocation/crl.json",
            "revocation/ocsp.json",
            "headers/structured-fields.json",
            "headers/rfc9440.json",
            "headers/xfcc.json",
            "headers/forwarded.json",
            "spiffe/ids.json",
            "spiffe/svids.json",
            "tokens/rfc8705.json",
            "ct/index.json");

    static Corpora find() {
        String asked = System.getProperty("corpora", "");
        Path project = Path.of("..").toAbsolutePath().normalize();
        Path folder = project.resolve(asked.isEmpty() ? "../shared/corpora" : asked);
        return new Corpora(folder.normalize(), !asked.isEmpty());
    }

    boolean exists() {
        return Files.isDirectory(folder);
    }

    /** Every JSON file of a family's folder, and those that should be there, by their names: {@code family/file.json}. */
    List<String> files() {
        try (Stream<Path> found = Files.walk(folder, 2)) {
            Stream<String> present = found.filter(
                            path -> path.toString().endsWith(".json") && Files.isRegularFile(path))
                    .map(path -> folder.relativize(path).toString().replace('\\', '/'));
            return Stream.concat(present, FILES.stream()).distinct().sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + folder + " cannot be read", e);
        }
    }

    boolean has(String file) {
        return Files.isRegularFile(folder.resolve(file));
    }

    /** The file as an object; one that is a list is an object with {@code cases}. */
    JSONObject read(String file) {
        String text = text(file);
        return new JSONObject(text.stripLeading().startsWith("[") ? "{\"cases\":" + text + "}" : text);
    }

    String text(String file) {
        return new String(bytes(file), StandardCharsets.UTF_8);
    }

    byte[] bytes(String file) {
        try {
            return Files.readAllBytes(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }
}
