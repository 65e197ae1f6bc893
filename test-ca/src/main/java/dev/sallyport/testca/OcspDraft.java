// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.testca;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.bouncycastle.operator.DigestCalculator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.jspecify.annotations.Nullable;

/**
 * An OCSP response about to be given. Left alone it is signed by the issuer, an hour old, right for a day, and speaks of
 * nobody.
 */
public final class OcspDraft {

    private static final AlgorithmIdentifier SHA_256 = new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256);

    private final TestCa issuer;
    private Instant producedAt =
            Draft.CLOCK.instant().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofHours(1));
    private Instant thisUpdate = producedAt;
    private @Nullable Instant nextUpdate = producedAt.plus(Duration.ofDays(1));
    private AlgorithmIdentifier digest = CertificateID.HASH_SHA1;
    private final List<Entry> entries = new ArrayList<>();
    private final List<Extension> extensions = new ArrayList<>();
    private final List<X509Certificate> shown = new ArrayList<>();
    private X509Certificate responder;
    private PrivateKey key;
    private boolean byKey;
    private @Nullable String signature;

    private record Entry(
            TestCa issuer,
            X509Certificate certificate,
            AlgorithmIdentifier digest,
            @Nullable CertificateStatus status,
            Instant thisUpdate,
            @Nullable Instant nextUpdate,
            @Nullable Extensions extensions) {}

    OcspDraft(TestCa issuer) {
        this.issuer = issuer;
        this.responder = issuer.certificate();
        this.key = issuer.privateKey();
    }

    /** When it is signed, and since when what is said from here on is right. */
    public OcspDraft from(Instant instant) {
        producedAt = instant;
        thisUpdate = instant;
        return this;
    }

    /** When it is signed. */
    public OcspDraft producedAt(Instant instant) {
        producedAt = instant;
        return this;
    }

    /** Until when what is said from here on is right. */
    public OcspDraft until(Instant instant) {
        nextUpdate = instant;
        return this;
    }

    /** Without a word on how long what is said from here on is right. */
    public OcspDraft open() {
        nextUpdate = null;
        return this;
    }

    /** Calls certificates by SHA-256 from here on, instead of SHA-1. */
    public OcspDraft sha256() {
        digest = SHA_256;
        return this;
    }

    /** One that was not revoked. */
    public OcspDraft good(X509Certificate certificate) {
        return add(issuer, certificate, CertificateStatus.GOOD, null);
    }

    /** One of another CA that was not revoked. */
    public OcspDraft good(TestCa other, X509Certificate certificate) {
        return add(other, certificate, CertificateStatus.GOOD, null);
    }

    /** One that was not revoked, with an extension. */
    public OcspDraft good(X509Certificate certificate, String oid, boolean critical, byte[] der) {
        Extension extension = new Extension(new ASN1ObjectIdentifier(oid), critical, der);
        return add(issuer, certificate, CertificateStatus.GOOD, new Extensions(extension));
    }

    /** One that was revoked. */
    public OcspDraft revoked(X509Certificate certificate) {
        return add(issuer, certificate, new RevokedStatus(Date.from(thisUpdate)), null);
    }

    /** One that was revoked for a reason. */
    public OcspDraft revoked(X509Certificate certificate, int reason) {
        return add(issuer, certificate, new RevokedStatus(Date.from(thisUpdate), reason), null);
    }

    /** One that the responder does not know. */
    public OcspDraft unknown(X509Certificate certificate) {
        return add(issuer, certificate, new UnknownStatus(), null);
    }

    /** What was asked with. */
    public OcspDraft nonce(byte[] nonce) {
        try {
            byte[] value = new DEROctetString(nonce).getEncoded();
            return extension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce.getId(), false, value);
        } catch (IOException e) {
            throw new IllegalStateException("a nonce can be encoded", e);
        }
    }

    /** An extension as DER. */
    public OcspDraft extension(String oid, boolean critical, byte[] der) {
        extensions.add(new Extension(new ASN1ObjectIdentifier(oid), critical, der));
        return this;
    }

    /** Signed by a responder, whose certificate is shown. */
    public OcspDraft signedBy(Issued other) {
        show(other.certificate());
        responder = other.certificate();
        key = other.privateKey();
        return this;
    }

    /** Signed with the key of another, in the name of who it is. */
    public OcspDraft key(PrivateKey other) {
        key = other;
        return this;
    }

    /** Calls the responder by its key, instead of its name. */
    public OcspDraft byKey() {
        byKey = true;
        return this;
    }

    /** Shows a certificate. */
    public OcspDraft show(X509Certificate certificate) {
        shown.add(certificate);
        return this;
    }

    /** Shows no certificate. */
    public OcspDraft showNone() {
        shown.clear();
        return this;
    }

    /** The algorithm that it is signed with; it must fit the key. */
    public OcspDraft signature(String algorithm) {
        signature = algorithm;
        return this;
    }

    /** Gives it, as DER. */
    public byte[] issue() {
        try {
            BasicOCSPRespBuilder builder = new BasicOCSPRespBuilder(responderId());
            for (Entry entry : entries) {
                builder.addResponse(
                        id(entry),
                        entry.status,
                        Date.from(entry.thisUpdate),
                        entry.nextUpdate == null ? null : Date.from(entry.nextUpdate),
                        entry.extensions);
            }
            if (!extensions.isEmpty()) {
                builder.setResponseExtensions(new Extensions(extensions.toArray(Extension[]::new)));
            }
            X509CertificateHolder[] certificates = new X509CertificateHolder[shown.size()];
            for (int i = 0; i < certificates.length; i++) {
                certificates[i] = new JcaX509CertificateHolder(shown.get(i));
            }
            String algorithm = signature == null ? Keys.signature(responder.getPublicKey()) : signature;
            BasicOCSPResp response = builder.build(
                    new JcaContentSignerBuilder(algorithm).build(key), certificates, Date.from(producedAt));
            return new OCSPRespBuilder()
                    .build(OCSPRespBuilder.SUCCESSFUL, response)
                    .getEncoded();
        } catch (IOException | GeneralSecurityException | OperatorCreationException | OCSPException e) {
            throw new IllegalStateException("cannot answer for " + issuer.name(), e);
        }
    }

    private OcspDraft add(
            TestCa of, X509Certificate certificate, @Nullable CertificateStatus status, @Nullable Extensions with) {
        entries.add(new Entry(of, certificate, digest, status, thisUpdate, nextUpdate, with));
        return this;
    }

    private RespID responderId() throws OCSPException, OperatorCreationException, GeneralSecurityException {
        return byKey
                ? new RespID(
                        SubjectPublicKeyInfo.getInstance(
                                responder.getPublicKey().getEncoded()),
                        calculator(CertificateID.HASH_SHA1))
                : new RespID(new JcaX509CertificateHolder(responder).getSubject());
    }

    private static CertificateID id(Entry entry)
            throws OCSPException, OperatorCreationException, GeneralSecurityException {
        X509CertificateHolder holder = new JcaX509CertificateHolder(entry.issuer.certificate());
        return new CertificateID(calculator(entry.digest), holder, entry.certificate.getSerialNumber());
    }

    private static DigestCalculator calculator(AlgorithmIdentifier digest) throws OperatorCreationException {
        return new JcaDigestCalculatorProviderBuilder().build().get(digest);
    }
}
