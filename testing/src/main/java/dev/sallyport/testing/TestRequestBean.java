// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.testing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.enterprise.inject.spi.Prioritized;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The request of the current thread: that of the test, else that of the container. */
final class TestRequestBean implements Bean<HttpServletRequest>, Prioritized {

    private static final int BEFORE_ALL_OTHERS = Integer.MAX_VALUE;

    private final BeanManager beans;

    TestRequestBean(BeanManager beans) {
        this.beans = beans;
    }

    @Override
    public HttpServletRequest create(CreationalContext<HttpServletRequest> context) {
        return (HttpServletRequest) Proxy.newProxyInstance(
                HttpServletRequest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (self, method, arguments) -> {
                    HttpServletRequest current = CurrentTestRequest.get().orElseGet(() -> ofContainer(context));
                    try {
                        return method.invoke(current, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
    }

    private HttpServletRequest ofContainer(CreationalContext<HttpServletRequest> context) {
        Set<Bean<?>> others = beans.getBeans(HttpServletRequest.class).stream()
                .filter(bean -> !(bean instanceof TestRequestBean))
                .collect(Collectors.toSet());
        Bean<?> other = beans.resolve(others);
        if (other == null) {
            throw new IllegalStateException("this test is within no request (expected: @WithPeer)");
        }
        return (HttpServletRequest) beans.getReference(other, HttpServletRequest.class, context);
    }

    @Override
    public void destroy(HttpServletRequest instance, CreationalContext<HttpServletRequest> context) {
        context.release();
    }

    @Override
    public Set<Type> getTypes() {
        return Set.of(HttpServletRequest.class, Object.class);
    }

    @Override
    public Set<Annotation> getQualifiers() {
        return Set.of(Default.Literal.INSTANCE, Any.Literal.INSTANCE);
    }

    @Override
    public Class<? extends Annotation> getScope() {
        return ApplicationScoped.class;
    }

    @Override
    public @Nullable String getName() {
        return null;
    }

    @Override
    public Set<Class<? extends Annotation>> getStereotypes() {
        return Set.of();
    }

    @Override
    public boolean isAlternative() {
        return true;
    }

    @Override
    public int getPriority() {
        return BEFORE_ALL_OTHERS;
    }

    @Override
    public Class<?> getBeanClass() {
        return TestRequestBean.class;
    }

    @Override
    public Set<InjectionPoint> getInjectionPoints() {
        return Set.of();
    }
}
