// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.servlet;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The response as the application sees it: what we have promised about it stays, even after {@code reset()}. */
final class GuardedResponse extends HttpServletResponseWrapper {

    private static final String HSTS = "Strict-Transport-Security";
    private static final String CACHE_CONTROL = "Cache-Control";

    private static final String VARY = "Vary";
    private static final String LOCATION = "Location";

    private final Exchange exchange;
    private @Nullable String hsts;
    private @Nullable String varies;
    private boolean privateByDefault;

    private GuardedResponse(HttpServletResponse response, Exchange exchange) {
        super(response);
        this.exchange = exchange;
    }

    /** The guarded response in there, or a new one around it that belongs to this exchange. */
    static GuardedResponse around(HttpServletResponse response, Exchange exchange) {
        for (Object inner = response; inner instanceof ServletResponseWrapper wrapper; inner = wrapper.getResponse()) {
            if (inner instanceof GuardedResponse guarded) {
                return guarded;
            }
        }
        return new GuardedResponse(response, exchange);
    }

    /** Whether the given response is this one, or leads to it. */
    boolean isWithin(HttpServletResponse response) {
        return response == this || (response instanceof ServletResponseWrapper wrapper && wrapper.isWrapperFor(this));
    }

    /** Sends the header, once, whatever the application says of it. */
    void promise(String header) {
        if (!header.equals(hsts)) {
            hsts = header;
            super.setHeader(HSTS, header);
        }
    }

    /** Keeps the promise where the container answers an exception that the application has let go. */
    void keepPromise(ServletRequest request) {
        if (hsts != null) {
            UndertowHeaders.keep(request, HSTS, hsts);
        }
    }

    /** Keeps shared caches out, unless the application says something of its own. */
    void keepPrivate() {
        if (!privateByDefault && !containsHeader(CACHE_CONTROL)) {
            privateByDefault = true;
            super.setHeader(CACHE_CONTROL, "private");
        }
    }

    /** Says that the answer depends on this header of the request too, whatever else the application says. */
    void vary(String header) {
        if (!header.equals(varies)) {
            varies = header;
            super.addHeader(VARY, header);
        }
    }

    @Override
    public void setHeader(String name, @Nullable String value) {
        if (!promised(name)) {
            privateByDefault &= !name.equalsIgnoreCase(CACHE_CONTROL);
            super.setHeader(name, value);
            if (varies != null && name.equalsIgnoreCase(VARY)) {
                super.addHeader(VARY, varies);
            }
        }
    }

    @Override
    public void sendRedirect(String location) throws IOException {
        super.sendRedirect(exchange.absolute(location));
    }

    /** As Servlet 6.1 has it: there this overrides, and in Servlet 6.0 nobody calls it. */
    public void sendRedirect(String location, int status, boolean clearBuffer) throws IOException {
        if (clearBuffer) {
            resetBuffer();
        }
        setStatus(status);
        super.setHeader(LOCATION, exchange.absolute(location));
        flushBuffer();
    }

    @Override
    public void addHeader(String name, @Nullable String value) {
        if (privateByDefault && name.equalsIgnoreCase(CACHE_CONTROL)) {
            setHeader(name, value);
        } else if (!promised(name)) {
            super.addHeader(name, value);
        }
    }

    @Override
    public void reset() {
        super.reset();
        if (hsts != null) {
            super.setHeader(HSTS, hsts);
        }
        if (privateByDefault) {
            super.setHeader(CACHE_CONTROL, "private");
        }
        if (varies != null) {
            super.addHeader(VARY, varies);
        }
    }

    private boolean promised(String name) {
        return hsts != null && name.equalsIgnoreCase(HSTS);
    }
}
