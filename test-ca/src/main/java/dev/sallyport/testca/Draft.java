// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.testca;

import java.io.IOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.jspecify.annotations.Nullable;

/**
 * A certificate about to be issued. Left alone it is a good one: EC P-256, valid from yesterday for a year.
 *
 * <p>The validity is the one thing that is read from the system's clock; give {@link #from} and {@link #until} where a
 * test chooses its own time.
 */
public final class Draft {

    static final InstantSource CLOCK = InstantSource.system();

    X500Name subject;
    Instant notBefore;
    Instant notAfter;
    final List<GeneralName> alternativeNames = new ArrayList<>();
    final List<Extension> extensions = new ArrayList<>();
    List<Usage> usages = List.of();
    List<KeyUsageBit> keyUsages = List.of();
    boolean ca;
    int pathLength = -1;
    boolean selfSigned;

    @Nullable BigInteger serial;

    @Nullable KeyPair keys;

    @Nullable PublicKey publicKey;

    @Nullable String signature;

    private final @Nullable TestCa issuer;

    Draft(@Nullable TestCa issuer, String commonName) {
        this.issuer = issuer;
        this.subject = Names.commonName(commonName);
        Instant yesterday = CLOCK.instant().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofDays(1));
        this.notBefore = yesterday;
        this.notAfter = yesterday.plus(Duration.ofDays(366));
    }

    /** The subject, first RDN first, such as {@code CN=billing,O=Acme}. */
    public Draft subject(String text) {
        subject = new X500Name(text);
        return this;
    }

    /** The subject as the DER of a {@code Name}, for what text cannot say. */
    public Draft subjectDer(byte[] der) {
        subject = X500Name.getInstance(der);
        return this;
    }

    /** A subject without any attribute. */
    public Draft noSubject() {
        return subject("");
    }

    /** A SPIFFE ID, as a URI. */
    public Draft spiffe(String id) {
        return uri(id);
    }

    /** A URI. */
    public Draft uri(String uri) {
        return name(GeneralName.uniformResourceIdentifier, uri);
    }

    /** A DNS name. */
    public Draft dns(String name) {
        return name(GeneralName.dNSName, name);
    }

    /** An e-mail address. */
    public Draft email(String address) {
        return name(GeneralName.rfc822Name, address);
    }

    /** An IP address in text form. */
    public Draft ip(String address) {
        return name(GeneralName.iPAddress, address);
    }

    /** The first second of the validity. */
    public Draft from(Instant first) {
        notBefore = first;
        return this;
    }

    /** The last second of the validity. */
    public Draft until(Instant last) {
        notAfter = last;
        if (notBefore.isAfter(last)) {
            notBefore = last.minus(Duration.ofDays(365));
        }
        return this;
    }

    /** The extended key usages; none leaves the extension out. */
    public Draft usage(Usage... allowed) {
        usages = List.copyOf(Arrays.asList(allowed));
        return this;
    }

    /** The key usages; none leaves the extension out. */
    public Draft keyUsage(KeyUsageBit... allowed) {
        keyUsages = List.copyOf(Arrays.asList(allowed));
        return this;
    }

    /** An RSA key. */
    public Draft rsa(int bits) {
        return keys(Keys.rsa(bits));
    }

    /** An EC key on a named curve, such as {@code secp384r1}. */
    public Draft ec(String curve) {
        return keys(Keys.ec(curve));
    }

    /** An Ed25519 key. */
    public Draft ed25519() {
        return keys(Keys.ed25519());
    }

    /** A key pair of one's own. */
    public Draft keys(KeyPair pair) {
        keys = pair;
        return this;
    }

    /** Another public key in the certificate than that of the key pair; one that no JDK would make, perhaps. */
    public Draft publicKey(PublicKey key) {
        publicKey = key;
        return this;
    }

    /** The algorithm that the issuer signs with, such as {@code SHA1withRSA}; it must fit the issuer's key. */
    public Draft signature(String algorithm) {
        signature = algorithm;
        return this;
    }

    /** Whether the certificate says that it is a CA's. */
    public Draft ca(boolean isCa) {
        ca = isCa;
        return this;
    }

    /** How many CAs may follow this one. */
    public Draft pathLength(int length) {
        pathLength = length;
        return this;
    }

    /** The serial number; random without this. */
    public Draft serial(BigInteger number) {
        serial = number;
        return this;
    }

    /** An extension as DER. One of the same kind that the draft would make itself gives way to it. */
    public Draft extension(String oid, boolean critical, byte[] der) {
        extensions.add(new Extension(new ASN1ObjectIdentifier(oid), critical, der));
        return this;
    }

    /** Where responders are asked about it. */
    public Draft ocspAt(String... urls) {
        AccessDescription[] places = Arrays.stream(urls)
                .map(url -> new GeneralName(GeneralName.uniformResourceIdentifier, url))
                .map(name -> new AccessDescription(AccessDescription.id_ad_ocsp, name))
                .toArray(AccessDescription[]::new);
        try {
            byte[] value = new AuthorityInformationAccess(places).getEncoded();
            return extension(Extension.authorityInfoAccess.getId(), false, value);
        } catch (IOException e) {
            throw new IllegalStateException("an address can be encoded", e);
        }
    }

    /** Signed by its own key instead of the CA's. */
    public Draft selfSigned() {
        selfSigned = true;
        return this;
    }

    /** Issues it; every call issues another one. */
    public Issued issue() {
        KeyPair pair = keys == null ? Keys.ec("secp256r1") : keys;
        return Signing.sign(this, pair, selfSigned ? null : issuer);
    }

    /** The subject as it will be issued. */
    public X500Principal subject() {
        return Names.principal(subject);
    }

    private Draft name(int type, String value) {
        alternativeNames.add(new GeneralName(type, value));
        return this;
    }
}
