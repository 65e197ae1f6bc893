// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.benchmarks.contenders;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The same with the cache that version 2 has: by the SHA-256 of the value. For a few callers; it forgets none. */
final class CachingCertificateMapper extends CertificateMapper {

    private final Map<ByteBuffer, X509Certificate> seen = new ConcurrentHashMap<>();

    CachingCertificateMapper(CertificateHeader header) {
        super(header);
    }

    @Override
    X509Certificate certificate(String value) throws GeneralSecurityException {
        ByteBuffer key = ByteBuffer.wrap(
                MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.ISO_8859_1)));
        X509Certificate known = seen.get(key);
        if (known == null) {
            known = super.certificate(value);
            seen.put(key, known);
        }
        return known;
    }
}
