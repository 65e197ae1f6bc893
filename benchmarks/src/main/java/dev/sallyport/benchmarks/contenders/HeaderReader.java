// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.benchmarks.contenders;

import dev.sallyport.proxy.Dialect;
import dev.sallyport.proxy.DialectBuilder;
import dev.sallyport.proxy.ForwardedException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;

/** Reads the caller's certificate out of a header. */
@FunctionalInterface
public interface HeaderReader {

    /** Who reads. */
    enum Kind {
        /** What the JDK has, put one behind the other. */
        JDK {
            @Override
            public HeaderReader of(CertificateHeader header) throws GeneralSecurityException {
                CertificateFactory factory = CertificateFactory.getInstance("X.509");
                return value -> header.parse(factory, value);
            }

            @Override
            public String value(CertificateHeader header, X509Certificate certificate) throws GeneralSecurityException {
                return header.withoutFrame(certificate);
            }
        },
        /** The dialect of that proxy. */
        SALLYPORT {
            @Override
            public HeaderReader of(CertificateHeader header) {
                Dialect dialect = DialectBuilder.named(header.dialect())
                        .certificateHeader(CertificateHeader.NAME)
                        .build();
                return value -> read(dialect, List.of(value));
            }

            @Override
            public String value(CertificateHeader header, X509Certificate certificate) throws GeneralSecurityException {
                return header.of(certificate);
            }
        };

        /** One for this header. */
        public abstract HeaderReader of(CertificateHeader header) throws GeneralSecurityException;

        /** What it is given to read. */
        public abstract String value(CertificateHeader header, X509Certificate certificate)
                throws GeneralSecurityException;

        private static X509Certificate read(Dialect dialect, List<String> lines) {
            try {
                return dialect.read(name -> name.equals(CertificateHeader.NAME) ? lines : List.of())
                        .certificates()
                        .get(0);
            } catch (ForwardedException e) {
                throw new IllegalStateException("a good header is refused", e);
            }
        }
    }

    /** The certificate in such a value. */
    X509Certificate read(String value) throws GeneralSecurityException;
}
