// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.security;

import dev.sallyport.Decision;
import dev.sallyport.NameSource;
import dev.sallyport.PeerIdentity;
import dev.sallyport.Refusal;
import dev.sallyport.peer.VerifiedPeer;
import dev.sallyport.security.ClientCertAuthenticationMechanismDefinition.ClientCertAuthenticationMechanism;
import dev.sallyport.servlet.Guard;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationException;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.CredentialValidationResult.Status;
import jakarta.security.enterprise.identitystore.IdentityStoreHandler;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Logs callers in by what {@link Guard} proves of them. It is chosen before every other mechanism of the application, and
 * asks that one where the definition says so.
 */
@ApplicationScoped
@Alternative
@Default
@ClientCertAuthenticationMechanism
class ClientCertMechanism implements HttpAuthenticationMechanism {

    /** Where a module says how a caller was authenticated: Jakarta Authentication 3.0, section 3.8.4. */
    private static final String AUTH_TYPE = "jakarta.servlet.http.authType";

    private static final String LEFT_TO_OTHER = ClientCertMechanism.class.getName();

    private @Nullable IdentityStoreHandler stores;
    private @Nullable Definition definition;
    private @Nullable HttpAuthenticationMechanism other;

    /** For the proxy. */
    ClientCertMechanism() {}

