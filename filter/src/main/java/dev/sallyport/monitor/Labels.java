// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.monitor;

import dev.sallyport.keys.Expiring;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.naming.InvalidNameException;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;

/**
 * The labels of numbers. Those of certificates are what x509-certificate-exporter gives them, without those of places where
 * there are no places; every number of one name has the same, empty ones too.
 */
final class Labels {

    private static final List<String> ATTRIBUTES = List.of("C", "ST", "L", "O", "OU", "CN");
    private static final int LONGEST = 200;

    private Labels() {}

    /** Those of a certificate. */
    static Map<String, String> ofCertificate(Expiring certificate) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("kind", certificate.kind().label());
        labels.put("name", safe(certificate.name()));
        labels.put(
                "serial_number",
                certificate.serialNumber().map(number -> number.toString()).orElse(""));
        putName(labels, "issuer_", certificate.issuer());
        putName(labels, "subject_", certificate.subject().orElseGet(() -> new X500Principal("")));
        return labels;
    }

    /** Those of a CRL. */
    static Map<String, String> ofCrl(Expiring crl) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("name", safe(crl.name()));
        putName(labels, "issuer_", crl.issuer());
        return labels;
    }

    /** A text of somebody else that can be shown anywhere: of one line, and not too long. */
    static String safe(String text) {
        String safe = text.replaceAll("[^\\p{L}\\p{M}\\p{N}\\p{P}\\p{S} ]", "?");
        if (safe.length() <= LONGEST) {
            return safe;
        }
        return safe.substring(0, Character.isHighSurrogate(safe.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST);
    }

    /** The first value of each attribute, and the last common name, as Go's library reads them. */
    private static void putName(Map<String, String> labels, String prefix, X500Principal name) {
        ATTRIBUTES.forEach(type -> labels.put(prefix + type, ""));
        try {
            for (Rdn rdn : new LdapName(name.getName()).getRdns()) {
                for (var all = rdn.toAttributes().getAll(); all.hasMore(); ) {
                    put(labels, prefix, all.next());
                }
            }
        } catch (
                InvalidNameException e) { // the text is of the JDK itself; a name that it cannot read has no attributes
            ATTRIBUTES.forEach(type -> labels.put(prefix + type, ""));
        } catch (NamingException e) {
            throw new IllegalStateException("attributes of a parsed name are at hand", e);
        }
    }

    private static void put(Map<String, String> labels, String prefix, Attribute attribute) throws NamingException {
        String label = prefix + attribute.getID();
        boolean isFirst = "".equals(labels.get(label));
        boolean isNextCommonName = attribute.getID().equals("CN") && !isFirst;
        if ((isFirst || isNextCommonName) && attribute.get() instanceof String value) {
            labels.put(label, safe(value));
        }
    }
}
