// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.cdi;

import dev.sallyport.PeerIdentity;
import dev.sallyport.RequireClientCert;
import dev.sallyport.Via;
import dev.sallyport.servlet.Guard;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.AnnotatedMember;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.DefinitionException;
import jakarta.enterprise.inject.spi.DeploymentException;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.ProcessManagedBean;
import jakarta.enterprise.inject.spi.ProcessProducerField;
import jakarta.enterprise.inject.spi.ProcessProducerMethod;
import jakarta.enterprise.inject.spi.ProcessSyntheticBean;
import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.Interceptor;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes {@link PeerIdentity} and {@link CurrentPeer} injectable, and guards what is annotated with
 * {@link RequireClientCert}. Found by the CDI container; there is nothing to call.
 *
 * <p>A call is checked where it goes through the bean's proxy: a bean that calls its own method by {@code this} is not
 * checked again. The application does not start if something annotated would be reached past its guard, or if no
 * Sallyport filter stands before it.
 */
public final class SallyportExtension implements Extension {

    private final GuardedBeans beans = new GuardedBeans();

    /** What binds the interceptor; the values do not count. */
    private static final class Binding extends AnnotationLiteral<RequireClientCert> implements RequireClientCert {
        @Override
        public String trust() {
            return DEFAULT_TRUST;
        }

        @Override
        public String[] allow() {
            return new String[0];
        }

        @Override
        public Via via() {
            return Via.ANY;
        }
    }

    /** Made by the CDI container. */
    public SallyportExtension() {}

    /** What a call requires. */
    Set<RequireClientCert> requirements(Class<?> targetClass, Method method) {
        return beans.requirements(targetClass, method);
    }

    /** The Jakarta REST resources that CDI has seen and that require something, beans or not. */
    public Set<Class<?>> guardedResources() {
        return beans.resources().collect(Collectors.toSet());
    }

    void begin(@Observes BeforeBeanDiscovery discovery) {
        discovery
                .configureInterceptorBinding(RequireClientCert.class)
                .methods()
                .forEach(member -> member.add(Nonbinding.Literal.INSTANCE));
        discovery
                .addAnnotatedType(GuardInterceptor.class, GuardInterceptor.class.getName())
                .add(new Binding());
    }

