// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.servlet;

import dev.sallyport.Decision;
import dev.sallyport.Refusal;
import dev.sallyport.RequestFacts;
import dev.sallyport.Way;
import dev.sallyport.proxy.Arrival;
import dev.sallyport.proxy.FirstConnection;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is known and decided of one request, kept on it: the facts, each decision, and who calls at the moment. It is
 * the same through every dispatch; one thread at a time has it, as it has the request. The facts are read when somebody
 * needs them, which a caller who is known at once does not.
 */
final class Exchange {

    /** The caller where nobody asked; there the container's own attributes stay as they are. */
    static final Decision.Proceed UNASKED = new Decision.Proceed(Optional.empty(), Optional.empty());

    private static final String ATTRIBUTE = Exchange.class.getName();
    private static final Pattern HAS_SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:");
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    private final Gatehouse house;
    private final HttpServletRequest request;
    private final @Nullable Arrival arrival;
    private final @Nullable String suite;
    private final boolean secure;
    private final X509Certificate[] presented;
    private boolean arrived;
    private int asyncStarts;
    private @Nullable RequestFacts facts;
    private @Nullable Object question;
    private @Nullable Decision decision;
    private @Nullable More more;
    private @Nullable GuardedResponse answer;
    private Decision.Proceed caller = UNASKED;
    private @Nullable Login login;

    /** Whom the container knows through us, and by which name. */
    private record Login(Decision.Proceed caller, String name) {}

    /** A further decision on a question, or the id of a refusal. */
    private record More(Object of, Object value, @Nullable More before) {}

    @SuppressWarnings("ReferenceEquality") // the container's own array, or not
    private Exchange(Gatehouse house, HttpServletRequest request) {
        this.house = house;
        this.request = request;
        Object attribute = request.getAttribute(Facts.CERTIFICATES);
        this.suite = Facts.cipherSuite(request);
        boolean ownSecure = Facts.isSecure(request, suite);
        X509Certificate[] own = ownSecure ? Facts.presented(attribute) : Facts.NONE_PRESENTED;
        this.arrival = house.arrival(request, ownSecure, own);
        this.secure = arrival == null ? ownSecure : arrival.secure();
        this.presented = arrival == null ? own : arrival.certificates();
        if (arrival != null && attribute != null) {
            request.setAttribute(Facts.CERTIFICATES, null); // the proxy's own are never the caller's
        }
    }

    /** The exchange of this request with this application, begun if this is the first time that anybody asks. */
    static Exchange of(HttpServletRequest request, Gatehouse house) {
        Exchange begun = begun(request);
        if (begun != null && begun.house == house) {
            return begun;
        }
        Exchange first = new Exchange(house, request);
        request.setAttribute(ATTRIBUTE, first);
        return first;
    }

    /** The exchange of this request if a Sallyport filter has seen it. */
    static @Nullable Exchange begun(ServletRequest request) {
        if (request instanceof GuardedRequest guarded) {
            return guarded.exchange();
        }
        return request.getAttribute(ATTRIBUTE) instanceof Exchange exchange ? exchange : null;
    }

    /** Whether somebody asked for the caller. */
    @SuppressWarnings("ReferenceEquality") // who was asked and is nobody looks the same
    static boolean asked(Decision.Proceed caller) {
        return caller != UNASKED;
    }

    Gatehouse house() {
        return house;
    }

    boolean isSecure() {
        return secure;
    }

    /** Whether what the container shows comes from the client's own TLS connection. */
    boolean isFromTls() {
        return secure && arrival == null;
    }

    /** The cipher suite of the first connection, where the container or a trusted proxy tells it. */
    @Nullable String cipherSuite() {
        return secure && first().isEmpty()
                ? (suite == null ? Facts.cipherSuite(request) : suite) // unknown before the filters
                : arrival == null ? null : arrival.cipherSuite().orElse(null);
    }

