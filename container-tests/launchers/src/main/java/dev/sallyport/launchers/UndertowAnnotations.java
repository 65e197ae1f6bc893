// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.launchers;

import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.FilterInfo;
import io.undertow.servlet.api.ServletInfo;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.annotation.WebInitParam;
import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.annotation.WebServlet;
import java.util.EventListener;
import java.util.Set;
import java.util.stream.Stream;

/** {@code @WebServlet}, {@code @WebFilter} and {@code @WebListener}, for Undertow. */
final class UndertowAnnotations {

    private UndertowAnnotations() {}

    static void describe(DeploymentInfo info, Set<Class<?>> classes) {
        for (Class<?> type : classes) {
            WebServlet servlet = type.getAnnotation(WebServlet.class);
            if (servlet != null) {
                add(info, type.asSubclass(Servlet.class), servlet);
            }
            WebFilter filter = type.getAnnotation(WebFilter.class);
            if (filter != null) {
                add(info, type.asSubclass(Filter.class), filter);
            }
            if (type.isAnnotationPresent(WebListener.class)) {
                info.addListener(Servlets.listener(type.asSubclass(EventListener.class)));
            }
        }
    }

    private static void add(DeploymentInfo info, Class<? extends Servlet> type, WebServlet annotation) {
        String name = annotation.name().isEmpty() ? type.getName() : annotation.name();
        if (info.getServlets().containsKey(name)) {
            return;
        }
        ServletInfo servlet = Servlets.servlet(name, type)
                .addMappings(annotation.urlPatterns())
                .addMappings(annotation.value())
                .setAsyncSupported(annotation.asyncSupported())
                .setLoadOnStartup(annotation.loadOnStartup());
        for (WebInitParam parameter : annotation.initParams()) {
            servlet.addInitParam(parameter.name(), parameter.value());
        }
        info.addServlet(servlet);
    }

    private static void add(DeploymentInfo info, Class<? extends Filter> type, WebFilter annotation) {
        String name = annotation.filterName().isEmpty() ? type.getName() : annotation.filterName();
        FilterInfo filter = Servlets.filter(name, type).setAsyncSupported(annotation.asyncSupported());
        for (WebInitParam parameter : annotation.initParams()) {
            filter.addInitParam(parameter.name(), parameter.value());
        }
        info.addFilter(filter);
        for (DispatcherType dispatcher : annotation.dispatcherTypes()) {
            Stream.concat(Stream.of(annotation.urlPatterns()), Stream.of(annotation.value()))
                    .forEach(pattern -> info.addFilterUrlMapping(name, pattern, dispatcher));
            for (String servlet : annotation.servletNames()) {
                info.addFilterServletNameMapping(name, servlet, dispatcher);
            }
        }
    }
}
