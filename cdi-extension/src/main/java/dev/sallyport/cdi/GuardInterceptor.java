// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.cdi;

import dev.sallyport.RequireClientCert;
import dev.sallyport.servlet.Guard;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.servlet.GenericServlet;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import java.io.Serializable;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Stands before every call of a guarded bean, outside of transactions. {@link SallyportExtension} binds it to
 * {@link RequireClientCert}; were the annotation written here, the class would itself look like one to be guarded.
 */
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE)
class GuardInterceptor implements Serializable {

    private final CurrentRequest request;
    private final BeanManager beans;

    @Inject
    GuardInterceptor(Instance<HttpServletRequest> requests, BeanManager beans) {
        this.request = new CurrentRequest(requests);
        this.beans = beans;
    }

    @AroundInvoke
    Object guard(InvocationContext call) throws Exception {
        if (call.getTarget() instanceof Servlet && isLifecycle(call.getMethod())) {
            return call.proceed();
        }
        if (WebSocketEndpoints.isCallback(call.getTarget().getClass(), call.getMethod())) {
            return call.proceed();
        }
        Set<RequireClientCert> requirements = beans.getExtension(SallyportExtension.class)
                .requirements(call.getTarget().getClass(), call.getMethod());
        if (requirements.isEmpty()) {
            throw new IllegalStateException("a guarded method has requirements, but none is known for "
                    + call.getMethod() + "; it is not called");
        }
        return call(request.find(), requirements.iterator(), call);
    }

    /**
     * Whether a container that has CDI make its servlets calls this for itself, not for a caller. Whoever calls the servlet
     * goes through {@code service}, behind the filter that guards it.
     */
    private static boolean isLifecycle(Method method) {
        return !method.getName().equals("service")
                && Stream.of(GenericServlet.class.getMethods())
                        .anyMatch(own -> own.getName().equals(method.getName())
                                && Arrays.equals(own.getParameterTypes(), method.getParameterTypes()));
    }

    /** Within each requirement the next: the last one, that of the method, says who calls. */
    private static Object call(
            Optional<HttpServletRequest> request, Iterator<RequireClientCert> requirements, InvocationContext call)
            throws Exception {
        return requirements.hasNext()
                ? Guard.call(request, requirements.next(), () -> call(request, requirements, call))
                : call.proceed();
    }
}
