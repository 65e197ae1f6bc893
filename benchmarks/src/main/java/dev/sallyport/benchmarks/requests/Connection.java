// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.benchmarks.requests;

import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.security.Principal;
import java.security.cert.X509Certificate;
import java.util.List;

/** A connection on which one request follows the other. For one thread. */
public final class Connection {

    private final HandMadeRequest request;
    private final HandMadeResponse response = new HandMadeResponse();
    private final FilterLine line;

    /**
     * A connection to an application behind these filters.
     *
     * @param headers that requests have besides, a name and a value by turns
     */
    public Connection(List<Filter> filters, String... headers) {
        request = new HandMadeRequest(headers);
        line = new FilterLine(filters);
    }

    /** Sends a request; true if it reached the application. */
    public boolean send(X509Certificate[] presented) throws IOException, ServletException {
        return line.send(request.next(presented), response.next());
    }

    /** Sends a request without certificates and with these bytes in the last of its headers; true if it reached the application. */
    public boolean send(byte[] lastHeader) throws IOException, ServletException {
        return line.send(request.next(lastHeader), response.next());
    }

    /** Who called, as the application saw it. */
    public Principal caller() {
        return line.caller();
    }

    /** What was answered. */
    public HandMadeResponse response() {
        return response;
    }
}
