// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Arrays;

/** Certificates that nobody issued: each has the form of a real one, with a serial number and a signature of its own. */
final class MadeUp {

    private static final int CHANGED = 8;

    private final byte[] real;
    private final int serial;

    MadeUp(X509Certificate real) {
        try {
            this.real = real.getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a real certificate has bytes", e);
        }
        byte[] number = real.getSerialNumber().toByteArray();
        int start = 0;
        while (!Arrays.equals(this.real, start, start + number.length, number, 0, number.length)) {
            start++;
        }
        this.serial = start + number.length - CHANGED;
    }

    /** The one of this number, always another object, though the JDK's parser remembers the last ones. */
    X509Certificate certificate(long number) {
        byte[] bytes = real.clone();
        for (int i = 0; i < CHANGED; i++) {
            bytes[serial + i] = (byte) (number >>> (8 * i));
            bytes[bytes.length - CHANGED + i] = (byte) ((number * 0x9E3779B97F4A7C15L) >>> (8 * i));
        }
        return parse(bytes);
    }

    /** The real one again, as another connection would bring it: equal, but not the same object. */
    static X509Certificate again(X509Certificate real) {
        MadeUp others = new MadeUp(real);
        for (int i = 0; i < 1_000; i++) {
            others.certificate(i); // the parser forgets the real one
        }
        return parse(others.real);
    }

    private static X509Certificate parse(byte[] bytes) {
        try {
            return (X509Certificate) Pkix.factory().generateCertificate(new ByteArrayInputStream(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("made up too well", e);
        }
    }
}
