// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.transport;

import dev.sallyport.Decision;
import dev.sallyport.Decision.Proceed;
import dev.sallyport.Decision.Redirect;
import dev.sallyport.Decision.Refuse;
import dev.sallyport.Refusal;
import dev.sallyport.RequestFacts;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What becomes of a request over plain HTTP.
 *
 * @param redirect whether GET and HEAD are sent to HTTPS; otherwise they are refused
 * @param ports which port to send them to
 * @param allowedHosts the hosts that are ours; none means every well-formed one
 * @param secretHeaders the headers that carry a secret: a request with one is refused, for it has leaked already
 * @param exempt the paths that answer over plain HTTP too
 */
public record HttpsPolicy(
        boolean redirect,
        PortMap ports,
        List<HostPattern> allowedHosts,
        List<String> secretHeaders,
        List<ExemptPath> exempt) {

    private static final Set<String> METHODS_TO_REPEAT = Set.of("GET", "HEAD");
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    /** Keeps copies. */
    public HttpsPolicy {
        allowedHosts = List.copyOf(allowedHosts);
        secretHeaders = List.copyOf(secretHeaders);
        exempt = List.copyOf(exempt);
    }

    /** Decides about a request that came over plain HTTP; the first rule that applies wins. */
    public Decision decide(RequestFacts facts) {
        RawTarget target = RawTarget.of(facts.target());
        Optional<String> secret =
                secretHeaders.stream().filter(facts.headers()::has).findFirst();
        boolean mayRepeat = METHODS_TO_REPEAT.contains(facts.method());
        if (mayRepeat && secret.isEmpty() && isExempt(target, facts.path())) {
            return Proceed.PLAINLY;
        }
        Optional<String> claim = HttpsClaim.header(facts.headers());
        if (claim.isPresent()) {
            return new Refuse(new Refusal.UntrustedProxy(facts.remoteAddress(), claim.get()));
        }
        if (secret.isPresent()) {
            return new Refuse(new Refusal.PlaintextSecret(secret.get()));
        }
        if (!mayRepeat) {
            return new Refuse(new Refusal.PlaintextMethod(facts.method()));
        }
        if (!redirect) {
            return new Refuse(new Refusal.Plaintext("https.redirect is false"));
        }
        return redirect(target, facts.headers().values("Host"));
    }

    private boolean isExempt(RawTarget target, String path) {
        return target.isCanonical()
                && target.path().equals(path)
                && exempt.stream().anyMatch(exemption -> exemption.matches(path));
    }

    private Decision redirect(RawTarget target, List<String> hosts) {
        Optional<Authority> authority = hosts.size() == 1 ? Authority.parse(hosts.get(0)) : Optional.empty();
        if (authority.isEmpty()) {
            return new Refuse(new Refusal.BadHost(hosts.isEmpty() ? "none" : String.join(", ", hosts)));
        }
        String host = authority.get().host();
        if (!allowedHosts.isEmpty() && allowedHosts.stream().noneMatch(allowed -> allowed.matches(host))) {
            return new Refuse(new Refusal.HostNotAllowed(host));
        }
        if (!target.isWellFormed()) {
            return new Refuse(new Refusal.BadTarget(target.path() + target.query()));
        }
        int httpPort = authority.get().port().orElse(HTTP_PORT);
        Optional<Integer> httpsPort = ports.httpsPort(httpPort);
        if (httpsPort.isEmpty()) {
            return new Refuse(new Refusal.Plaintext("https.port says no HTTPS port for the HTTP port " + httpPort));
        }
        String port = httpsPort.get() == HTTPS_PORT ? "" : ":" + httpsPort.get();
        return new Redirect("https://" + host + port + target.withoutSessionId(), !allowedHosts.isEmpty());
    }
}
