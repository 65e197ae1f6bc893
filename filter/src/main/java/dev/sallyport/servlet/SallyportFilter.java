// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.servlet;

import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;

/**
 * The front filter: HTTPS, the TLS profile, HSTS and the caller's identity, on every path.
 *
 * <p>{@link SallyportInitializer} registers it; nothing needs to be written for it. It refuses everything with 503 until
 * the settings are proven and everything annotated is guarded.
 */
public final class SallyportFilter extends Door {

    /** Made by the container or the initializer. */
    public SallyportFilter() {}

    /** Opens the application, unless something that must be guarded is not. */
    @Override
    public void init(FilterConfig config) throws ServletException {
        super.init(config);
        Deployment.of(config.getServletContext()).open();
    }
}
