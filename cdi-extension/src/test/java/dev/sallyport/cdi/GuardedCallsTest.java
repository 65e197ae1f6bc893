// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.sallyport.RefusedException;
import dev.sallyport.RequireClientCert;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.SessionScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Stereotype;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.interceptor.InterceptorBinding;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.http.HttpServlet;
import java.io.Serializable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowingConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Outside of a request nobody is proven: every call that a guard sees is refused. */
class GuardedCallsTest {

    static SeContainer weld;

    interface Greeting {
        default String greet() {
            return "hello";
        }
    }

    static class Base {
        public String inherited() {
            return "inherited";
        }
    }

    @RequireClientCert
    @ApplicationScoped
    static class OnClass extends Base implements Greeting {
        public String call() {
            return "called";
        }

        protected String protectedCall() {
            return "called";
        }

        String packagePrivate() {
            return "called";
        }
    }

    @Dependent
    static class OnMethod {
        @RequireClientCert
        public String guarded() {
            return "called";
        }

        public String open() {
            return "called";
        }

        public String around() {
            return guarded();
        }
    }

    @RequireClientCert
    abstract static class GuardedBase {}

    @ApplicationScoped
    static class BelowClass extends GuardedBase {
        public String call() {
            return "called";
        }
    }

    @RequireClientCert
    interface GuardedInterface {
        String call();
    }

    @ApplicationScoped
    static class BelowInterface implements GuardedInterface {
        @Override
        public String call() {
            return "called";
        }
    }

    abstract static class GuardedMethod {
        @RequireClientCert
        public abstract String call();
    }

    @ApplicationScoped
    static class Overriding extends GuardedMethod {
        @Override
        public String call() {
            return "called";
        }

        public String open() {
            return "called";
        }
    }

    interface Store<T> {
        @RequireClientCert
        String put(T value);
    }

    @ApplicationScoped
    static class TextStore implements Store<String> {
        @Override
        public String put(String value) {
            return "put " + value;
        }
    }

    @RequireClientCert
    @ApplicationScoped
    @Stereotype
    @Retention(RetentionPolicy.RUNTIME)
    @interface Partner {}

    @Partner
    static class ByStereotype {
        public String call() {
            return "called";
        }
    }

    @RequireClientCert
    @InterceptorBinding
    @Retention(RetentionPolicy.RUNTIME)
    @interface Confidential {}

    @ApplicationScoped
    static class ByBinding {
        @Confidential
        public String call() {
            return "called";
        }
    }

    /** As servers make them that have CDI make their servlets. */
    @RequireClientCert
    @Dependent
    static class Ledgers extends HttpServlet {
        @Override
        public void init(@Nullable ServletConfig config) {}

        public void destroy(String ledger) {}
    }

    record Order(String id) {}

    @ApplicationScoped
    static class Observer {
        @RequireClientCert
        void ordered(@Observes Order order) {}
    }

    @RequireClientCert
    @SessionScoped
    static class Basket implements Serializable {}

    @BeforeAll
    static void start() {
        weld = Fakes.weld(
                OnClass.class,
                OnMethod.class,
                BelowClass.class,
                BelowInterface.class,
                Overriding.class,
                TextStore.class,
                ByStereotype.class,
                ByBinding.class,
                Observer.class,
                Ledgers.class,
                Basket.class);
    }

    @AfterAll
    static void stop() {
        weld.close();
    }

    record Way(String name, Consumer<SeContainer> call) {
        static <T> Way of(String name, Class<T> bean, ThrowingConsumer<T> call) {
            return new Way(name, weld -> call.accept(weld.select(bean).get()));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Way> guarded_calls() {
        return List.of(
                Way.of("a public method of a guarded class", OnClass.class, OnClass::call),
                Way.of("a protected one", OnClass.class, OnClass::protectedCall),
                Way.of("a package-private one", OnClass.class, OnClass::packagePrivate),
                Way.of("an inherited one", OnClass.class, OnClass::inherited),
                Way.of("a default one of an interface", OnClass.class, OnClass::greet),
                Way.of("the same through the interface", Greeting.class, Greeting::greet),
                Way.of("a guarded method", OnMethod.class, OnMethod::guarded),
                Way.of("below a guarded class", BelowClass.class, BelowClass::call),
                Way.of("below a guarded interface", BelowInterface.class, BelowInterface::call),
                Way.of("overriding a guarded method", Overriding.class, Overriding::call),
                Way.of("overriding a generic guarded method", TextStore.class, store -> store.put("a")),
                Way.of("by a stereotype", ByStereotype.class, ByStereotype::call),
                Way.of("by another binding that carries it", ByBinding.class, ByBinding::call),
                Way.of("a servlet's service", Ledgers.class, servlet -> servlet.service(null, null)),
                Way.of("a servlet's own method of the same name", Ledgers.class, servlet -> servlet.destroy("all")),
                new Way("an observer", weld -> weld.getBeanManager().getEvent().fire(new Order("1"))));
    }

    @ParameterizedTest
    @MethodSource("guarded_calls")
    void a_guarded_call_is_refused_outside_of_a_request(Way way) {
        Throwable thrown = catchThrowable(() -> way.call().accept(weld));

        assertThat(Stream.iterate(thrown, Objects::nonNull, Throwable::getCause))
                .hasAtLeastOneElementOfType(RefusedException.class);
    }

    static List<Way> open_calls() {
        return List.of(
                Way.of("a method beside a guarded one", OnMethod.class, OnMethod::open),
                Way.of("a method beside a guarded override", Overriding.class, Overriding::open),
                Way.of("a call of its own guarded method, which no proxy sees", OnMethod.class, OnMethod::around),
                Way.of("the beginning of a servlet that CDI makes", Ledgers.class, servlet -> servlet.init(null)),
                Way.of("its end", Ledgers.class, Ledgers::destroy),
                Way.of("its description", Ledgers.class, Ledgers::getServletInfo));
    }

    @ParameterizedTest
    @MethodSource("open_calls")
    void other_calls_pass(Way way) {
        assertThatCode(() -> way.call().accept(weld)).doesNotThrowAnyException();
    }

    @Test
    void the_generic_interface_of_a_guarded_bean_is_guarded_too() {
        @SuppressWarnings("unchecked")
        Store<Object> raw =
                (Store<Object>) (Store<?>) weld.select(TextStore.class).get();

        assertThat(catchThrowable(() -> raw.put("a"))).isInstanceOf(RefusedException.class);
    }
}
