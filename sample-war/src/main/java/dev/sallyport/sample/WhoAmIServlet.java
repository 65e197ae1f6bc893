// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.sample;

import dev.sallyport.AlternativeName;
import dev.sallyport.PeerIdentity;
import dev.sallyport.Way;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says who is calling, and how that is known. Open to everybody, the unknown too. */
@WebServlet("/whoami")
public class WhoAmIServlet extends HttpServlet {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<PeerIdentity> caller =
                Optional.ofNullable((PeerIdentity) request.getAttribute(PeerIdentity.ATTRIBUTE));
        response.setHeader("Cache-Control", "no-store");
        Page.write(response, "Who am I?", caller.map(WhoAmIServlet::known).orElseGet(WhoAmIServlet::unknown));
    }

    private static String known(PeerIdentity caller) {
        return String.format(
                        Locale.ROOT, """
                        <p class="badge known">Proven</p>
                        <p class="name">%s</p>
                        <p class="lead">Your certificate says so: the name is its %s, and the trust <code>%s</code>
                        vouches for it.</p>
                        <dl>
                        """, Page.escaped(caller.getName()), source(caller), Page.escaped(caller.trust()))
                + row("SPIFFE ID", caller.spiffeId().map(URI::toString).orElse("none"))
                + row("Subject", caller.subject().getName())
                + row("Issuer", caller.issuer().getName())
                + row("Other names", otherNames(caller))
                + row("Serial number", caller.serialNumber().toString(16))
                + time("Valid from", caller.notBefore())
                + time("Valid until", caller.notAfter())
                + row("Thumbprint (x5t#S256)", caller.thumbprint())
                + row("Public key pin (SHA-256)", caller.spkiPin())
                + row("Came", way(caller.way()))
                + "</dl>\n";
    }

    private static String unknown() {
        return """
               <p class="badge unknown">Unknown</p>
               <p class="name">We do not know you, and that is fine.</p>
               <p class="lead">This page is open to everybody. You presented no client certificate, or none that this
               application accepts. Present a partner's, and your name appears here:</p>
               <ul class="hints">
                 <li>with curl: <code>--cert accepted.pem --key accepted.key</code></li>
                 <li>with a browser: import <code>accepted.p12</code> as your certificate, and start anew</li>
               </ul>
               """;
    }

    private static String source(PeerIdentity caller) {
        return switch (caller.nameSource()) {
            case SPIFFE -> "SPIFFE ID";
            case URI -> "URI";
            case DNS -> "DNS name";
            case EMAIL -> "e-mail address";
            case CN -> "common name";
            case IP -> "IP address";
            case SUBJECT -> "subject";
            case SHA256 -> "SHA-256 thumbprint";
        };
    }

    private static String way(Way way) {
        if (way instanceof Way.Proxied proxied) {
            return "through the proxy " + proxied.proxy()
                    + proxied.identity()
                            .map(proxy -> ", which proved to be " + proxy.getName())
                            .orElse("");
        }
        return "directly";
    }

    private static String otherNames(PeerIdentity caller) {
        String names = caller.alternativeNames().stream()
                .filter(name -> !name.value().equals(caller.getName()))
                .map(WhoAmIServlet::text)
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "none" : names;
    }

    private static String text(AlternativeName name) {
        return name.type().name().toLowerCase(Locale.ROOT) + ' ' + name.value();
    }

    private static String row(String term, String value) {
        return "<div><dt>" + Page.escaped(term) + "</dt><dd>" + Page.escaped(value) + "</dd></div>\n";
    }

    private static String time(String term, Instant when) {
        return "<div><dt>" + Page.escaped(term) + "</dt><dd><time datetime=\"" + when + "\">" + DATE.format(when)
                + "</time></dd></div>\n";
    }
}
