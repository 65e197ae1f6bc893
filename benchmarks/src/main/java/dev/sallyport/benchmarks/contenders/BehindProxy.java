// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.benchmarks.contenders;

import dev.sallyport.benchmarks.pki.Partners;
import dev.sallyport.benchmarks.requests.Connection;
import jakarta.servlet.Filter;
import java.util.List;
import java.util.Map;

/** What stands before an application whose callers come through a proxy, which names them in a header. */
public enum BehindProxy {
    /** Sallyport, which knows the proxy by a secret, and proves the caller. */
    SALLYPORT {
        @Override
        List<Filter> filters(CertificateHeader header, Partners partners) throws Exception {
            return Registered.filters(
                    Contender.SALLYPORT,
                    partners.anchorFile(),
                    Map.of(
                            "proxy.edge.secret",
                            SECRET,
                            "proxy.edge.certificates",
                            header.dialect(),
                            "proxy.edge.certificate-header",
                            CertificateHeader.NAME));
        }
    },
    /** Cloud Foundry's mapper at its best: the JDK remembers the certificate. */
    CERTIFICATE_MAPPER {
        @Override
        List<Filter> filters(CertificateHeader header, Partners partners) {
            return List.of(new CertificateMapper(header));
        }
    },
    /** The same with a cache of its own. */
    CACHING_CERTIFICATE_MAPPER {
        @Override
        List<Filter> filters(CertificateHeader header, Partners partners) {
            return List.of(new CachingCertificateMapper(header));
        }
    };

    private static final String SECRET = "known-to-the-edge-and-to-us-alone";

    abstract List<Filter> filters(CertificateHeader header, Partners partners) throws Exception;

    /** The proxy's connection to the application; the last header of each request has the certificate. */
    public Connection connection(CertificateHeader header, Partners partners) throws Exception {
        return new Connection(
                filters(header, partners), "X-Sallyport-Proxy", SECRET, CertificateHeader.NAME, "not known yet");
    }
}
