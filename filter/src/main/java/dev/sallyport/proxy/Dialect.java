// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.proxy;

import dev.sallyport.Headers;
import java.util.List;

/** How a proxy writes down the certificates that its caller presented: one strict parser each. Safe for use by many threads. */
public interface Dialect {

    /**
     * The headers it reads, the one with the caller's own certificate first. Nothing else in a request changes what it reads,
     * but {@code Connection}, which must not name one of them.
     */
    List<String> headers();

    /**
     * What the proxy says.
     *
     * @throws ForwardedException if it says it twice, contradicts itself, or writes it in any other way than this dialect's
     */
    CallerCertificates read(Headers headers) throws ForwardedException;
}
