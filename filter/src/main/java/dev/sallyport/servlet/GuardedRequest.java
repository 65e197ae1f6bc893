// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.servlet;

import static java.util.Objects.requireNonNull;

import dev.sallyport.PeerIdentity;
import dev.sallyport.proxy.FirstConnection;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.PushBuilder;
import java.security.Principal;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The request as the application sees it: it knows who calls and how the request came, and shows no stranger's word of that. */
final class GuardedRequest extends HttpServletRequestWrapper {

    private static final String CONNECTION = "Connection";

    private final Exchange exchange;
    private final HttpServletResponse response;

    private GuardedRequest(HttpServletRequest request, Exchange exchange, HttpServletResponse response) {
        super(request);
        this.exchange = exchange;
        this.response = response;
    }

    /** The request itself if this exchange is what guards it already, whatever others put around it. */
    static HttpServletRequest around(HttpServletRequest request, Exchange exchange, HttpServletResponse response) {
        for (ServletRequest inner = request;
                inner instanceof ServletRequestWrapper wrapper;
                inner = wrapper.getRequest()) {
            if (inner instanceof GuardedRequest guarded && guarded.exchange == exchange) {
                return request;
            }
        }
        return new GuardedRequest(request, exchange, response);
    }

    Exchange exchange() {
        return exchange;
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        if (name.equals(PeerIdentity.ATTRIBUTE)) {
            return exchange.caller().peer().orElse(null);
        }
        if (name.equals(Facts.CERTIFICATES) && Exchange.asked(exchange.caller())) {
            return Exchange.certificates(exchange.caller()).orElse(null);
        }
        if (name.equals(Facts.CERTIFICATES) && !exchange.isFromTls()) {
            return null; // Tomcat shows it again, whoever sets it to null
        }
        return name.equals(Facts.CIPHER_SUITE) && exchange.first().isPresent()
                ? exchange.cipherSuite()
                : super.getAttribute(name);
    }

    @Override
    public boolean isSecure() {
        return exchange.isSecure();
    }

    @Override
    public String getScheme() {
        return exchange.scheme();
    }

    @Override
    public String getServerName() {
        return exchange.first().flatMap(FirstConnection::host).orElseGet(super::getServerName);
    }

    @Override
    public int getServerPort() {
        return exchange.serverPort();
    }

    @Override
    public String getRemoteAddr() {
        return exchange.address();
    }

    /** The address where a proxy tells it: nobody is asked for a name. */
    @Override
    public String getRemoteHost() {
        return exchange.first().flatMap(FirstConnection::address).orElseGet(super::getRemoteHost);
    }

    /** 0 where a proxy tells the address: it does not tell the port. */
    @Override
    public int getRemotePort() {
        return exchange.first().flatMap(FirstConnection::address).isPresent() ? 0 : super.getRemotePort();
    }

    @Override
    public StringBuffer getRequestURL() {
        if (exchange.first().isEmpty()) {
            return super.getRequestURL();
        }
        return new StringBuffer(getScheme())
                .append("://")
                .append(exchange.anyAuthority())
                .append(getRequestURI());
    }

    @Override
    public @Nullable String getHeader(String name) {
        return hides(name) ? null : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return hides(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
    }

    @Override
    public int getIntHeader(String name) {
        return hides(name) ? -1 : super.getIntHeader(name);
    }

    @Override
    public long getDateHeader(String name) {
        return hides(name) ? -1 : super.getDateHeader(name);
    }

    @Override
    public @Nullable Enumeration<String> getHeaderNames() {
        Enumeration<String> names = super.getHeaderNames();
        return names == null
                ? null
                : Collections.enumeration(Collections.list(names).stream()
                        .filter(name -> !hides(name))
                        .toList());
    }

    @Override
    public Map<String, String> getTrailerFields() {
        return super.getTrailerFields().entrySet().stream()
                .filter(field -> !exchange.hides(field.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Without the hidden headers, which a push would bear too. */
    @Override
    public @Nullable PushBuilder newPushBuilder() {
        PushBuilder builder = super.newPushBuilder();
        if (builder != null) {
            Set.copyOf(builder.getHeaderNames()).stream().filter(this::hides).forEach(builder::removeHeader);
        }
        return builder;
    }

    private boolean hides(String name) {
        boolean hidden = exchange.hides(name) || (name.equalsIgnoreCase(CONNECTION) && namesHidden());
        if (hidden && super.getHeader(name) != null) {
            exchange.house().hid(name, exchange.address());
        }
        return hidden;
    }

    private boolean namesHidden() {
        Enumeration<String> lines = super.getHeaders(CONNECTION);
        return lines != null && Collections.list(lines).stream().anyMatch(exchange::hidesConnection);
    }

    @Override
    public @Nullable Principal getUserPrincipal() {
        Optional<PeerIdentity> peer = peer();
        return peer.isPresent() ? peer.get() : super.getUserPrincipal();
    }

    @Override
    public @Nullable String getRemoteUser() {
        Optional<PeerIdentity> peer = peer();
        return peer.isPresent() ? peer.get().getName() : super.getRemoteUser();
    }

    @Override
    public @Nullable String getAuthType() {
        return peer().isPresent() || exchange.isLoggedIn(super.getUserPrincipal())
                ? CLIENT_CERT_AUTH
                : super.getAuthType();
    }

    @Override
    public boolean isUserInRole(@Nullable String role) {
        boolean loggedIn = exchange.isLoggedIn(super.getUserPrincipal());
        Optional<PeerIdentity> known = loggedIn ? exchange.caller().peer() : peer();
        return (known.isPresent() && exchange.house().isInRole(known.get(), role))
                || ((loggedIn || known.isEmpty()) && super.isUserInRole(role));
    }

    @Override
    public HttpSession getSession() {
        return requireNonNull(getSession(true), "a container makes the session that it is asked for");
    }

    /** A session of a known caller is his; {@link dev.sallyport.RefusedException} if it is somebody else's. */
    @Override
    public @Nullable HttpSession getSession(boolean create) {
        return exchange.house().sessions().find((HttpServletRequest) getRequest(), exchange, create);
    }

    @Override
    public String changeSessionId() {
        getSession(false);
        return super.changeSessionId();
    }

    /** Keeps the guarded request and response in the asynchronous context too. */
    @Override
    public AsyncContext startAsync() {
        return startAsync(this, response);
    }

    @Override
    public AsyncContext startAsync(ServletRequest request, ServletResponse answer) {
        AsyncContext context = super.startAsync(request, answer);
        exchange.startAsync();
        return context;
    }

    /** The peer, where he counts: the principal, the name, the type and the roles change together. */
    private Optional<PeerIdentity> peer() {
        Optional<PeerIdentity> peer = exchange.caller().peer();
        return peer.isPresent() && (exchange.house().replacesPrincipal() || !isKnownOtherwise(super.getUserPrincipal()))
                ? peer
                : Optional.empty();
    }

    /**
     * A peer of another application that has dispatched to this one is nobody here. Whom the container knows through us is
     * shown as the container knows him, unless a later requirement has proven somebody else.
     */
    private boolean isKnownOtherwise(@Nullable Principal principal) {
        return principal != null
                && !(principal instanceof PeerIdentity)
                && (exchange.isLoggedIn(principal) || !exchange.isOurs(principal));
    }
}
