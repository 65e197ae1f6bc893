// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.servlet;

import dev.sallyport.Headers;
import dev.sallyport.RequestFacts;
import dev.sallyport.Way;
import jakarta.servlet.http.HttpServletRequest;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the facts of a request from the container. */
final class Facts {

    /** Where a container puts what the client presented: Servlet 6.0, section 3.9. */
    static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";

    private static final String CIPHER_SUITE = "jakarta.servlet.request.cipher_suite";

    private Facts() {}

    static RequestFacts of(HttpServletRequest request) {
        boolean secure = request.isSecure();
        return new RequestFacts(
                secure,
                request.getMethod(),
                target(request),
                path(request),
                request.getLocalPort(),
                Objects.toString(request.getRemoteAddr(), "an unknown address"),
                secure && request.getAttribute(CIPHER_SUITE) instanceof String suite
                        ? Optional.of(suite)
                        : Optional.empty(),
                secure ? presented(request.getAttribute(CERTIFICATES)) : List.of(),
                Way.DIRECT,
                headers(request));
    }

    private static String target(HttpServletRequest request) {
        String path = Objects.toString(request.getRequestURI(), "");
        String query = request.getQueryString();
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

    private static List<X509Certificate> presented(@Nullable Object attribute) {
        return attribute instanceof X509Certificate[] certificates
                ? Arrays.stream(certificates).filter(Objects::nonNull).toList()
                : List.of();
    }

    /** HTTP/2 has an authority instead of a Host line, and not every container makes one of the other. */
    private static Headers headers(HttpServletRequest request) {
        return name -> {
            List<String> lines = lines(request.getHeaders(name));
            return lines.isEmpty()
                            && name.equalsIgnoreCase("Host")
                            && request.getProtocol().startsWith("HTTP/2")
                    ? List.of(request.getServerName() + ':' + request.getServerPort())
                    : lines;
        };
    }

    private static List<String> lines(@Nullable Enumeration<String> values) {
        return values == null ? List.of() : Collections.list(values);
    }
}
