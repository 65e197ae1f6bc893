// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Puts SCTs of published vectors to what judges those of callers. A caller's are embedded; a vector may have them beside
 * its certificate, or be of a precertificate, whose entry is made here.
 *
 * @param leaf what was logged
 * @param chain its issuers
 * @param logs the logs that are known
 */
public record SctVectors(X509Certificate leaf, List<X509Certificate> chain, LogList logs) {

    private static final String POISON = "1.3.6.1.4.1.11129.2.4.3";
    private static final String SIGNS_PRECERTIFICATES = "1.3.6.1.4.1.11129.2.4.4";
    private static final String AUTHORITY_KEY = "2.5.29.35";

    /** The worst of what the SCTs in the certificate are worth. */
    public String embedded() {
        if (chain.isEmpty()) {
            return "INVALID";
        }
        try {
            return worst(Sct.embedded(TbsCertificate.read(leaf)), LogEntry.of(leaf, chain.get(0)));
        } catch (UnreadableException e) {
            return "INVALID";
        }
    }

    /** The worst of what the SCTs beside the certificate are worth. */
    public String beside(byte[] scts, boolean list, boolean precertificate) {
        try {
            byte[] entry = precertificate ? precertificate() : certificate();
            return worst(list ? Sct.list(scts) : Sct.read(scts).stream().toList(), entry);
        } catch (UnreadableException | GeneralSecurityException e) {
            return "INVALID";
        }
    }

    private String worst(List<Sct> scts, byte[] entry) {
        Instant end = leaf.getNotAfter().toInstant();
        Set<SctStatus> found =
                scts.stream().map(sct -> logs.status(sct, entry, end, end)).collect(Collectors.toSet());
        if (found.equals(Set.of(SctStatus.VALID))) {
            return "VALID";
        }
        return !found.isEmpty()
                        && Set.of(SctStatus.VALID, SctStatus.UNKNOWN_LOG).containsAll(found)
                ? "UNKNOWN_LOG"
                : "INVALID";
    }

    private byte[] certificate() throws GeneralSecurityException {
        byte[] bytes = leaf.getEncoded();
        ByteArrayOutputStream entry = new ByteArrayOutputStream();
        entry.writeBytes(new byte[] {0, 0, 0, (byte) (bytes.length >> 8), (byte) bytes.length});
        entry.writeBytes(bytes);
        return entry.toByteArray();
    }

    private byte[] precertificate() throws UnreadableException, GeneralSecurityException {
        byte[] fields = LogEntry.without(POISON, LogEntry.without(Sct.EXTENSION, leaf.getTBSCertificate()));
        X509Certificate issuer = chain.get(0);
        List<String> usages = issuer.getExtendedKeyUsage();
        if (usages == null || !usages.contains(SIGNS_PRECERTIFICATES)) {
            return LogEntry.of(SubjectKey.sha256(issuer), fields);
        }
        return LogEntry.of(SubjectKey.sha256(chain.get(1)), ofFinalIssuer(fields, TbsCertificate.read(issuer)));
    }

    /** The fields as the issuer of the final certificate writes them: its name, and which key of its it is. */
    private static byte[] ofFinalIssuer(byte[] fields, TbsCertificate signer) throws UnreadableException {
        List<byte[]> changed = new ArrayList<>();
        List<Der> all = Der.read(fields).children(Der.SEQUENCE);
        for (Der field : all.subList(0, all.size() - 1)) {
            changed.add(changed.size() == 3 ? signer.issuer().encoded() : field.encoded());
        }
        List<byte[]> extensions = new ArrayList<>();
        Der last = all.get(all.size() - 1);
        for (Der extension : last.children(0xA3).get(0).children(Der.SEQUENCE)) {
            Der type = extension.children(Der.SEQUENCE).get(0);
            TbsCertificate.Extension ofSigner = signer.extensions().get(AUTHORITY_KEY);
            extensions.add(
                    ofSigner != null && type.objectIdentifier().equals(AUTHORITY_KEY)
                            ? LogEntry.element(
                                    Der.SEQUENCE,
                                    List.of(type.encoded(), ofSigner.value().encoded()))
                            : extension.encoded());
        }
        changed.add(LogEntry.element(0xA3, List.of(LogEntry.element(Der.SEQUENCE, extensions))));
        return LogEntry.element(Der.SEQUENCE, changed);
    }
}