    /** What the client presented over TLS, as the container or a trusted proxy shows it. */
    X509Certificate[] presented() {
        return presented;
    }

    /** By which way that came. */
    Way way() {
        return arrival == null ? Way.DIRECT : arrival.way();
    }

    /** Why nothing can be believed that is said of the way it came. */
    Optional<Refusal> misstated() {
        return arrival == null ? Optional.empty() : arrival.refusal();
    }

    /** Whether it may have been replayed. */
    boolean isEarly() {
        return arrival != null && arrival.isEarly();
    }

    /** The header by which the answer varies where it depends on the caller. */
    Optional<String> variesBy() {
        return arrival == null ? Optional.empty() : arrival.variesBy();
    }

    /** The caller was proven, and will be known again. */
    void keepArrival() {
        if (arrival != null) {
            arrival.keep();
        }
    }

    /** Whether the application must not see this header. */
    boolean hides(String name) {
        return house.headers().hide(name, arrival);
    }

    /** Whether the application must not see this line of the header {@code Connection}. */
    boolean hidesConnection(String line) {
        return house.headers().hideConnection(line, arrival);
    }

    /** The client's connection, where a trusted proxy tells how the request came. */
    Optional<FirstConnection> first() {
        return arrival == null ? Optional.empty() : arrival.first();
    }

    /** The port that the client connected to. */
    int port() {
        return first().isPresent() ? serverPort() : request.getLocalPort();
    }

    /** The client's address. */
    String address() {
        return first().flatMap(FirstConnection::address).orElseGet(request::getRemoteAddr);
    }

    /** The host that the client asked for, and the port if it is an unusual one, where a trusted proxy tells the host. */
    Optional<String> authority() {
        return first().flatMap(FirstConnection::host).map(this::withPort);
    }

    /** The same, and where no proxy tells the host, the one that the proxy asked for. */
    String anyAuthority() {
        return authority().orElseGet(() -> withPort(request.getServerName()));
    }

    private String withPort(String host) {
        int port = serverPort();
        return port == usualPort() ? host : host + ':' + port;
    }

    String scheme() {
        return secure ? "https" : "http";
    }

    /** The port that the client asked for; a proxy that says neither it nor the host hands on the host, not the scheme. */
    int serverPort() {
        Optional<FirstConnection> told = first();
        if (told.isEmpty()) {
            return request.getServerPort();
        }
        int port = request.getServerPort();
        boolean usual = told.get().host().isPresent() || port == HTTP_PORT || port == HTTPS_PORT;
        return told.get().port().orElse(usual ? usualPort() : port);
    }

    private int usualPort() {
        return secure ? HTTPS_PORT : HTTP_PORT;
    }

    /** Where a redirect leads to, absolute where a trusted proxy tells another host or scheme than the container knows. */
    String absolute(String location) {
        if (first().isEmpty() || HAS_SCHEME.matcher(location).lookingAt()) {
            return location;
        }
        if (location.startsWith("//")) {
            return scheme() + ':' + location;
        }
        return scheme() + "://" + anyAuthority() + folder(location) + location;
    }

    /** Where a relative location begins. */
    private String folder(String location) {
        String path = request.getRequestURI();
        if (location.startsWith("/")) {
            return "";
        }
        if (!path.startsWith("/")) {
            return "/"; // as of OPTIONS *
        }
        return location.startsWith("?") || location.isEmpty() ? path : path.substring(0, path.lastIndexOf('/') + 1);
    }

    RequestFacts facts() {
        RequestFacts read = facts;
        if (read == null || (read.cipherSuite().isEmpty() && cipherSuite() != null)) {
            read = Facts.of(request, this);
            facts = read;
        }
        return read;
    }

    /** Whether nothing is against the way it came. */
    boolean hasArrived() {
        return arrived;
    }

    void arrive() {
        arrived = true;
    }

    Decision.Proceed caller() {
        return caller;
    }

