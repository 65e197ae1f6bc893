// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.testing;

import dev.sallyport.PeerIdentity;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletConnection;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpSession;
import java.security.Principal;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A request over HTTPS by some caller, without a container, for code that takes an {@link HttpServletRequest}.
 *
 * <pre>{@code
 * HttpServletRequest request = TestRequest.by(TestPeer.named("billing").provenBy("partners")).path("/orders");
 * }</pre>
 *
 * <p>It is a GET of {@code https://localhost/}, has no session and no body; a method that it has no answer to throws
 * {@link UnsupportedOperationException}, which names the method. For one thread at a time.
 */
public final class TestRequest extends HttpServletRequestWrapper {

    private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";
    private static final int HTTPS_PORT = 443;
    private static final int SOME_PORT = 50_000;
    private static final ServletConnection CONNECTION = new Connection();

    private final Map<String, Object> attributes = new HashMap<>();
    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Optional<PeerIdentity> peer;
    private ServletContext context = TestContext.of(Map.of());
    private String method = "GET";
    private String path = "/";

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

    private TestRequest(Optional<PeerIdentity> peer, List<X509Certificate> presented) {
        super(Stub.of(HttpServletRequest.class, call -> Stub.UNKNOWN));
        this.peer = peer;
        attributes.put("jakarta.servlet.request.cipher_suite", "TLS_AES_256_GCM_SHA384");
        attributes.put("jakarta.servlet.request.key_size", 256);
        if (!presented.isEmpty()) {
            attributes.put(CERTIFICATES, presented.toArray(X509Certificate[]::new));
        }
    }

    /** As code behind the filters sees it: the peer is proven, and is what the request API speaks of. */
    public static TestRequest by(PeerIdentity peer) {
        TestRequest request = new TestRequest(Optional.of(peer), peer.chain());
        request.attributes.put(PeerIdentity.ATTRIBUTE, peer);
        return request;
    }

    /** As it reaches the filters: the certificates of this caller are presented, and nothing is proven. */
    public static TestRequest presenting(TestPeer peer) {
        return new TestRequest(Optional.empty(), peer.certificate().chain());
    }

    /** By a caller without a certificate. */
    public static TestRequest byNobody() {
        return new TestRequest(Optional.empty(), List.of());
    }

    /** The same with this method. */
    public TestRequest method(String name) {
        method = name;
        return this;
    }

    /** The same with this path, which is that of the servlet too; the application is at the root. */
    public TestRequest path(String newPath) {
        path = newPath;
        return this;
    }

    /** The same with one more header. */
    public TestRequest header(String name, String value) {
        headers.computeIfAbsent(name, first -> new ArrayList<>()).add(value);
        return this;
    }

    /**
     * Makes the call while this is the request of the current thread: the one that CDI injects, and with it the peer. It does
     * not go through the filters; {@link WithPeer} does.
     */
    public <T> T call(Callable<T> within) throws Exception {
        HttpServletRequest before = CurrentTestRequest.set(this);
        try {
            return within.call();
        } finally {
            CurrentTestRequest.set(before);
        }
    }

    TestRequest in(ServletContext application) {
        context = application;
        return this;
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        return attributes.get(name);
    }

    @Override
    public Enumeration<String> getAttributeNames() {
        return Collections.enumeration(List.copyOf(attributes.keySet()));
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
    public @Nullable Principal getUserPrincipal() {
        return peer.orElse(null);
    }

    @Override
    public @Nullable String getRemoteUser() {
        return peer.map(PeerIdentity::getName).orElse(null);
    }

    @Override
    public @Nullable String getAuthType() {
        return peer.isPresent() ? CLIENT_CERT_AUTH : null;
    }

    /** Nobody has a role here: roles are in the settings of an application. */
    @Override
    public boolean isUserInRole(@Nullable String role) {
        return false;
    }

    @Override
    public @Nullable String getHeader(String name) {
        List<String> lines = headers.get(name);
        return lines == null ? null : lines.get(0);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return Collections.enumeration(headers.getOrDefault(name, List.of()));
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        return Collections.enumeration(headers.keySet());
    }

    @Override
    public Cookie @Nullable [] getCookies() {
        return null;
    }

    @Override
    public String getMethod() {
        return method;
    }

    @Override
    public String getRequestURI() {
        return path;
    }

    @Override
    public StringBuffer getRequestURL() {
        return new StringBuffer("https://localhost").append(path);
    }

    @Override
    public @Nullable String getQueryString() {
        return null;
    }

    @Override
    public String getContextPath() {
        return "";
    }

    @Override
    public String getServletPath() {
        return path;
    }

    @Override
    public @Nullable String getPathInfo() {
        return null;
    }

    @Override
    public @Nullable HttpServletMapping getHttpServletMapping() {
        return null; // no servlet answers
    }

    @Override
    public DispatcherType getDispatcherType() {
        return DispatcherType.REQUEST;
    }

    @Override
    public ServletContext getServletContext() {
        return context;
    }

    @Override
    public ServletConnection getServletConnection() {
        return CONNECTION;
    }

    @Override
    public boolean isSecure() {
        return true;
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
    public String getServerName() {
        return "localhost";
    }

    @Override
    public int getServerPort() {
        return HTTPS_PORT;
    }

    @Override
    public int getLocalPort() {
        return HTTPS_PORT;
    }

    @Override
    public String getRemoteAddr() {
        return "127.0.0.1";
    }

    @Override
    public String getRemoteHost() {
        return "127.0.0.1";
    }

    @Override
    public int getRemotePort() {
        return SOME_PORT;
    }

    @Override
    public Locale getLocale() {
        return Locale.ROOT;
    }

    @Override
    public @Nullable String getParameter(String name) {
        return null;
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        return Map.of();
    }

    @Override
    public boolean isAsyncStarted() {
        return false;
    }

    @Override
    public boolean isAsyncSupported() {
        return false;
    }

    @Override
    public @Nullable String getRequestedSessionId() {
        return null;
    }

    @Override
    public boolean isRequestedSessionIdValid() {
        return false;
    }

    @Override
    public @Nullable HttpSession getSession(boolean create) {
        return create ? super.getSession(true) : null;
    }
}
