// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import static dev.sallyport.peer.Asking.NOON;
import static dev.sallyport.peer.Asking.below;
import static dev.sallyport.peer.Asking.ca;
import static dev.sallyport.peer.Asking.client;

import dev.sallyport.fetch.Deadline;
import dev.sallyport.testca.OcspDraft;
import dev.sallyport.testca.TestCa;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Puts OCSP responses about the certificate of a caller, which are right at noon, to what judges them. */
final class Responding {

    static final TestCa ROOT = ca("Root");
    static final TestCa ISSUING = below(ROOT, "Issuing");
    static final X509Certificate BILLING = client(ISSUING).issue().certificate();
    static final RevocationQuestion ASKED = asked(BILLING, ISSUING, true, NOON);
    static final OcspQuestion QUESTION = question(ASKED);

    private Responding() {}

    static RevocationQuestion asked(X509Certificate certificate, TestCa issuer, boolean caller, Instant now) {
        try {
            return new RevocationQuestion(
                    PathCertificate.read(certificate),
                    List.of(issuer.certificate()),
                    caller,
                    now,
                    Deadline.in(Duration.ZERO));
        } catch (UnreadableException e) {
            throw new IllegalStateException("a certificate that was issued can be read", e);
        }
    }

    static OcspQuestion question(RevocationQuestion asked) {
        try {
            return OcspQuestion.of(asked);
        } catch (UnreadableException e) {
            throw new IllegalStateException("a certificate that was issued can be called", e);
        }
    }

    static OcspDraft ocsp(TestCa ca) {
        return ca.ocsp().from(NOON.minusSeconds(3600)).until(NOON.plusSeconds(3600));
    }

    /** What judges responses, where these CRLs are known. */
    static OcspCheck check(AlgorithmPolicy algorithms, Crl... crls) {
        PathRules rules = new PathRules(
                new ClientUsage(UsagePolicy.OPTIONAL, ClientUsage.CLIENT_AUTH),
                algorithms,
                CertificatePolicies.ANY,
                16);
        Revocation revocation = Revocation.OFF.maximumAge(Duration.ofDays(2));
        CrlSource source = new CrlSource(new CrlRules(revocation, algorithms, Duration.ZERO), List.of(crls), List.of());
        return new OcspCheck(revocation, algorithms, new OcspSigners(rules, SignatureCheck.OF_JDK, source));
    }

    static String says(OcspDraft response) {
        return says(response.issue());
    }

    static String says(byte[] response) {
        return says(check(AlgorithmPolicy.DEFAULT), response, NOON);
    }

    /** The status in lower case, or why there is none. */
    static String says(OcspCheck check, byte[] response, Instant now) {
        try {
            OcspAnswer answer = check.read(response, QUESTION, Optional.empty(), now);
            return answer.status().name().toLowerCase(Locale.ROOT);
        } catch (UnreadableException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