    /** How often asynchronous processing has begun. */
    int asyncStarts() {
        return asyncStarts;
    }

    void startAsync() {
        asyncStarts++;
    }

    /** The decision on this question if it was made. */
    @Nullable Decision decided(Object asked) {
        return question == asked ? decision : (Decision) find(asked);
    }

    /** Keeps the decision on this question. */
    Decision decide(Object asked, Decision made) {
        if (question == null) {
            question = asked;
            decision = made;
        } else {
            more = new More(asked, made, more);
        }
        return made;
    }

    /** The id under which the refusal is told, found once. */
    String idOf(Refusal refusal, Supplier<String> first) {
        Object known = find(refusal);
        if (known != null) {
            return (String) known;
        }
        String id = first.get();
        more = new More(refusal, id, more);
        return id;
    }

    /** This is what goes out to the caller from now on; what did so before. */
    @Nullable GuardedResponse answerBy(@Nullable GuardedResponse response) {
        GuardedResponse before = answer;
        answer = response;
        return before;
    }

    /** Whether the answer has begun to leave, as far as can be told. */
    boolean isAnswered() {
        return answer != null && answer.isCommitted();
    }

    /** The answer depends on the caller: shared caches are told so. */
    void keepPrivate() {
        GuardedResponse response = answer;
        if (response != null) {
            response.keepPrivate();
            Optional<String> header = variesBy();
            if (header.isPresent()) {
                response.vary(header.get());
            }
        }
    }

    /** From now on this is the caller, for the request API too. */
    @SuppressWarnings("ReferenceEquality") // the same decision, shown already
    void enter(Decision.Proceed next) {
        if (next != caller) {
            caller = next;
            if (asked(next)) {
                show(next);
            }
        }
    }

    /** The container knows the caller now, by this name, since we have proven him; he is the current caller too. */
    void logIn(Decision.Proceed proven, String name) {
        login = new Login(proven, name);
        enter(proven);
    }

    /** Nobody calls any more. */
    void logOut() {
        login = null;
        enter(Decision.Proceed.PLAINLY);
    }

    /** Whether this, the container's own caller, is the current caller under the name that we have given him there. */
    boolean isLoggedIn(@Nullable Principal containers) {
        Login known = login;
        return known != null
                && containers != null
                && known.name().equals(containers.getName())
                && known.caller().peer().equals(caller.peer());
    }

    /** Whether the container knows this caller through us, whoever the current one may be. */
    boolean isOurs(Principal containers) {
        Login known = login;
        return known != null && known.name().equals(containers.getName());
    }

    /** The verified certificates in the form of the request attribute. */
    static Optional<X509Certificate[]> certificates(Decision.Proceed caller) {
        return caller.peer().map(peer -> peer.chain().toArray(X509Certificate[]::new));
    }

    /** Leaves the attribute alone where it shows exactly the verified certificates already. */
    private void show(Decision.Proceed shown) {
        List<X509Certificate> chain =
                shown.peer().isPresent() ? shown.peer().get().chain() : List.of();
        if (!(request.getAttribute(Facts.CERTIFICATES) instanceof X509Certificate[] there) || !areSame(there, chain)) {
            request.setAttribute(Facts.CERTIFICATES, chain.isEmpty() ? null : chain.toArray(X509Certificate[]::new));
        }
    }

    /** Whether they are what was verified; of another class than that, an equal one could change, and is not asked. */
    private static boolean areSame(X509Certificate[] there, List<X509Certificate> chain) {
        boolean same = there.length == chain.size();
        for (int i = 0; same && i < there.length; i++) {
            X509Certificate verified = chain.get(i);
            same = there[i] != null && there[i].getClass() == verified.getClass() && there[i].equals(verified);
        }
        return same;
    }

    private @Nullable Object find(Object of) {
        for (More one = more; one != null; one = one.before()) {
            if (one.of() == of) {
                return one.value();
            }
        }
        return null;
    }
}
