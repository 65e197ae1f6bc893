// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.proxy;

import dev.sallyport.Headers;

/**
 * The connection that a request came over, as the container shows it.
 *
 * @param secure whether it is TLS
 * @param address the address at its other end
 * @param port the port at its other end
 * @param id what the container calls it (Servlet 6.0, section 3.15), which with some begins with the address
 * @param rewritten whether the container says that it has put something else into the place of the address
 * @param headers the header lines of the request
 */
public record Connection(boolean secure, String address, int port, String id, boolean rewritten, Headers headers) {}
