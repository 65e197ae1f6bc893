// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletConnection;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.MappingMatch;
import java.lang.reflect.Proxy;
import java.security.Principal;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** As much of a request over HTTPS as a filter needs, without a container; it can be begun again. */
final class BareRequest extends HttpServletRequestWrapper {

    private static final ServletConnection CONNECTION = new Connection();

    private final Map<String, Object> attributes = new HashMap<>();
    private final X509Certificate[] presented;
    private final HttpServletMapping mapping;

    /**
     * A request of whoever presents these certificates.
     *
     * @param servlet the name of the servlet it goes to
     */
    BareRequest(String servlet, X509Certificate... presented) {
        super(nothing(HttpServletRequest.class));
        this.presented = presented;
        this.mapping = new Mapping(servlet);
    }

    private record Connection() implements ServletConnection {
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

    private record Mapping(String servlet) implements HttpServletMapping {
        @Override
        public String getMatchValue() {
            return "orders";
        }

        @Override
        public String getPattern() {
            return "/orders";
        }

        @Override
        public String getServletName() {
            return servlet;
        }

        @Override
        public MappingMatch getMappingMatch() {
            return MappingMatch.EXACT;
        }
    }

    /** An object of the type that can do nothing. */
    static <T> T nothing(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, given) -> {
            throw new UnsupportedOperationException(method.toString());
        }));
    }

    /** Begins a new request on the same connection. */
    BareRequest again() {
        attributes.clear();
        attributes.put(Facts.CERTIFICATES, presented);
        return this;
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        return name.equals("jakarta.servlet.request.cipher_suite") ? "TLS_AES_256_GCM_SHA384" : attributes.get(name);
    }

    @Override
    public void setAttribute(String name, @Nullable Object value) {
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
    public boolean isSecure() {
        return true;
    }

    @Override
    public ServletConnection getServletConnection() {
        return CONNECTION;
    }

    @Override
    public String getMethod() {
        return "GET";
    }

    @Override
    public String getRequestURI() {
        return "/shop/orders/17";
    }

    @Override
    public String getQueryString() {
        return "page=2";
    }

    @Override
    public String getContextPath() {
        return "/shop";
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
    public int getLocalPort() {
        return 8443;
    }

    @Override
    public String getRemoteAddr() {
        return "192.0.2.7";
    }

    @Override
    public @Nullable String getHeader(String name) {
        return null;
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return Collections.emptyEnumeration();
    }

    @Override
    public @Nullable String getRequestedSessionId() {
        return null;
    }

    @Override
    public DispatcherType getDispatcherType() {
        return DispatcherType.REQUEST;
    }

    @Override
    public HttpServletMapping getHttpServletMapping() {
        return mapping;
    }

    @Override
    public @Nullable Principal getUserPrincipal() {
        return null;
    }

    @Override
    public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
        return nothing(AsyncContext.class);
    }
}