    <T> void bind(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) ProcessAnnotatedType<T> discovered) {
        AnnotatedType<T> type = discovered.getAnnotatedType();
        Class<T> javaClass = type.getJavaClass();
        if (javaClass.isInterface() || type.isAnnotationPresent(Interceptor.class)) {
            return;
        }
        Requirements requirements = Requirements.of(type);
        if (requirements.isEmpty()) {
            return;
        }
        List<String> obstacles;
        if (Servlet.class.isAssignableFrom(javaClass)) {
            obstacles = Obstacles.toProxy(javaClass, requirements);
            beans.add(Obstacles.inServlet(javaClass, requirements));
        } else {
            obstacles = Obstacles.in(type, requirements);
            beans.add(obstacles);
            beans.add(Obstacles.inResource(javaClass, requirements));
        }
        if (WebSocketEndpoints.isEndpoint(javaClass)) {
            beans.add(WebSocketEndpoints.problems(javaClass, requirements));
        }
        if (obstacles.isEmpty()) {
            beans.expect(type);
            bind(discovered, requirements);
        } else {
            discovered.veto();
        }
    }

    /** Binds the interceptor where the annotation does not stand itself, but above or behind. */
    private static <T> void bind(ProcessAnnotatedType<T> discovered, Requirements requirements) {
        if (!discovered.getAnnotatedType().isAnnotationPresent(RequireClientCert.class)) {
            requirements.ofClass().stream().findFirst().ifPresent(discovered.configureAnnotatedType()::add);
        }
        discovered
                .configureAnnotatedType()
                .filterMethods(method -> !method.isAnnotationPresent(RequireClientCert.class))
                .forEach(method -> requirements.ofMethod(method.getAnnotated().getJavaMember()).stream()
                        .findFirst()
                        .ifPresent(method::add));
    }

    void add(@Observes ProcessManagedBean<?> bean) {
        AnnotatedType<?> type = bean.getAnnotatedBeanClass();
        Requirements requirements = Requirements.of(type);
        boolean binding = type.isAnnotationPresent(Interceptor.class);
        if (!binding && !requirements.isEmpty()) {
            beans.add(type.getJavaClass(), requirements);
        }
    }

    void addProducer(@Observes ProcessProducerMethod<?, ?> producer) {
        beans.addUnguarded(
                named(producer.getAnnotatedProducerMethod()),
                producer.getAnnotatedProducerMethod().getTypeClosure());
    }

    void addProducer(@Observes ProcessProducerField<?, ?> producer) {
        beans.addUnguarded(
                named(producer.getAnnotatedProducerField()),
                producer.getAnnotatedProducerField().getTypeClosure());
    }

    void addSynthetic(@Observes ProcessSyntheticBean<?> bean) {
        beans.addUnguarded(
                "the extension " + bean.getSource().getClass().getName(),
                bean.getBean().getTypes());
    }

    void complete(@Observes AfterBeanDiscovery discovery) {
        discovery
                .<PeerIdentity>addBean()
                .id(PeerIdentity.class.getName())
                .types(PeerIdentity.class, Object.class)
                .scope(ApplicationScoped.class)
                .produceWith(
                        instances -> new InjectedPeer(new CurrentRequest(instances.select(HttpServletRequest.class))));
        discovery
                .<CurrentPeer>addBean()
                .id(CurrentPeer.class.getName())
                .types(CurrentPeer.class, Object.class)
                .scope(ApplicationScoped.class)
                .produceWith(instances -> new CurrentRequest(instances.select(HttpServletRequest.class)));
        beans.add(beans.missing().map(SallyportExtension::bypassed).toList());
        List<String> problems = beans.takeProblems();
        if (!problems.isEmpty()) {
            discovery.addDefinitionError(new DefinitionException(text(problems)));
        }
    }

    void validate(@Observes AfterDeploymentValidation validation) {
        List<String> problems = beans.takeProblems();
        if (!problems.isEmpty()) {
            validation.addDeploymentProblem(new DeploymentException(text(problems)));
        }
    }

    /**
     * Says what beans require; the front filter, which is initialised later, then stays shut if anything is wrong.
     *
     * <p>Weld in a servlet container starts as one initializer among others: if Sallyport's has not run yet, this waits for
     * the listeners, which come after all initializers.
     */
    void start(
            @Observes @Initialized(ApplicationScoped.class) @Priority(Interceptor.Priority.PLATFORM_BEFORE)
                    ServletContext context) {
        if (Guard.standsBefore(context)) {
            tell(context);
        } else {
            try {
                context.addListener(new AfterInitializers(this));
            } catch (IllegalArgumentException
                    | IllegalStateException
                    | UnsupportedOperationException initializersAreOver) {
                throw nothingStandsBefore(initializersAreOver);
            }
        }
    }

    /** The same, on servers that do not tell extensions of it; where both are told, once more changes nothing. */
    void start(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) ServletApplication application) {
        start(application.context());
    }

    private void tell(ServletContext context) {
        beans.endpoints().forEach(endpoint -> Guard.handshakes(context, endpoint));
        beans.guarded()
                .forEach((type, requirements) ->
                        requirements.all().forEach(requirement -> Guard.expect(context, requirement, type.getName())));
        beans.resources().forEach(resource -> {
            Guard.expectRest(context, resource);
            Requirements.of(resource)
                    .all()
                    .forEach(requirement -> Guard.expect(context, requirement, resource.getName()));
        });
        if (context.getAttribute(Guard.UNGUARDED_CLASSES) instanceof Set<?> annotated) {
            context.setAttribute(
                    Guard.UNGUARDED_CLASSES,
                    annotated.stream()
                            .filter(type -> beans.isBypassed((Class<?>) type))
                            .collect(Collectors.toSet()));
        }
    }

    private static DeploymentException nothingStandsBefore(@Nullable Exception cause) {
        return new DeploymentException(
                text(List.of("no Sallyport filter stands before this application (expected:"
                        + " sallyport-filter among its libraries, and <name>sallyport</name> in web.xml if it has an"
                        + " <absolute-ordering>)")),
                cause);
    }

    private record AfterInitializers(SallyportExtension extension) implements ServletContextListener {
        @Override
        public void contextInitialized(ServletContextEvent event) {
            if (!Guard.standsBefore(event.getServletContext())) {
                throw nothingStandsBefore(null);
            }
            extension.tell(event.getServletContext());
        }
    }

    private static String bypassed(Class<?> type) {
        return type.getName()
                + ": requires a client certificate, but is neither a servlet nor a bean, so nothing guards"
                + " it (expected: a scope such as @ApplicationScoped, in an archive where CDI looks for beans)";
    }

    private static String named(AnnotatedMember<?> member) {
        return member.getJavaMember().getDeclaringClass().getName() + "."
                + member.getJavaMember().getName();
    }

    private static String text(Collection<String> problems) {
        return "Sallyport keeps the application from starting:\n - " + String.join("\n - ", problems);
    }
}