    @Inject
    ClientCertMechanism(BeanManager beans) {
        SecurityMechanismExtension extension = beans.getExtension(SecurityMechanismExtension.class);
        this.stores = Mechanisms.stores(beans, extension.found());
        this.definition = extension.definition();
        this.other = definition.combination() == Combination.CERTIFICATE_FIRST
                        || definition.combination() == Combination.ACCEPTED_CERTIFICATE_FIRST
                ? Mechanisms.other(beans, extension.found())
                : null;
    }

    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context)
            throws AuthenticationException {
        Optional<Decision> way = Guard.arrive(request, response);
        if (way.isPresent()) {
            return refuse(request, response, context, way.get());
        }
        Decision decision = Guard.present(request, definition().requirement());
        if (decision instanceof Decision.Proceed proceed) {
            Optional<PeerIdentity> peer = proceed.peer();
            return peer.isPresent()
                    ? logIn(request, response, context, proceed, peer.get())
                    : leave(request, response, context, Optional.empty());
        }
        return isLeft(decision)
                ? leave(request, response, context, Optional.of(decision))
                : refuse(request, response, context, decision);
    }

    @Override
    public AuthenticationStatus secureResponse(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context)
            throws AuthenticationException {
        HttpAuthenticationMechanism left = leftTo(request);
        return left == null ? AuthenticationStatus.SUCCESS : left.secureResponse(request, response, context);
    }

    @Override
    public void cleanSubject(HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        HttpAuthenticationMechanism left = leftTo(request);
        if (left == null) {
            Guard.logOut(request);
            context.cleanClientSubject();
        } else {
            left.cleanSubject(request, response, context);
        }
    }

    private AuthenticationStatus logIn(
            HttpServletRequest request,
            HttpServletResponse response,
            HttpMessageContext context,
            Decision.Proceed proceed,
            PeerIdentity peer)
            throws AuthenticationException {
        List<String> names = names(peer);
        if (names.size() != 1) {
            Decision unnamed = new Decision.Refuse(unnamed(peer, names));
            return definition().combination() == Combination.ACCEPTED_CERTIFICATE_FIRST
                    ? leave(request, response, context, Optional.of(unnamed))
                    : refuse(request, response, context, unnamed);
        }
        String name = names.get(0);
        Set<String> groups = groups(request, peer);
        CredentialValidationResult result = validate(new ClientCertCredential(peer, name));
        if (result.getStatus() == Status.NOT_VALIDATED) {
            result = validate(new RuledCredential(peer, name, groups));
        }
        if (result.getStatus() != Status.VALID || result.getCallerPrincipal() == null) {
            Refusal refusal = new Refusal.InvalidCaller(
                    peer.toString(), peer.trust(), "the identity stores say " + result.getStatus());
            return refuse(request, response, context, new Decision.Refuse(refusal));
        }
        String caller = result.getCallerPrincipal().getName();
        Optional<String> remembered = remembered(request).filter(other -> !other.equals(caller));
        if (remembered.isPresent()) {
            Refusal refusal = new Refusal.SessionMismatch(remembered.get(), peer.toString());
            return refuse(request, response, context, new Decision.Refuse(refusal));
        }
        groups.addAll(result.getCallerGroups());
        context.getMessageInfo().getMap().put(AUTH_TYPE, HttpServletRequest.CLIENT_CERT_AUTH);
        AuthenticationStatus status = context.notifyContainerAboutLogin(result.getCallerPrincipal(), groups);
        if (status == AuthenticationStatus.SUCCESS) {
            Guard.logIn(request, proceed, caller);
        }
        return status;
    }

    /** Open Liberty keeps to whom it remembers by a session, whatever a mechanism says then. */
    private static Optional<String> remembered(HttpServletRequest request) {
        return ContainerAuthentication.isLiberty()
                ? Optional.ofNullable(request.getUserPrincipal()).map(Principal::getName)
                : Optional.empty();
    }

    /** The application's stores are asked first, by its handler; of those, one that refuses has the last word. */
    private CredentialValidationResult validate(Credential credential) {
        CredentialValidationResult result = known(stores).validate(credential);
        return result == null ? CredentialValidationResult.INVALID_RESULT : result;
    }

    private List<String> names(PeerIdentity peer) {
        Optional<NameSource> source = definition().callerName();
        return source.isPresent() && peer instanceof VerifiedPeer verified
                ? verified.names(source.get())
                : List.of(peer.getName());
    }

    private Refusal unnamed(PeerIdentity peer, List<String> names) {
        NameSource source = definition().callerName().orElseThrow();
        return names.isEmpty()
                ? new Refusal.NoName(peer.toString(), source.key())
                : new Refusal.AmbiguousName(peer.toString(), source, names);
    }

    private Set<String> groups(HttpServletRequest request, PeerIdentity peer) {
        Set<String> groups = new HashSet<>(Guard.roles(request, peer));
        definition().roles().stream()
                .filter(role -> Guard.admits(request, role.requirement(), peer))
                .map(Definition.Role::name)
                .forEach(groups::add);
        return groups;
    }

    /** Whether the refusal only says that no certificate proves the caller, and that may be somebody else's matter. */
    private boolean isLeft(Decision decision) {
        if (!(decision instanceof Decision.Refuse refuse)) {
            return false;
        }
        Refusal refusal = refuse.refusal();
        return refusal instanceof Refusal.NoCertificate
                || (definition().combination() == Combination.ACCEPTED_CERTIFICATE_FIRST
                        && !(refusal instanceof Refusal.NotReady)
                        && !(refusal instanceof Refusal.TooEarly));
    }

    private AuthenticationStatus leave(
            HttpServletRequest request,
            HttpServletResponse response,
            HttpMessageContext context,
            Optional<Decision> refusal)
            throws AuthenticationException {
        HttpAuthenticationMechanism next = other;
        if (next != null) {
            request.setAttribute(LEFT_TO_OTHER, true);
            return next.validateRequest(request, response, context);
        }
        return refusal.isPresent() && definition().combination() == Combination.CERTIFICATE_ONLY
                ? refuse(request, response, context, refusal.get())
                : context.doNothing();
    }

    /** Answers where a caller is required; elsewhere nobody is logged in, and the filters decide. */
    private static AuthenticationStatus refuse(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context, Decision decision)
            throws AuthenticationException {
        if (!context.isProtected()
                && !context.isAuthenticationRequest()
                && remembered(request).isEmpty()) {
            return context.doNothing();
        }
        try {
            Guard.answer(request, response, decision);
            return AuthenticationStatus.SEND_FAILURE;
        } catch (IOException e) {
            throw new AuthenticationException("the refusal could not be sent", e);
        }
    }

    private @Nullable HttpAuthenticationMechanism leftTo(HttpServletRequest request) {
        return request.getAttribute(LEFT_TO_OTHER) == null ? null : other;
    }

    private Definition definition() {
        return known(definition);
    }

    private static <T> T known(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("this is a proxy's own object, which nobody asks");
        }
        return value;
    }
}
