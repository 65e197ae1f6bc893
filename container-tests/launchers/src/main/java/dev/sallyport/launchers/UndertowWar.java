// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.launchers;

import io.undertow.server.handlers.resource.PathResourceManager;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.ServletContainerInitializerInfo;
import io.undertow.servlet.api.ServletStackTraces;
import io.undertow.websockets.jsr.WebSocketDeploymentInfo;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.annotation.HandlesTypes;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Makes of a WAR what Undertow deploys: initializers, {@code web.xml}, annotations. */
final class UndertowWar {

    private final DeploymentInfo info = Servlets.deployment();
    private final Path folder;
    private final List<Path> jars;
    private final URLClassLoader loader;

    private UndertowWar(Path folder) throws IOException {
        this.folder = folder;
        this.jars = list(folder.resolve("WEB-INF/lib"));
        List<URL> urls = new ArrayList<>();
        urls.add(folder.resolve("WEB-INF/classes").toUri().toURL());
        for (Path jar : jars) {
            urls.add(jar.toUri().toURL());
        }
        loader = new URLClassLoader(urls.toArray(URL[]::new), UndertowWar.class.getClassLoader());
    }

    static DeploymentInfo deployment(String context, Path war, Path work) throws Exception {
        Files.createDirectories(work);
        UndertowWar unpacked = new UndertowWar(Files.isDirectory(war) ? war : unpack(war, work.resolve("war")));
        unpacked.info
                .setDeploymentName(context)
                .setContextPath(context)
                .setClassLoader(unpacked.loader)
                .setTempDir(work)
                .setResourceManager(new PathResourceManager(unpacked.folder, 1024));
        unpacked.info.setServletStackTraces(ServletStackTraces.NONE);
        unpacked.describe();
        return unpacked.info;
    }

    private void describe() throws Exception {
        UndertowWebXml webXml = UndertowWebXml.read(folder.resolve("WEB-INF/web.xml"));
        Set<Class<?>> classes = new LinkedHashSet<>(WarClasses.inFolder(folder.resolve("WEB-INF/classes"), loader));
        for (Path jar : jars) {
            classes.addAll(WarClasses.inJar(jar, loader));
        }
        for (Path jar : jars) {
            initializers(jar, webXml, classes);
        }
        sockets(classes);
        webXml.describe(info, loader);
        if (!webXml.metadataComplete()) {
            UndertowAnnotations.describe(info, classes);
        }
    }

    private void sockets(Set<Class<?>> classes) {
        WebSocketDeploymentInfo sockets = new WebSocketDeploymentInfo();
        classes.stream()
                .filter(type -> type.isAnnotationPresent(ServerEndpoint.class))
                .forEach(sockets::addEndpoint);
        info.addServletContextAttribute(WebSocketDeploymentInfo.ATTRIBUTE_NAME, sockets);
    }

    private void initializers(Path jar, UndertowWebXml webXml, Set<Class<?>> classes) throws Exception {
        Optional<String> service =
                WarClasses.text(jar, "META-INF/services/" + ServletContainerInitializer.class.getName());
        if (service.isEmpty() || !webXml.ordersIn(WarClasses.text(jar, "META-INF/web-fragment.xml"))) {
            return;
        }
        for (String line : service.get().lines().toList()) {
            String name = line.replaceFirst("#.*", "").strip();
            if (!name.isEmpty()) {
                Class<? extends ServletContainerInitializer> type =
                        loader.loadClass(name).asSubclass(ServletContainerInitializer.class);
                info.addServletContainerInitializer(new ServletContainerInitializerInfo(type, handled(type, classes)));
            }
        }
    }

    private static Set<Class<?>> handled(Class<?> initializer, Set<Class<?>> classes) {
        Set<Class<?>> handled = new LinkedHashSet<>();
        HandlesTypes handles = initializer.getAnnotation(HandlesTypes.class);
        if (handles != null) {
            for (Class<?> type : handles.value()) {
                classes.stream()
                        .filter(candidate -> WarClasses.concerns(candidate, type))
                        .forEach(handled::add);
            }
        }
        return handled;
    }

    private static Path unpack(Path war, Path target) throws IOException {
        try (InputStream in = Files.newInputStream(war);
                ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = target.resolve(entry.getName()).normalize();
                if (!entry.isDirectory() && file.startsWith(target)) {
                    Files.createDirectories(file.getParent());
                    Files.copy(zip, file);
                }
            }
        }
        return target;
    }

    private static List<Path> list(Path libraries) throws IOException {
        if (!Files.isDirectory(libraries)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(libraries)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }
}
