// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.benchmarks.contenders;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.security.Principal;
import java.time.InstantSource;

/**
 * Asks the container and the clock for what Sallyport asks them for with a known peer, tells the container as much, and
 * decides nothing: it lets everybody in who shows certificates, as the same caller. What Sallyport takes longer is what it
 * costs to decide.
 */
final class SameCalls implements Filter {

    private static final String KEPT = Kept.class.getName();
    private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";

    private final InstantSource clock = InstantSource.system();

    /** What is kept on the request; the answer is known when all filters are. */
    private static final class Kept {
        private final Object certificates;
        private final Object cipherSuite;
        private HttpServletResponse answer;

        Kept(HttpServletRequest request) {
            certificates = request.getAttribute(CERTIFICATES);
            cipherSuite = request.getAttribute("jakarta.servlet.request.cipher_suite");
        }
    }

    /** The request as the application sees it. */
    private static final class Shown extends HttpServletRequestWrapper {
        private static final Principal CALLER = () -> "anybody";

        private final Kept kept;

        Shown(HttpServletRequest request, Kept kept) {
            super(request);
            this.kept = kept;
        }

        @Override
        public Principal getUserPrincipal() {
            return super.getUserPrincipal() == null && kept.certificates != null ? CALLER : null;
        }
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest asked = (HttpServletRequest) request;
        HttpServletResponse answer = (HttpServletResponse) response;
        Kept kept = new Kept(asked);
        if (kept.certificates != null && kept.cipherSuite != null && isUsual(asked) && clock.millis() > 0) {
            asked.setAttribute(KEPT, kept);
            answer.setHeader("Strict-Transport-Security", "max-age=31536000");
            if (!answer.containsHeader("Cache-Control")) {
                answer.setHeader("Cache-Control", "private");
            }
            kept.answer = new HttpServletResponseWrapper(answer);
            if (asked.getAttribute(CERTIFICATES) != kept.certificates) {
                throw new IllegalStateException("somebody has changed the certificates");
            }
            chain.doFilter(new Shown(asked, kept), kept.answer);
        }
    }

    /** Whether it is a first request over TLS, with no session. */
    private static boolean isUsual(HttpServletRequest request) {
        return request.isSecure()
                && request.getServletConnection().isSecure()
                && request.getHeader("Proxy-auth-cert") == null // Jetty can be set to believe it
                && request.getAttribute(KEPT) == null
                && request.getRequestedSessionId() == null;
    }
}
