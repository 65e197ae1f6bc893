// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.benchmarks.requests;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletConnection;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.MappingMatch;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * {@code GET /orders/17?page=2} over HTTPS, with three headers and more if wanted, and a client certificate if there is one. As containers do, it is used again
 * for the next request and keeps its attributes in a map.
 */
public final class HandMadeRequest extends UnusedHttpRequest {

    private static final List<String> HEADERS =
            List.of("Host", "service.example:8443", "User-Agent", "billing/2.1", "Accept", "application/json");
    private static final ServletConnection CONNECTION = new TlsConnection();
    private static final HttpServletMapping MAPPING = new Mapping();

    private final Map<String, Object> attributes = new HashMap<>();
    private final String[] headers;
    private final List<String> names;

    /** One with more headers, a name and a value by turns. */
    public HandMadeRequest(String... more) {
        headers = Stream.concat(HEADERS.stream(), Stream.of(more)).toArray(String[]::new);
        names = IntStream.range(0, headers.length / 2)
                .mapToObj(i -> headers[2 * i])
                .toList();
    }

    /** Forgets the last request, and has the next one come with these certificates. */
    public HandMadeRequest next(X509Certificate[] presented) {
        attributes.clear();
        attributes.put("jakarta.servlet.request.X509Certificate", presented);
        return this;
    }

    /**
     * Forgets the last request, and has the next one come without certificates and with these bytes in the last header: in a
     * String that is new, as containers make it.
     */
    public HandMadeRequest next(byte[] lastHeader) {
        attributes.clear();
        headers[headers.length - 1] = new String(lastHeader, StandardCharsets.ISO_8859_1);
        return this;
    }

    @Override
    public Object getAttribute(String name) {
        return name.equals("jakarta.servlet.request.cipher_suite") ? "TLS_AES_256_GCM_SHA384" : attributes.get(name);
    }

    @Override
    public void setAttribute(String name, Object value) {
        if (value == null) {
            attributes.remove(name);
        } else {
            attributes.put(name, value);
        }
    }

    @Override
    public void removeAttribute(String name) {
        attributes.remove(name);
    }

    @Override
    public String getHeader(String name) {
        for (int i = 0; i < headers.length; i += 2) {
            if (headers[i].equalsIgnoreCase(name)) {
                return headers[i + 1];
            }
        }
        return null;
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        String value = getHeader(name);
        return Collections.enumeration(value == null ? List.of() : List.of(value));
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        return Collections.enumeration(names);
    }

    @Override
    public boolean isSecure() {
        return true;
    }

    @Override
    public ServletConnection getServletConnection() {
        return CONNECTION;
    }

    @Override
    public String getScheme() {
        return "https";
    }

    @Override
    public String getProtocol() {
        return "HTTP/1.1";
    }

    @Override
    public String getMethod() {
        return "GET";
    }

    @Override
    public String getServerName() {
        return "service.example";
    }

    @Override
    public int getServerPort() {
        return 8443;
    }

    @Override
    public int getLocalPort() {
        return 8443;
    }

    @Override
    public String getRemoteAddr() {
        return "192.0.2.17";
    }

    @Override
    public int getRemotePort() {
        return 51_234;
    }

    @Override
    public String getRequestURI() {
        return "/orders/17";
    }

    @Override
    public StringBuffer getRequestURL() {
        return new StringBuffer("https://service.example:8443/orders/17");
    }

    @Override
    public String getQueryString() {
        return "page=2";
    }

    @Override
    public String getContextPath() {
        return "";
    }

    @Override
    public String getServletPath() {
        return "/orders";
    }

    @Override
    public String getPathInfo() {
        return "/17";
    }

    @Override
    public HttpServletMapping getHttpServletMapping() {
        return MAPPING;
    }

    @Override
    public DispatcherType getDispatcherType() {
        return DispatcherType.REQUEST;
    }

    @Override
    public boolean isAsyncStarted() {
        return false;
    }

    @Override
    public Cookie[] getCookies() {
        return null;
    }

    @Override
    public HttpSession getSession(boolean create) {
        if (create) {
            throw new UnsupportedOperationException("nobody needs a session here");
        }
        return null;
    }

    @Override
    public String getRequestedSessionId() {
        return null;
    }

    @Override
    public String getAuthType() {
        return null;
    }

    @Override
    public String getRemoteUser() {
        return null;
    }

    @Override
    public Principal getUserPrincipal() {
        return null;
    }

    @Override
    public boolean isUserInRole(String role) {
        return false;
    }

    private static final class Mapping implements HttpServletMapping {
        @Override
        public String getMatchValue() {
            return "orders";
        }

        @Override
        public String getPattern() {
            return "/orders/*";
        }

        @Override
        public String getServletName() {
            return "orders";
        }

        @Override
        public MappingMatch getMappingMatch() {
            return MappingMatch.PATH;
        }
    }

    private record TlsConnection() implements ServletConnection {
        @Override
        public String getConnectionId() {
            return "1";
        }

        @Override
        public String getProtocol() {
            return "http/1.1";
        }

        @Override
        public String getProtocolConnectionId() {
            return "";
        }

        @Override
        public boolean isSecure() {
            return true;
        }
    }
}
