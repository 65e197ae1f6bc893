// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.sample.demo;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * What {@code java -jar} runs. Unpacks the WAR into two folders, the application and the demo that starts it, so that
 * neither sees the classes of the other.
 *
 * <p>The only class outside {@code WEB-INF}; it needs nothing but the JDK.
 */
public final class Main {

    private static final String DEMO = "WEB-INF/demo/";
    private static final String ITSELF = Main.class.getName().replace('.', '/') + ".class";

    private Main() {}

    /** Starts the demo, or says in one line why it cannot. */
    public static void main(String[] arguments) throws Exception {
        Path war = war();
        Path unpacked = Files.createTempDirectory("sallyport-sample-");
        unpack(war, unpacked);

        CompletableFuture<Closeable> demo = new CompletableFuture<>();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(demo.join(), unpacked)));
        try {
            demo.complete(start(arguments, war, unpacked));
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException || e.getCause() instanceof IOException) {
                System.err.println(e.getCause().getMessage());
                demo.complete(() -> {});
                System.exit(1);
            }
            throw e;
        } finally {
            demo.complete(() -> {}); // whoever is to stop what did not start waits for nothing
        }
    }

    private static Closeable start(String[] arguments, Path war, Path unpacked)
            throws IOException, ReflectiveOperationException {
        URLClassLoader loader = new URLClassLoader(classPath(unpacked), ClassLoader.getPlatformClassLoader());
        Thread.currentThread().setContextClassLoader(loader);
        Object demo = loader.loadClass("dev.sallyport.sample.demo.Demo")
                .getMethod("start", String[].class, Path.class, Path.class)
                .invoke(null, arguments, war, unpacked.resolve("application"));
        return (Closeable) demo;
    }

    private static URL[] classPath(Path unpacked) throws IOException {
        List<URL> classPath = new ArrayList<>();
        classPath.add(unpacked.resolve("demo/classes").toUri().toURL());
        try (Stream<Path> libraries = Files.list(unpacked.resolve("demo/lib"))) {
            for (Path library : libraries.sorted().toList()) {
                classPath.add(library.toUri().toURL());
            }
        }
        return classPath.toArray(URL[]::new);
    }

    private static void unpack(Path war, Path unpacked) throws IOException {
        try (JarFile jar = new JarFile(war.toFile())) {
            for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
                JarEntry entry = entries.nextElement();
                String name = entry.getName();
                if (entry.isDirectory() || name.equals(ITSELF)) {
                    continue;
                }
                Path file = unpacked.resolve(
                        name.startsWith(DEMO) ? "demo/" + name.substring(DEMO.length()) : "application/" + name);
                Files.createDirectories(file.getParent());
                try (InputStream content = jar.getInputStream(entry)) {
                    Files.copy(content, file);
                }
            }
        }
    }

    private static void stop(Closeable demo, Path unpacked) {
        try {
            demo.close();
            delete(unpacked);
        } catch (IOException e) {
            System.err.println("did not stop cleanly: " + e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static Path war() throws URISyntaxException {
        return Path.of(
                Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
