// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.benchmarks.requests;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.security.Principal;
import java.util.List;

/** Some filters in a row, and behind them an application that asks who calls. For one request at a time. */
public final class FilterLine implements FilterChain {

    private final Filter[] filters;
    private int next;
    private boolean reached;
    private Principal caller;

    /** A line of these filters. */
    public FilterLine(List<Filter> filters) {
        this.filters = filters.toArray(Filter[]::new);
    }

    /** Sends a request through all of them; true if it reached the application. */
    public boolean send(ServletRequest request, ServletResponse response) throws IOException, ServletException {
        next = 0;
        reached = false;
        caller = null;
        doFilter(request, response);
        return reached;
    }

    /** Who called, as the application saw it. */
    public Principal caller() {
        return caller;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response) throws IOException, ServletException {
        if (next < filters.length) {
            filters[next++].doFilter(request, response, this);
        } else {
            reached = true;
            caller = ((HttpServletRequest) request).getUserPrincipal();
        }
    }
}
