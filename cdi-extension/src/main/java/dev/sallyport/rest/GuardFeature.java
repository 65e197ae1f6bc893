// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.rest;

import dev.sallyport.RefusedException;
import dev.sallyport.RequireClientCert;
import dev.sallyport.cdi.Requirements;
import dev.sallyport.servlet.Guard;
import dev.sallyport.servlet.RestResources;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Guards the resource classes and methods that {@link RequireClientCert} stands on. Found by Jakarta REST 3.1; there is
 * nothing to call. Where an application turns that off by {@code jakarta.ws.rs.loadServices=false}, it must be among
 * the classes of the {@code Application}: until it is loaded, every request is refused with 503.
 *
 * <p>A refusal is answered before the method, as a servlet's is: with its status and a problem document, past the
 * application's exception mappers. A {@link RefusedException} that a bean has thrown is answered the same way.
 */
@ConstrainedTo(RuntimeType.SERVER)
public final class GuardFeature implements Feature, DynamicFeature {

    /** Before those filters of an application that say who calls. */
    static final int PRIORITY = Priorities.AUTHENTICATION - 100;

    @Context
    private @Nullable ServletContext application;

    @Context
    private @Nullable ServletConfig servlet;

    @Context
    private @Nullable FilterConfig filter;

    @Context
    private @Nullable HttpServletRequest request;

    /** Made by the implementation of Jakarta REST. */
    public GuardFeature() {}

    /** Says that it is loaded, and answers for what beans refuse. */
    @Override
    public boolean configure(FeatureContext context) {
        context.register(new RefusedExceptionMapper(request));
        here().ifPresent(here -> Stream.<Supplier<@Nullable String>>of(this::servletName, this::filterName)
                .flatMap(name -> found(name).stream())
                .findFirst()
                .ifPresent(name -> Guard.restIsGuarded(here, name)));
        return true;
    }

    /** Puts a guard before a method, if anything was required of it or of what may lead to it. */
    @Override
    public void configure(ResourceInfo info, FeatureContext context) {
        Class<?> resource = info.getResourceClass();
        Set<RequireClientCert> requirements = Requirements.of(resource).ofCall(info.getResourceMethod());
        if (!requirements.isEmpty() || mayBeLocated(resource)) {
            context.register(new GuardFilter(request, requirements), PRIORITY);
        }
        if (!requirements.isEmpty()) {
            here().ifPresent(here -> Guard.restGuards(here, resource));
        }
    }

    /** A class with no path of its own is reached by locators only; others may be as well, but seldom are by guarded ones. */
    private boolean mayBeLocated(Class<?> resource) {
        return !RestResources.hasPath(resource)
                || here().map(Guard::guardsLocators).orElse(true);
    }

    /** The servlet context; empty where the implementation works without one. */
    private Optional<ServletContext> here() {
        ServletContext context = application;
        return found(() -> context == null || context.getContextPath() == null ? null : context);
    }

    private @Nullable String servletName() {
        return servlet == null ? null : servlet.getServletName();
    }

    private @Nullable String filterName() {
        return filter == null ? null : filter.getFilterName();
    }

    /** What is not there is null in Jersey, and throws in RESTEasy. */
    private static <T> Optional<T> found(Supplier<@Nullable T> wanted) {
        try {
            return Optional.ofNullable(wanted.get());
        } catch (RuntimeException notThere) {
            return Optional.empty();
        }
    }
}
