// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.sallyport.RequireClientCert;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one request of a known caller leaves to the garbage collector, without the container around the filters. */
class HotPathTest {

    /**
     * With what attributes and headers take in the maps of request and response. Looser than what a JVM of its own needs:
     * after the tests of other servlets the compiler inlines less here.
     */
    private static final int MOST_BYTES = 320;

    private static final int REQUESTS = 20_000;
    private static final int MOST_ROUNDS = 100;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @TempDir
    Path folder;

    @RequireClientCert
    static final class Orders extends HttpServlet {}

    @Test
    void a_known_caller_passes_all_filters_with_few_bytes() throws Exception {
        try (Site site =
                Site.trustingAcme(folder).servlet("/orders", new Orders()).start()) {
            List<Filter> filters = site.filters();
            BareRequest request = new BareRequest(site.servletName(), Site.BILLING.certificate());

            assertThat(caller(request, filters)).containsExactly("spiffe://acme.example/billing");
            long least = bytes(request, List.of(HotPathTest::least));
            assertThat(filters).hasSize(2);
            assertThat(bytes(request, filters) - least).isLessThanOrEqualTo(MOST_BYTES);
        }
    }

    /** What the least of all filters does. */
    private static void least(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Object presented = request.getAttribute(Facts.CERTIFICATES);
        ((HttpServletResponse) response).setHeader("X-Presented", presented == null ? "no" : "yes");
        chain.doFilter(request, response);
    }

    private static List<String> caller(BareRequest request, List<Filter> filters) throws Exception {
        List<String> names = new ArrayList<>();
        FilterChain application =
                (guarded, response) -> names.add(String.valueOf(((HttpServletRequest) guarded).getRemoteUser()));
        new Chain(filters, application).doFilter(request.again(), new BareResponse());
        return names;
    }

    /** The bytes of one request, once the compiler has seen enough of them. */
    private static long bytes(BareRequest request, List<Filter> filters) throws Exception {
        BareResponse response = new BareResponse();
        Chain chain = new Chain(filters, (guarded, answer) -> {});
        long bytes = Long.MAX_VALUE;
        for (int round = 0; round < MOST_ROUNDS && bytes > MOST_BYTES; round++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < REQUESTS; i++) {
                chain.doFilter(request.again(), response.again());
            }
            bytes = Math.min(bytes, (THREADS.getCurrentThreadAllocatedBytes() - before) / REQUESTS);
        }
        return bytes;
    }

    /** One filter after another, then the application; it can be gone again. */
    private static final class Chain implements FilterChain {
        private final Filter[] filters;
        private final FilterChain application;
        private int next;

        Chain(List<Filter> filters, FilterChain application) {
            this.filters = filters.toArray(Filter[]::new);
            this.application = application;
        }

        @Override
        public void doFilter(ServletRequest request, ServletResponse response) throws IOException, ServletException {
            if (next == filters.length) {
                application.doFilter(request, response);
                return;
            }
            Filter filter = filters[next++];
            try {
                filter.doFilter(request, response, this);
            } finally {
                next--;
            }
        }
    }
}
