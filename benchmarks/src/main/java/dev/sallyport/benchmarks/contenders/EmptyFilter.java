// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.benchmarks.contenders;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The least that a filter of this kind can do: it reads the certificates, believes them and sets a header. */
final class EmptyFilter implements Filter {

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getAttribute("jakarta.servlet.request.X509Certificate") != null) {
            ((HttpServletResponse) response).setHeader("Strict-Transport-Security", "max-age=31536000");
            chain.doFilter(request, response);
        }
    }
}
