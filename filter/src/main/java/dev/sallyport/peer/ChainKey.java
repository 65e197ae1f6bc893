// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Certificates as they were presented: equal to others of the same bytes in the same order, whatever connection those
 * came over.
 *
 * <p>They are of the JDK's own class, whose bytes nobody can change, and which compares them without a copy. Hashed are
 * the ends of their signatures, which differ from one certificate to the next. Who makes certificates up can make those
 * equal, but only among the refused, of which few are kept.
 *
 * @param certificates the certificates, made by {@link Presented#own}
 * @param hash of the ends of their signatures
 */
record ChainKey(List<X509Certificate> certificates, int hash) {

    private static final int HASHED = 8;
    private static final int FIXED_WEIGHT = 2048;
    private static final int WEIGHT_OF_A_BYTE = 6;

    ChainKey(List<X509Certificate> certificates) {
        this(List.copyOf(certificates), hash(certificates));
    }

    /** About how many bytes of memory it keeps, together with what is found of it. */
    int weight() {
        int weight = FIXED_WEIGHT;
        for (X509Certificate certificate : certificates) {
            weight += WEIGHT_OF_A_BYTE * length(certificate);
        }
        return weight;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ChainKey that && hash == that.hash && certificates.equals(that.certificates);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    private static int hash(List<X509Certificate> certificates) {
        int hash = 0;
        for (X509Certificate certificate : certificates) {
            hash = 31 * hash + hash(certificate);
        }
        return hash;
    }

    static int hash(X509Certificate certificate) {
        int hash = 0;
        byte[] signature = certificate.getSignature();
        for (int i = Math.max(0, signature.length - HASHED); i < signature.length; i++) {
            hash = 31 * hash + signature[i];
        }
        return hash;
    }

    private static int length(X509Certificate certificate) {
        try {
            return certificate.getEncoded().length;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate that was parsed has bytes", e);
        }
    }
}
