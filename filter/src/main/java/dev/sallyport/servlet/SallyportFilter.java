// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.servlet;

import dev.sallyport.Decision;
import dev.sallyport.gate.Requirement;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The front filter: HTTPS, the TLS profile, HSTS and the caller's identity, on every path.
 *
 * <p>{@link SallyportInitializer} registers it; nothing needs to be written for it. It refuses everything with 503 until
 * the settings are proven and everything annotated is guarded.
 */
public final class SallyportFilter extends Door {

    private final List<Requirement> everywhere;

    /** Made by the container. */
    public SallyportFilter() {
        this(List.of());
    }

    /** Made by the initializer, with what every path requires; that is known before the first request. */
    SallyportFilter(List<Requirement> everywhere) {
        this.everywhere = everywhere;
    }

    /** Opens the application, unless something that must be guarded is not. */
    @Override
    Gatehouse begin(FilterConfig config, Deployment deployment) {
        deployment.open();
        return deployment.house();
    }

    /**
     * Asks at once for what the servlet requires that answers. Its own guard asks again, and alone for every other dispatch;
     * but where filters begin with the first request (Undertow), a guard that was mapped last is not yet in that one's chain.
     *
     * <p>Nobody but this filter asks for what a WebSocket endpoint requires: a container upgrades in a filter behind it.
     */
    @Override
    Decision.Proceed ask(HttpServletRequest request, Exchange exchange, Gatehouse house) {
        Decision.Proceed caller = house.require(exchange, everywhere);
        caller = house.require(exchange, caller, ofServlet(request, house.servlets()));
        return house.require(exchange, caller, house.endpoints().required(request));
    }

    /** What the servlet requires that answers; a container makes the mapping for who asks for it. */
    private static List<Requirement> ofServlet(HttpServletRequest request, Map<String, List<Requirement>> servlets) {
        if (servlets.isEmpty() || request.getDispatcherType() != DispatcherType.REQUEST) {
            return List.of();
        }
        HttpServletMapping mapping = request.getHttpServletMapping();
        @Nullable String servlet = mapping == null ? null : mapping.getServletName(); // Open Liberty has none where none answers
        return servlet == null ? List.of() : servlets.getOrDefault(servlet, List.of());
    }
}
