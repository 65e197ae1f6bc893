// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.servlet;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.util.HashMap;
import java.util.Map;

/** As much of a response as a filter needs, without a container; it can be begun again. */
final class BareResponse extends HttpServletResponseWrapper {

    final Map<String, String> headers = new HashMap<>();

    BareResponse() {
        super(BareRequest.nothing(HttpServletResponse.class));
    }

    /** Begins a new response on the same connection. */
    BareResponse again() {
        headers.clear();
        return this;
    }

    @Override
    public void setHeader(String name, String value) {
        headers.put(name, value);
    }

    @Override
    public boolean containsHeader(String name) {
        return headers.containsKey(name);
    }

    @Override
    public boolean isCommitted() {
        return false;
    }
}
