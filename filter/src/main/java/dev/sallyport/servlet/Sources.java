// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.servlet;

import dev.sallyport.TransportSecurity;
import dev.sallyport.config.FileAccess;
import dev.sallyport.config.Source;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Fetches the texts of the settings, and the files they name, from wherever they can be written. */
final class Sources {

    private static final String INSIDE_THE_WAR = "/WEB-INF/";

    private Sources() {}

    static List<Source> of(ServletContext context, Collection<Class<?>> annotated) {
        List<Source> sources = new ArrayList<>();
        sources.add(Source.systemProperties(System.getProperties()));
        sources.add(Source.environment(System.getenv()));
        for (FilterRegistration filter : filters(context, HttpsFilter.class)) {
            sources.add(Source.httpsFilter(filter.getName(), filter.getInitParameters()));
        }
        for (FilterRegistration filter : filters(context, HstsFilter.class)) {
            sources.add(Source.hstsFilter(filter.getName(), filter.getInitParameters()));
        }
        sources.add(Source.contextParams(Collections.list(context.getInitParameterNames()).stream()
                .collect(
                        TreeMap::new,
                        (params, name) -> params.put(name, context.getInitParameter(name)),
                        TreeMap::putAll)));
        for (Class<?> type : annotated) {
            TransportSecurity annotation = type.getDeclaredAnnotation(TransportSecurity.class);
            if (annotation != null) {
                sources.add(Source.annotation(annotation, type.getName()));
            }
        }
        return sources;
    }

    /** The registrations of this class of filter, in web.xml or by code. */
    static List<? extends FilterRegistration> filters(ServletContext context, Class<?> type) {
        return context.getFilterRegistrations().values().stream()
                .filter(registration -> type.getName().equals(registration.getClassName()))
                .toList();
    }

    static FileAccess files(ServletContext context) {
        return new FileAccess() {
            @Override
            public InputStream open(String path) throws IOException {
                if (!path.startsWith(INSIDE_THE_WAR)) {
                    return FILE_SYSTEM.open(path);
                }
                InputStream inside = context.getResourceAsStream(path);
                if (inside == null) {
                    throw new NoSuchFileException(path);
                }
                return inside;
            }

            @Override
            public Optional<Path> onDisk(String path) {
                return path.startsWith(INSIDE_THE_WAR) ? Optional.empty() : FILE_SYSTEM.onDisk(path);
            }
        };
    }
}
