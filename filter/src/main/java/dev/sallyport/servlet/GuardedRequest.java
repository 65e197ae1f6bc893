// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.servlet;

import dev.sallyport.PeerIdentity;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The request as the application sees it: it knows who calls. */
final class GuardedRequest extends HttpServletRequestWrapper {

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
        return name.equals(Facts.CERTIFICATES) && Exchange.asked(exchange.caller())
                ? Exchange.certificates(exchange.caller()).orElse(null)
                : super.getAttribute(name);
    }

    @Override
    public @Nullable Principal getUserPrincipal() {
        return peer().<Principal>map(peer -> peer).orElseGet(super::getUserPrincipal);
    }

    @Override
    public @Nullable String getRemoteUser() {
        return peer().map(PeerIdentity::getName).orElseGet(super::getRemoteUser);
    }

    @Override
    public @Nullable String getAuthType() {
        return peer().isPresent() ? CLIENT_CERT_AUTH : super.getAuthType();
    }

    @Override
    public boolean isUserInRole(@Nullable String role) {
        return peer().map(peer -> exchange.house().isInRole(peer, role)).orElseGet(() -> super.isUserInRole(role));
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

    /** A peer of another application that has dispatched to this one is nobody here. */
    private static boolean isKnownOtherwise(@Nullable Principal principal) {
        return principal != null && !(principal instanceof PeerIdentity);
    }
}
