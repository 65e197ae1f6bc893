// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.servlet;

import dev.sallyport.Headers;
import dev.sallyport.RequestFacts;
import dev.sallyport.proxy.Connection;
import dev.sallyport.transport.HttpsClaim;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the facts of a request from the container: of the request as it came, whatever dispatch it is in now. */
final class Facts {

    /** Where a container puts what the client presented: Servlet 6.0, section 3.9. */
    static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";

    static final X509Certificate[] NONE_PRESENTED = {};

    /** Where a container keeps what a dispatch has changed: Servlet 6.0, sections 9.4.2, 9.7.2 and 10.9.1. */
    private static final List<String> DISPATCHES =
            List.of("jakarta.servlet.forward", "jakarta.servlet.async", "jakarta.servlet.error");

    private static final String ERROR_METHOD = "jakarta.servlet.error.method";
    static final String CIPHER_SUITE = "jakarta.servlet.request.cipher_suite";

    private static final Set<String> FORWARDING = Set.of("forwarded", "x-forwarded-proto");

    /** Where Tomcat's filter and valve for the headers of proxies leave a mark. */
    private static final String REWRITTEN = "org.apache.tomcat.request.forwarded";

    private Facts() {}

    static RequestFacts of(HttpServletRequest request, Exchange exchange) {
        return new RequestFacts(
                exchange.isSecure(),
                request.getAttribute(ERROR_METHOD) instanceof String method ? method : request.getMethod(),
                target(request),
                path(request),
                exchange.port(),
                Objects.toString(exchange.address(), "an unknown address"),
                Optional.ofNullable(exchange.cipherSuite()),
                List.of(exchange.presented()),
                exchange.way(),
                exchange.isEarly(),
                exchange.first().isPresent() ? told(request, exchange) : headers(request));
    }

    /** The connection that the request came over, whoever's it is, and whatever a filter before us has put around it. */
    static Connection connection(HttpServletRequest request, boolean secure) {
        HttpServletRequest own = own(request);
        return new Connection(
                secure,
                Objects.toString(own.getRemoteAddr(), ""),
                own.getRemotePort(),
                Objects.toString(own.getServletConnection().getConnectionId(), ""),
                own.getAttribute(REWRITTEN) != null,
                headers(own));
    }

    private static HttpServletRequest own(HttpServletRequest request) {
        HttpServletRequest own = request;
        while (own instanceof HttpServletRequestWrapper wrapper
                && wrapper.getRequest() instanceof HttpServletRequest inner) {
            own = inner;
        }
        return own;
    }

    /**
     * Whether the request came over TLS, by the connection and not by a header that a container believes. One that shows the
     * header's word there too (Undertow) at least knows no cipher suite.
     */
    static boolean isSecure(HttpServletRequest request, @Nullable String suite) {
        return request.isSecure()
                && request.getServletConnection().isSecure()
                && (suite != null || !HttpsClaim.isMade(headers(request)));
    }

    /** The cipher suite, if the container tells it. */
    static @Nullable String cipherSuite(HttpServletRequest request) {
        return request.getAttribute(CIPHER_SUITE) instanceof String suite ? suite : null;
    }

    /** What the client presented, in the container's own array, by its attribute. */
    static X509Certificate[] presented(@Nullable Object attribute) {
        if (!(attribute instanceof X509Certificate[] certificates)) {
            return NONE_PRESENTED;
        }
        for (X509Certificate certificate : certificates) {
            if (certificate == null) {
                return Arrays.stream(certificates).filter(Objects::nonNull).toArray(X509Certificate[]::new);
            }
        }
        return certificates;
    }

    private static String target(HttpServletRequest request) {
        for (String way : DISPATCHES) {
            if (request.getAttribute(way + ".request_uri") instanceof String path) {
                return target(path, request.getAttribute(way + ".query_string"));
            }
        }
        return target(Objects.toString(request.getRequestURI(), ""), request.getQueryString());
    }

    private static String target(String path, @Nullable Object query) {
        return query == null ? path : path + '?' + query;
    }

    /** Empty, and so like no path that is exempt from anything, where the container finds the path too ambiguous to tell. */
    private static String path(HttpServletRequest request) {
        try {
            return request.getContextPath() + request.getServletPath() + Objects.toString(request.getPathInfo(), "");
        } catch (IllegalArgumentException ambiguous) {
            return "";
        }
    }

    private static Headers headers(HttpServletRequest request) {
        return new Lines(request);
    }

    /** As the client sent them to the first proxy; how the request came has been read out of them. */
    private static Headers told(HttpServletRequest request, Exchange exchange) {
        Headers headers = headers(request);
        return name -> {
            if (name.equalsIgnoreCase("Host")) {
                return exchange.authority().map(List::of).orElseGet(() -> headers.values(name));
            }
            return exchange.hides(name) || FORWARDING.contains(name.toLowerCase(Locale.ROOT))
                    ? List.of()
                    : headers.values(name);
        };
    }

    /** The lines of a request; most headers are not there, or have one. */
    private record Lines(HttpServletRequest request) implements Headers {

        /** HTTP/2 has an authority instead of a Host line, and not every container makes one of the other. */
        @Override
        public List<String> values(String name) {
            List<String> lines = lines(request.getHeaders(name));
            return lines.isEmpty()
                            && name.equalsIgnoreCase("Host")
                            && request.getProtocol().startsWith("HTTP/2")
                    ? List.of(request.getServerName() + ':' + request.getServerPort())
                    : lines;
        }

        private static List<String> lines(@Nullable Enumeration<String> values) {
            if (values == null || !values.hasMoreElements()) {
                return List.of();
            }
            String first = values.nextElement();
            if (!values.hasMoreElements()) {
                return List.of(first);
            }
            List<String> lines = new ArrayList<>(List.of(first));
            values.asIterator().forEachRemaining(lines::add);
            return lines;
        }
    }
}
