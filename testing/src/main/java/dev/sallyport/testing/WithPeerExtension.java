// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.testing;

import java.lang.reflect.Method;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Puts the request of {@link WithPeer} around a test. */
final class WithPeerExtension implements InvocationInterceptor {

    private static final ExtensionContext.Namespace APPLICATIONS =
            ExtensionContext.Namespace.create(WithPeerExtension.class);

    @Override
    public void interceptBeforeEachMethod(
            Invocation<@Nullable Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        within(invocation, context);
    }

    @Override
    public void interceptTestMethod(
            Invocation<@Nullable Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        within(invocation, context);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<@Nullable Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        within(invocation, context);
    }

    @SuppressWarnings("deprecation") // JUnit 5 has no computeIfAbsent
    private static void within(Invocation<@Nullable Void> invocation, ExtensionContext context) throws Throwable {
        WithPeer wanted = wanted(context);
        TestApplication application = Objects.requireNonNull(context.getRoot()
                .getStore(APPLICATIONS)
                .getOrComputeIfAbsent(wanted, TestApplication::new, TestApplication.class));
        application.call(TestRequest.presenting(application.peer()), invocation::proceed);
    }

    /** That of the method, else that of its class, else that of the nearest class around it. */
    private static WithPeer wanted(ExtensionContext context) {
        return AnnotationSupport.findAnnotation(context.getRequiredTestMethod(), WithPeer.class)
                .or(() -> AnnotationSupport.findAnnotation(
                        context.getRequiredTestClass(), WithPeer.class, context.getEnclosingTestClasses()))
                .orElseThrow();
    }
}
