// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import java.math.BigInteger;
import java.security.Principal;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.Set;

/** A certificate as no JDK makes it: it has bytes, and everything else fails. */
public final class OddCertificate extends X509Certificate {

    private final byte[] bytes;

    /** One that has these bytes. */
    public OddCertificate(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public byte[] getEncoded() {
        return bytes.clone();
    }

    private static IllegalStateException odd() {
        return new IllegalStateException("asked for more than its bytes");
    }

    @Override
    public void checkValidity() {
        throw odd();
    }

    @Override
    public void checkValidity(Date date) {
        throw odd();
    }

    @Override
    public int getVersion() {
        throw odd();
    }

    @Override
    public BigInteger getSerialNumber() {
        throw odd();
    }

    @Override
    @Deprecated
    public Principal getIssuerDN() {
        throw odd();
    }

    @Override
    @Deprecated
    public Principal getSubjectDN() {
        throw odd();
    }

    @Override
    public Date getNotBefore() {
        throw odd();
    }

    @Override
    public Date getNotAfter() {
        throw odd();
    }

    @Override
    public byte[] getTBSCertificate() {
        throw odd();
    }

    @Override
    public byte[] getSignature() {
        throw odd();
    }

    @Override
    public String getSigAlgName() {
        throw odd();
    }

    @Override
    public String getSigAlgOID() {
        throw odd();
    }

    @Override
    public byte[] getSigAlgParams() {
        throw odd();
    }

    @Override
    public boolean[] getIssuerUniqueID() {
        throw odd();
    }

    @Override
    public boolean[] getSubjectUniqueID() {
        throw odd();
    }

    @Override
    public boolean[] getKeyUsage() {
        throw odd();
    }

    @Override
    public int getBasicConstraints() {
        throw odd();
    }

    @Override
    public void verify(PublicKey key) {
        throw odd();
    }

    @Override
    public void verify(PublicKey key, String provider) {
        throw odd();
    }

    @Override
    public String toString() {
        throw odd();
    }

    @Override
    public PublicKey getPublicKey() {
        throw odd();
    }

    @Override
    public boolean hasUnsupportedCriticalExtension() {
        throw odd();
    }

    @Override
    public Set<String> getCriticalExtensionOIDs() {
        throw odd();
    }

    @Override
    public Set<String> getNonCriticalExtensionOIDs() {
        throw odd();
    }

    @Override
    public byte[] getExtensionValue(String oid) {
        throw odd();
    }
}
