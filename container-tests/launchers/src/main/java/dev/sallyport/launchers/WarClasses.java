// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.launchers;

import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** The classes of a WAR, loaded without being initialised; those that cannot be loaded are left out. */
final class WarClasses {

    private WarClasses() {}

    static Set<Class<?>> inFolder(Path folder, ClassLoader loader) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Set.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return load(files.map(file -> folder.relativize(file).toString()), loader);
        }
    }

    static Set<Class<?>> inJar(Path jar, ClassLoader loader) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return load(file.stream().map(ZipEntry::getName), loader);
        }
    }

    static Optional<String> text(Path jar, String entry) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            ZipEntry found = file.getEntry(entry);
            if (found == null) {
                return Optional.empty();
            }
            try (InputStream in = file.getInputStream(found)) {
                return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
    }

    /** Whether an initializer that handles the type is told of the candidate. */
    @SuppressWarnings("unchecked")
    static boolean concerns(Class<?> candidate, Class<?> type) {
        try {
            if (!type.isAnnotation()) {
                return type != candidate && type.isAssignableFrom(candidate);
            }
            Class<? extends Annotation> annotation = (Class<? extends Annotation>) type;
            return candidate.isAnnotationPresent(annotation)
                    || annotated(candidate.getDeclaredMethods(), annotation)
                    || annotated(candidate.getDeclaredFields(), annotation);
        } catch (LinkageError e) {
            return false;
        }
    }

    private static boolean annotated(AnnotatedElement[] members, Class<? extends Annotation> annotation) {
        return Stream.of(members).anyMatch(member -> member.isAnnotationPresent(annotation));
    }

    private static Set<Class<?>> load(Stream<String> files, ClassLoader loader) {
        Set<Class<?>> classes = new LinkedHashSet<>();
        files.filter(file -> file.endsWith(".class") && !file.startsWith("META-INF") && !file.contains("-info."))
                .map(file ->
                        file.substring(0, file.length() - ".class".length()).replace('/', '.'))
                .forEach(name -> {
                    try {
                        classes.add(Class.forName(name, false, loader));
                    } catch (ClassNotFoundException | LinkageError e) {
                        // A class for another environment, as libraries have them.
                    }
                });
        return classes;
    }
}
