// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.servlet;

import dev.sallyport.Decision;
import dev.sallyport.Refusal;
import dev.sallyport.RefusedException;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What every Sallyport filter does with a request: whichever of them sees it first has the gate decide on the way it came,
 * each asks for what it requires itself, and the answer is carried out here.
 */
abstract class Door implements Filter {

    private static final int DEEPEST_CAUSE = 20;
    private static final Pattern STOPPED_BY_A_FILTER = Pattern.compile("(?i)tomcat|jetty");

    private @Nullable Gatehouse gatehouse;
    private @Nullable ServletContext context;

    /**
     * Begins. If that fails, it stops the deployment where the container is known to let it. Another may go on without the
     * filter, as Payara does, or begin only with the first request, as Undertow does, which would show the caller a stack
     * trace; and so the filter stays there, shut.
     */
    @Override
    public final void init(FilterConfig config) {
        ServletContext context = config.getServletContext();
        this.context = context;
        try {
            gatehouse = begin(config, Deployment.of(context));
        } catch (RuntimeException wrong) {
            if (STOPPED_BY_A_FILTER
                    .matcher(String.valueOf(context.getServerInfo()))
                    .find()) {
                throw wrong;
            }
            gatehouse = Deployment.shut(context, wrong);
        }
    }

    /** Filters end when the application does. */
    @Override
    public final void destroy() {
        if (context != null) {
            Deployment.begun(context).ifPresent(Deployment::close);
        }
    }

    /** Reads what this filter needs; the place where all filters meet. */
    Gatehouse begin(FilterConfig config, Deployment deployment) {
        return deployment.house();
    }

    /** Who calls, once this filter's own requirement is met; {@link RefusedException} if it is not. */
    Decision.Proceed ask(HttpServletRequest request, Exchange exchange, Gatehouse house) {
        return house.identify(exchange);
    }

    @Override
    public final void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Gatehouse house = gatehouse;
        if (house == null
                || !(request instanceof HttpServletRequest httpRequest)
                || !(response instanceof HttpServletResponse httpResponse)) {
            throw new ServletException("Sallyport guards HTTP only, and not before its filters are initialised");
        }
        Exchange exchange = Exchange.of(httpRequest, house);
        GuardedResponse guarded = GuardedResponse.around(httpResponse, exchange);
        HttpServletResponse outward = guarded.isWithin(httpResponse) ? httpResponse : guarded;
        house.promise(exchange, guarded);
        Decision.Proceed callerBefore = exchange.caller();
        GuardedResponse answerBefore = exchange.answerBy(guarded);
        int asyncStarts = exchange.asyncStarts();
        try {
            Decision.Proceed caller = admit(house, exchange, httpRequest, outward);
            if (caller != null) {
                pass(caller, house, exchange, httpRequest, outward, chain);
            }
        } finally {
            if (exchange.asyncStarts() == asyncStarts) { // else it goes on elsewhere, perhaps already
                exchange.enter(callerBefore);
                exchange.answerBy(answerBefore);
            }
        }
    }

    /** The caller who may pass; null where the request has got its answer. */
    private Decision.@Nullable Proceed admit(
            Gatehouse house, Exchange exchange, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        try {
            Optional<Decision.Redirect> redirect = house.arrive(exchange);
            if (redirect.isPresent()) {
                Answer.redirect(response, redirect.get());
                return null;
            }
            if (exchange.presented().length == 0) { // a stolen session says more than a missing certificate
                house.sessions().admit(request, exchange, exchange.caller());
            }
            Decision.Proceed caller = ask(request, exchange, house);
            house.sessions().admit(request, exchange, caller);
            return caller;
        } catch (RefusedException refused) {
            boolean begun = request.getDispatcherType() != DispatcherType.REQUEST;
            if (!refuse(refused.refusal(), begun, house, exchange, request, response)) {
                throw refused;
            }
            return null;
        }
    }

    private static void pass(
            Decision.Proceed caller,
            Gatehouse house,
            Exchange exchange,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain)
            throws IOException, ServletException {
        if (Exchange.asked(caller)) {
            exchange.keepPrivate();
        }
        exchange.enter(caller);
        try {
            chain.doFilter(GuardedRequest.around(request, exchange, response), response);
        } catch (IOException | ServletException | RuntimeException thrown) {
            Optional<Refusal> refusal = refusalIn(thrown);
            if (refusal.isEmpty() || !refuse(refusal.get(), true, house, exchange, request, response)) {
                GuardedResponse.around(response, exchange).keepPromise(request);
                throw thrown;
            }
        }
    }

    /** Answers if an answer can still be given: not within an include, not after the first byte. */
    private static boolean refuse(
            Refusal refusal,
            boolean begun,
            Gatehouse house,
            Exchange exchange,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        String id = house.tell(refusal, exchange);
        if (request.getDispatcherType() == DispatcherType.INCLUDE || response.isCommitted()) {
            return false;
        }
        if (begun) {
            response.reset();
        }
        Answer.refuse(response, Problem.of(refusal, id, request.getHeader("Accept")));
        if (request.isAsyncStarted()) {
            request.getAsyncContext().complete();
        }
        return true;
    }

    /** The refusal that code behind us has thrown, however others have wrapped it. */
    private static Optional<Refusal> refusalIn(Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                .limit(DEEPEST_CAUSE)
                .filter(RefusedException.class::isInstance)
                .map(cause -> ((RefusedException) cause).refusal())
                .findFirst();
    }
}
