// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.security;

import jakarta.enterprise.inject.AmbiguousResolutionException;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.AfterTypeDiscovery;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.identitystore.IdentityStoreHandler;
import java.lang.reflect.Type;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What CDI knows of Jakarta Security; loaded only where that is there and a definition stands. */
final class Mechanisms {

    private static final String HANDLER =
            "jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanismHandler";

    private Mechanisms() {}

    /** Adds our own, chosen before every other one: the last alternative of the list has the highest priority. */
    static void add(AfterTypeDiscovery discovery) {
        discovery.addAnnotatedType(ClientCertMechanism.class, ClientCertMechanism.class.getName());
        discovery.addAnnotatedType(ProvenIdentityStore.class, ProvenIdentityStore.class.getName());
        discovery.getAlternatives().add(ClientCertMechanism.class);
        if (SoteriaBridge.lacksAuthorization()) {
            discovery.addAnnotatedType(RequestSecurityContext.class, RequestSecurityContext.class.getName());
            discovery.getAlternatives().add(RequestSecurityContext.class);
        }
    }

    /** Whether a bean of these types is another mechanism than ours. */
    static boolean isOther(Set<Type> types) {
        return types.contains(HttpAuthenticationMechanism.class) && !types.contains(ClientCertMechanism.class);
    }

    /** Whether a bean of these types is one that {@link #problem} and the mechanism ask for. */
    static boolean isOfInterest(Set<Type> types) {
        return isOther(types)
                || types.contains(IdentityStoreHandler.class)
                || types.stream().anyMatch(type -> type.getTypeName().equals(HANDLER));
    }

    /**
     * Why the other mechanisms of the application do not fit this definition, or Jakarta Security is not there.
     *
     * @param found every bean that is of interest: a bean manager tells only of those that a library may see
     */
    static Optional<String> problem(BeanManager beans, Set<Bean<?>> found, Definition definition) {
        if (with(found, IdentityStoreHandler.class.getName()).isEmpty()) {
            return Optional.of(definition.where() + ": defines an authentication mechanism, but no implementation of"
                    + " Jakarta Security is here (expected: one in the container, or Soteria in the application)");
        }
        Set<Bean<?>> others = with(found, HttpAuthenticationMechanism.class.getName());
        return switch (definition.combination()) {
            case CERTIFICATE_ONLY ->
                others.isEmpty() || with(found, HANDLER).size() > 1 // beside that of the implementation, its own
                        ? Optional.empty()
                        : Optional.of(definition.where()
                                + ": defines the only authentication mechanism, but there is also " + named(others)
                                + " (expected: combination = CERTIFICATE_FIRST, or no other mechanism)");
            case CERTIFICATE_FIRST, ACCEPTED_CERTIFICATE_FIRST -> unresolved(beans, definition, others);
            case CERTIFICATE_OR_NOTHING -> Optional.empty();
        };
    }

    private static Optional<String> unresolved(BeanManager beans, Definition definition, Set<Bean<?>> others) {
        if (others.isEmpty()) {
            return Optional.of(
                    definition.where() + ": is combined with another authentication mechanism, but there is none"
                            + " (expected: a bean, or a definition of Jakarta Security; <login-config> makes none)");
        }
        try {
            beans.resolve(others);
            return Optional.empty();
        } catch (AmbiguousResolutionException several) {
            return Optional.of(
                    definition.where() + ": is combined with another authentication mechanism, but there are "
                            + named(others) + " (expected: one, or one that is chosen as an alternative)");
        }
    }

    /** The mechanism that the application would have without ours. */
    static HttpAuthenticationMechanism other(BeanManager beans, Set<Bean<?>> found) {
        return reference(
                beans, with(found, HttpAuthenticationMechanism.class.getName()), HttpAuthenticationMechanism.class);
    }

    /** The handler of the identity stores, the application's own or that of the implementation. */
    static IdentityStoreHandler stores(BeanManager beans, Set<Bean<?>> found) {
        return reference(beans, with(found, IdentityStoreHandler.class.getName()), IdentityStoreHandler.class);
    }

    /** The bean of a type that there would be without our own class for it. */
    static <T> T otherThan(Class<? extends T> ours, Class<T> type, BeanManager beans) {
        Set<Bean<?>> others = new HashSet<>(beans.getBeans(type, Any.Literal.INSTANCE));
        others.removeIf(bean -> bean.getBeanClass() == ours);
        return reference(beans, others, type);
    }

    private static <T> T reference(BeanManager beans, Set<Bean<?>> candidates, Class<T> type) {
        Bean<?> bean = beans.resolve(candidates);
        return type.cast(beans.getReference(bean, type, beans.createCreationalContext(bean)));
    }

    private static Set<Bean<?>> with(Set<Bean<?>> found, String type) {
        return found.stream()
                .filter(bean -> bean.getTypes().stream()
                        .anyMatch(each -> each.getTypeName().equals(type)))
                .collect(Collectors.toSet());
    }

    private static String named(Set<Bean<?>> beans) {
        return beans.stream().map(Mechanisms::named).sorted().collect(Collectors.joining(", "));
    }

    /** A bean that an extension has made may have no class that says anything; then its types do. */
    private static String named(Bean<?> bean) {
        return bean.getTypes().stream()
                .filter(type -> type != Object.class && type != HttpAuthenticationMechanism.class)
                .map(Type::getTypeName)
                .sorted()
                .findFirst()
                .orElseGet(() -> bean.getBeanClass().getName());
    }
}
