// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.testca;

import java.io.IOException;
import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A CRL about to be issued. Left alone it is a good one: issued yesterday, followed by the next one in a week, with nobody
 * on it.
 */
public final class CrlDraft {

    private final TestCa issuer;
    private final Instant yesterday =
            Draft.CLOCK.instant().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofDays(1));

    private Instant thisUpdate = yesterday;
    private @Nullable Instant nextUpdate = yesterday.plus(Duration.ofDays(8));
    private final List<Entry> entries = new ArrayList<>();
    private final List<Extension> extensions = new ArrayList<>();
    private @Nullable String signature;
    private TestCa signer;

    private record Entry(BigInteger number, @Nullable Extensions extensions) {}

    CrlDraft(TestCa issuer) {
        this.issuer = issuer;
        this.signer = issuer;
    }

    /** When it is issued. */
    public CrlDraft from(Instant instant) {
        thisUpdate = instant;
        return this;
    }

    /** When the next one is issued. */
    public CrlDraft until(Instant instant) {
        nextUpdate = instant;
        return this;
    }

    /** Without a word on when the next one is issued. */
    public CrlDraft open() {
        nextUpdate = null;
        return this;
    }

    /** One that was revoked. */
    public CrlDraft revoke(X509Certificate certificate) {
        return revoke(certificate.getSerialNumber());
    }

    /** A number that was revoked. */
    public CrlDraft revoke(BigInteger number) {
        entries.add(new Entry(number, null));
        return this;
    }

    /** A number that was revoked for a reason, such as 8 for removeFromCRL. */
    public CrlDraft revoke(BigInteger number, int reason) {
        try {
            byte[] value = CRLReason.lookup(reason).getEncoded();
            return revoke(number, "2.5.29.21", false, value);
        } catch (IOException e) {
            throw new IllegalStateException("a reason can be encoded", e);
        }
    }

    /** A number whose entry has an extension. */
    public CrlDraft revoke(BigInteger number, String oid, boolean critical, byte[] der) {
        Extension extension = new Extension(new ASN1ObjectIdentifier(oid), critical, der);
        entries.add(new Entry(number, new Extensions(extension)));
        return this;
    }

    /** An extension as DER. */
    public CrlDraft extension(String oid, boolean critical, byte[] der) {
        extensions.add(new Extension(new ASN1ObjectIdentifier(oid), critical, der));
        return this;
    }

    /** The algorithm that it is signed with; it must fit the key. */
    public CrlDraft signature(String algorithm) {
        signature = algorithm;
        return this;
    }

    /** Signed by another one's key, in the issuer's name. */
    public CrlDraft signedBy(TestCa other) {
        signer = other;
        return this;
    }

    /** Issues it, as DER. */
    public byte[] issue() {
        X509v2CRLBuilder builder = new X509v2CRLBuilder(issuer.name(), Date.from(thisUpdate));
        if (nextUpdate != null) {
            builder.setNextUpdate(Date.from(nextUpdate));
        }
        for (Entry entry : entries) {
            if (entry.extensions == null) {
                builder.addCRLEntry(entry.number, Date.from(thisUpdate), CRLReason.unspecified);
            } else {
                builder.addCRLEntry(entry.number, Date.from(thisUpdate), entry.extensions);
            }
        }
        try {
            for (Extension extension : extensions) {
                builder.addExtension(extension);
            }
            String algorithm = signature == null ? Keys.signature(signer.keys().getPublic()) : signature;
            JcaContentSignerBuilder signing = new JcaContentSignerBuilder(algorithm);
            if (algorithm.endsWith("MGF1")) { // the JDK has no name for RSASSA-PSS with its parameters
                signing.setProvider(new BouncyCastleProvider());
            }
            return builder.build(signing.build(signer.keys().getPrivate())).getEncoded();
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalStateException("cannot issue a CRL of " + issuer.name(), e);
        }
    }

    /** Issues it, as PEM. */
    public String pem() {
        return Pem.block("X509 CRL", issue());
    }
}
