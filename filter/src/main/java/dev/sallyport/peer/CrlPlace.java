// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import dev.sallyport.fetch.FetchException;
import dev.sallyport.fetch.FetchUrl;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import javax.security.auth.x500.X500Principal;

/**
 * Where the CRL of an issuer is fetched. Another CA of the same name has places of its own, although they may have the same
 * address.
 *
 * @param url the address
 * @param issuer the issuer's name
 * @param key the issuer's key
 */
record CrlPlace(FetchUrl url, X500Principal issuer, PublicKey key) {

    private static final int URI = 0x86;
    private static final int MOST = 4;

    /** The addresses in the distribution points of a certificate at which its issuer's own CRLs are; the first few. */
    static List<CrlPlace> of(RevocationQuestion question) throws UnreadableException {
        List<CrlPlace> places = new ArrayList<>();
        PublicKey key = question.issuer().getPublicKey();
        for (DistributionPoint point : DistributionPoint.of(question.certificate())) {
            for (String address : point.issuers().isEmpty() ? addresses(point) : List.<String>of()) {
                try {
                    places.add(new CrlPlace(
                            FetchUrl.parse(address), question.certificate().issuer(), key));
                } catch (FetchException e) {
                    // ldap, or worse: nothing is fetched from there
                }
            }
        }
        return places.stream().distinct().limit(MOST).toList();
    }

    private static List<String> addresses(DistributionPoint point) throws UnreadableException {
        List<String> addresses = new ArrayList<>();
        for (Object name : point.places()) {
            if (name instanceof ByteBuffer encoded) {
                byte[] bytes = new byte[encoded.remaining()];
                encoded.duplicate().get(bytes);
                Der element = Der.read(bytes);
                if (element.tag() == URI) {
                    addresses.add(new String(element.content(), StandardCharsets.ISO_8859_1));
                }
            }
        }
        return addresses.stream().sorted().toList(); // by chance, they have no order
    }
}
