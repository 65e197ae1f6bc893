// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.sallyport.RequireClientCert;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.inject.Inject;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServlet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ObstaclesTest {

    @RequireClientCert
    @ApplicationScoped
    static final class FinalClass {}

    @RequireClientCert
    @ApplicationScoped
    static class FinalMethod {
        public final void call() {}
    }

    @ApplicationScoped
    static class FinalGuardedMethod {
        @RequireClientCert
        public final void call() {}
    }

    @ApplicationScoped
    static class PrivateMethod {
        @RequireClientCert
        @SuppressWarnings({"UnusedMethod", "UnusedVariable"})
        private void call() {}
    }

    @ApplicationScoped
    static class StaticMethod {
        @RequireClientCert
        static void call() {}
    }

    @ApplicationScoped
    static class Callback {
        @PostConstruct
        @RequireClientCert
        void begin() {}
    }

    @ApplicationScoped
    static class GuardedProducer {
        @Produces
        @RequireClientCert
        StringBuilder text() {
            return new StringBuilder();
        }
    }

    @RequireClientCert
    static class Product {
        Product(String name) {
            assertThat(name).isNotEmpty();
        }
    }

    @ApplicationScoped
    static class ProducerMethod {
        @Produces
        Product product() {
            return new Product("made");
        }
    }

    @ApplicationScoped
    static class ProducerField {
        @Produces
        Product product = new Product("made");
    }

    @RequireClientCert
    @ApplicationScoped
    static class PrivateObserver {
        @SuppressWarnings({"UnusedMethod", "UnusedVariable"})
        private void started(@Observes String event) {}
    }

    @RequireClientCert
    static class GuardedFilter implements Filter {
        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain) {}
    }

    static class ServletMethod extends HttpServlet {
        @RequireClientCert
        void call() {}
    }

    interface Service {
        void call();
    }

    @ApplicationScoped
    static class ServiceBean implements Service {
        @Override
        public void call() {}
    }

    @RequireClientCert
    @Decorator
    @Priority(1)
    static class GuardedDecorator implements Service {
        @Inject
        @Any
        @Delegate
        Service delegate;

        @Override
        public void call() {
            delegate.call();
        }
    }

    static Stream<Arguments> obstacles() {
        return Stream.of(
                Arguments.of(FinalClass.class, "a final class cannot be guarded"),
                Arguments.of(FinalMethod.class, "FinalMethod.call: a final method cannot be guarded"),
                Arguments.of(FinalGuardedMethod.class, "FinalGuardedMethod.call: a final method cannot be guarded"),
                Arguments.of(PrivateMethod.class, "PrivateMethod.call: a private or static method"),
                Arguments.of(StaticMethod.class, "StaticMethod.call: a private or static method"),
                Arguments.of(Callback.class, "Callback.begin: a callback cannot be guarded"),
                Arguments.of(GuardedProducer.class, "GuardedProducer.text: on a producer only the making"),
                Arguments.of(ProducerMethod.class, "ProducerMethod.product: makes a " + Product.class.getName()),
                Arguments.of(ProducerField.class, "ProducerField.product: makes a " + Product.class.getName()),
                Arguments.of(Product.class, "neither a servlet nor a bean"),
                Arguments.of(PrivateObserver.class, "CDI calls this private or static method"),
                Arguments.of(GuardedFilter.class, "nothing guards it yet"),
                Arguments.of(ServletMethod.class, "a method of a servlet cannot be guarded"),
                Arguments.of(GuardedDecorator.class, "a decorator cannot be guarded"));
    }

    @ParameterizedTest
    @MethodSource("obstacles")
    void what_gets_past_its_guard_stops_the_deployment(Class<?> bean, String problem) {
        assertThat(catchThrowable(() -> Fakes.weld(bean, ServiceBean.class).close()))
                .hasMessageContaining(problem);
    }

    @Test
    void every_problem_is_told_at_once() {
        assertThat(catchThrowable(() -> Fakes.weld(FinalClass.class, StaticMethod.class, ProducerField.class)
                        .close()))
                .hasMessageContaining(FinalClass.class.getName())
                .hasMessageContaining(StaticMethod.class.getName())
                .hasMessageContaining(ProducerField.class.getName());
    }

    @RequireClientCert
    @Alternative
    @ApplicationScoped
    static class Disabled {}

    @RequireClientCert
    static class GuardedServlet extends HttpServlet {
        @Override
        public final void init() {}
    }

    @Test
    void a_disabled_alternative_and_a_servlet_need_no_guard_of_a_bean() {
        try (SeContainer weld = Fakes.weld(Disabled.class, GuardedServlet.class)) {
            assertThat(weld.isRunning()).isTrue();
        }
    }
}
