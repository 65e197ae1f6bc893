// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.containers;

import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sallyport.PeerIdentity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.greenbytes.http.sfv.Parser;
import org.jspecify.annotations.Nullable;

/** A small application, made of classes of these tests. */
final class War {

    private final String name;
    private final Map<String, byte[]> files = new TreeMap<>();
    private final List<String> webXml = new ArrayList<>();
    private String webXmlAttributes = "";
    private @Nullable Path built;

    private War(String name) {
        this.name = name;
    }

    /** An application with Sallyport in its libraries, and what Sallyport needs. */
    static War named(String name) {
        return bare(name).library(PeerIdentity.class).library(Caffeine.class).library(Parser.class);
    }

    /** An application without any library. */
    static War bare(String name) {
        return new War(name);
    }

    /** An application that is built already. */
    static War built(String name, Path file) {
        War war = bare(name);
        war.built = file;
        return war;
    }

    /** These classes, and those nested in them. */
    War classes(Class<?>... types) {
        for (Class<?> type : types) {
            Path compiled = codeSource(type);
            Path folder = compiled.resolve(type.getPackageName().replace('.', '/'));
            for (Path file : Folders.list(folder)) {
                String simple = file.getFileName().toString();
                if (simple.equals(type.getSimpleName() + ".class") || simple.startsWith(type.getSimpleName() + "$")) {
                    files.put("WEB-INF/classes/" + compiled.relativize(file), Folders.read(file));
                }
            }
        }
        return this;
    }

    /** The library that the class is in. */
    War library(Class<?> type) {
        Path source = codeSource(type);
        byte[] jar = Files.isDirectory(source) ? jarOf(source) : Folders.read(source);
        String simple = Files.isDirectory(source)
                ? type.getPackageName() + ".jar"
                : source.getFileName().toString();
        files.put("WEB-INF/lib/" + simple, jar);
        return this;
    }

    /** Every library of that folder. */
    War libraries(Path folder) {
        for (Path jar : Folders.list(folder)) {
            files.put("WEB-INF/lib/" + jar.getFileName(), Folders.read(jar));
        }
        return this;
    }

    War file(String path, String text) {
        files.put(path, text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    War setting(String key, String value) {
        return xml("<context-param><param-name>" + key + "</param-name><param-value>" + value
                + "</param-value></context-param>");
    }

    /** A piece of {@code web.xml}. */
    War xml(String piece) {
        webXml.add(piece);
        return this;
    }

    War metadataComplete() {
        webXmlAttributes = " metadata-complete=\"true\"";
        return this;
    }

    /** Its folder, below the given one; the file of one that is built already. */
    Path unpacked(Path below) {
        if (built != null) {
            return built;
        }
        Path folder = below.resolve("war").resolve(name);
        entries().forEach((path, bytes) -> Folders.write(folder.resolve(path), bytes));
        return folder;
    }

    /** Its file, below the given folder. */
    Path packed(Path below) {
        Path file = below.resolve("war").resolve(name + ".war");
        return built == null ? Folders.write(file, jarOf(entries())) : Folders.copy(built, file);
    }

    private Map<String, byte[]> entries() {
        Map<String, byte[]> entries = new TreeMap<>(files);
        String xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + "<web-app xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"6.0\"" + webXmlAttributes + ">\n"
                + String.join("\n", webXml) + "\n</web-app>\n";
        entries.put("WEB-INF/web.xml", xml.getBytes(StandardCharsets.UTF_8));
        return entries;
    }

    private static Path codeSource(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("no file holds " + type, e);
        }
    }

    private static byte[] jarOf(Path folder) {
        Map<String, byte[]> entries = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(folder)) {
            walk.filter(Files::isRegularFile)
                    .forEach(file -> entries.put(folder.relativize(file).toString(), Folders.read(file)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder, e);
        }
        return jarOf(entries);
    }

    private static byte[] jarOf(Map<String, byte[]> entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                jar.putNextEntry(new JarEntry(entry.getKey()));
                jar.write(entry.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a jar", e);
        }
        return bytes.toByteArray();
    }
}
