// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.security;

import dev.sallyport.cdi.ServletApplication;
import dev.sallyport.servlet.Guard;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Destroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.AfterTypeDiscovery;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.DeploymentException;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.ProcessBean;
import jakarta.enterprise.inject.spi.ProcessBeanAttributes;
import jakarta.enterprise.inject.spi.WithAnnotations;
import jakarta.interceptor.Interceptor;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes an authentication mechanism of Jakarta Security of a {@link ClientCertAuthenticationMechanismDefinition}. Found by
 * the CDI container; there is nothing to call. Where no definition stands it does nothing, and Jakarta Security need not be
 * there.
 */
public final class SecurityMechanismExtension implements Extension {

    private static final String MECHANISM =
            "jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism";

    /** The attribute of a servlet context that has been told. */
    private static final String TOLD = SecurityMechanismExtension.class.getName();

    private final Map<Class<?>, ClientCertAuthenticationMechanismDefinition> written = new LinkedHashMap<>();
    private final Set<Class<?>> managed = new HashSet<>();
    private final Set<Bean<?>> found = new HashSet<>();
    private @Nullable Definition definition;
    private boolean added;

    /** Made by the CDI container. */
    public SecurityMechanismExtension() {}

    /** What the mechanism holds to. */
    Definition definition() {
        Definition read = definition;
        if (read == null) {
            throw new IllegalStateException("no definition was read, and so there is no mechanism");
        }
        return read;
    }

    /** The beans that the mechanism asks. */
    Set<Bean<?>> found() {
        return found;
    }

    <T> void find(
            @Observes @WithAnnotations(ClientCertAuthenticationMechanismDefinition.class)
                    ProcessAnnotatedType<T> discovered) {
        ClientCertAuthenticationMechanismDefinition here =
                discovered.getAnnotatedType().getAnnotation(ClientCertAuthenticationMechanismDefinition.class);
        if (here != null) {
            written.put(discovered.getAnnotatedType().getJavaClass(), here);
        }
    }

    void add(@Observes AfterTypeDiscovery discovery) {
        if (!written.isEmpty() && isJakartaSecurityHere()) {
            added = true;
            Mechanisms.add(discovery);
        }
    }

    /** Open Liberty asks for each class of a mechanism, in any order, until one has a default bean: that must be ours. */
    <T> void give(@Observes ProcessBeanAttributes<T> bean) {
        if (added
                && ContainerAuthentication.isLiberty()
                && Mechanisms.isOther(bean.getBeanAttributes().getTypes())) {
            Set<Annotation> qualifiers = new HashSet<>(bean.getBeanAttributes().getQualifiers());
            qualifiers.remove(Default.Literal.INSTANCE);
            qualifiers.add(OtherMechanism.Literal.INSTANCE); // with none but @Any it would be a default bean again
            bean.configureBeanAttributes().qualifiers(qualifiers);
        }
    }

    void count(@Observes ProcessBean<?> processed) {
        Bean<?> bean = processed.getBean();
        if (written.containsKey(bean.getBeanClass())) {
            managed.add(bean.getBeanClass());
        }
        if (added && Mechanisms.isOfInterest(bean.getTypes())) {
            found.add(bean);
        }
    }

    void prove(@Observes AfterDeploymentValidation validation, BeanManager beans) {
        List<String> problems = new ArrayList<>();
        if (written.size() > 1) {
            problems.add("there are several @ClientCertAuthenticationMechanismDefinition, on "
                    + String.join(
                            ", ",
                            written.keySet().stream()
                                    .map(Class::getName)
                                    .sorted()
                                    .toList())
                    + " (expected: one)");
        } else if (!written.isEmpty()) {
            Map.Entry<Class<?>, ClientCertAuthenticationMechanismDefinition> one =
                    written.entrySet().iterator().next();
            problems.addAll(prove(one.getKey(), one.getValue(), beans));
        }
        if (!problems.isEmpty()) {
            validation.addDeploymentProblem(new DeploymentException(
                    "Sallyport keeps the application from starting:\n - " + String.join("\n - ", problems)));
        }
    }

    private List<String> prove(Class<?> type, ClientCertAuthenticationMechanismDefinition one, BeanManager beans) {
        String where = type.getName();
        if (!managed.contains(type)) {
            return List.of(where + ": bears @ClientCertAuthenticationMechanismDefinition, but has become no bean"
                    + " (expected: a concrete class that CDI makes a bean of)");
        }
        if (!added) {
            return List.of(
                    where + ": defines an authentication mechanism, but Jakarta Security is not here (expected: 3.0 or"
                            + " later in the container or the application)");
        }
        DefinitionReader reader = new DefinitionReader(beans, where);
        reader.read(one).ifPresent(read -> {
            definition = read;
            Mechanisms.problem(beans, found, read).ifPresent(reader.problems()::add);
        });
        return reader.problems();
    }

    /** After {@code SallyportExtension}, which sees to it that Sallyport stands before the application at all. */
    void start(
            @Observes @Initialized(ApplicationScoped.class) @Priority(Interceptor.Priority.LIBRARY_BEFORE)
                    ServletContext context) {
        if (definition == null) {
            return;
        }
        if (Guard.standsBefore(context)) {
            tell(context);
        } else {
            context.addListener(new AfterInitializers(this));
        }
    }

    /** The same, on servers that do not tell extensions of it. */
    void start(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) ServletApplication application) {
        start(application.context());
    }

    void end(@Observes @Destroyed(ApplicationScoped.class) ServletContext context) {
        if (definition != null) {
            ContainerAuthentication.end(context);
        }
    }

    private void tell(ServletContext context) {
        if (context.getAttribute(TOLD) != null) {
            return;
        }
        context.setAttribute(TOLD, true);
        Definition read = definition();
        Guard.expect(context, read.requirement(), read.where());
        read.roles().forEach(role -> Guard.expect(context, role.requirement(), read.where()));
        Guard.onOpening(context, () -> ContainerAuthentication.problem(context, read.where()));
    }

    private record AfterInitializers(SecurityMechanismExtension extension) implements ServletContextListener {
        @Override
        public void contextInitialized(ServletContextEvent event) {
            extension.tell(event.getServletContext());
        }
    }

    private static boolean isJakartaSecurityHere() {
        try {
            Class.forName(MECHANISM, false, SecurityMechanismExtension.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException notHere) {
            return false;
        }
    }
}
