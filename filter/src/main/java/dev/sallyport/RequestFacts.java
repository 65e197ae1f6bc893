// SPDX-License-Identifier: Apache-2.0
package dev.sallyport;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a request before anybody decides about it; read once, kept on the request.
 *
 * @param secure whether it came over TLS
 * @param method the method, in the client's spelling
 * @param target path and query as the client sent them, undecoded
 * @param path the path as the container understood it, decoded and normalised, with the context path
 * @param port the port the client connected to
 * @param remoteAddress the address the connection came from
 * @param cipherSuite the cipher suite by its IANA name, where known
 * @param certificates what the client presented, its own certificate first; not verified
 * @param way by which way it came
 * @param early whether it may have been replayed, being early data of TLS 1.3 (RFC 8470)
 * @param headers its header lines
 */
public record RequestFacts(
        boolean secure,
        String method,
        String target,
        String path,
        int port,
        String remoteAddress,
        Optional<String> cipherSuite,
        List<X509Certificate> certificates,
        Way way,
        boolean early,
        Headers headers) {

    /** Keeps a copy of the certificates. */
    public RequestFacts {
        certificates = List.copyOf(certificates);
    }
}
