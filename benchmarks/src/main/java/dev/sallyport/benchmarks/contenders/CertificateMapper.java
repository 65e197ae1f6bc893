// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.benchmarks.contenders;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What Cloud Foundry's client certificate mapper does of its work: it decodes the header, has the JDK parse it, and sets the
 * attribute. It believes anybody and verifies nothing.
 */
class CertificateMapper implements Filter {

    private final CertificateHeader header;
    private final CertificateFactory factory;

    CertificateMapper(CertificateHeader header) {
        this.header = header;
        try {
            this.factory = CertificateFactory.getInstance("X.509");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no parser of its own", e);
        }
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        List<X509Certificate> certificates = new ArrayList<>();
        for (String value : Collections.list(((HttpServletRequest) request).getHeaders(CertificateHeader.NAME))) {
            try {
                certificates.add(certificate(value));
            } catch (GeneralSecurityException e) {
                throw new ServletException("a certificate cannot be parsed", e);
            }
        }
        if (!certificates.isEmpty()) {
            request.setAttribute(
                    "jakarta.servlet.request.X509Certificate", certificates.toArray(new X509Certificate[0]));
        }
        chain.doFilter(request, response);
    }

    X509Certificate certificate(String value) throws GeneralSecurityException {
        return header.parse(factory, value);
    }
}
