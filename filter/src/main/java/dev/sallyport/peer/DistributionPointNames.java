// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.security.auth.x500.X500Principal;

/** The names of a place where CRLs are found, so that they can be compared. */
final class DistributionPointNames {

    private static final int FULL_NAME = 0xA0;
    private static final int RELATIVE_NAME = 0xA1;
    private static final int DIRECTORY_NAME = 0xA4;
    private static final int DNS_NAME = 0x82;
    private static final int IP_ADDRESS = 0x87;

    private DistributionPointNames() {}

    /**
     * Reads a choice of names.
     *
     * @param field the element that holds the choice
     * @param issuer what a name is relative to, if it is
     */
    static Set<Object> read(Der field, X500Principal issuer) throws UnreadableException {
        List<Der> choice = field.children(field.tag());
        if (choice.size() != 1) {
            throw new UnreadableException("the name of a distribution point in it is malformed");
        }
        if (choice.get(0).tag() == RELATIVE_NAME) {
            return Set.of(relative(choice.get(0), issuer));
        }
        return generalNames(choice.get(0).expect(FULL_NAME));
    }

    /** Names of any kind but hosts, for those are no places: directory names compare as such, all others by their bytes. */
    static Set<Object> generalNames(Der field) throws UnreadableException {
        Set<Object> names = new HashSet<>();
        for (Der name : field.children(field.tag())) {
            if (name.tag() == DNS_NAME || name.tag() == IP_ADDRESS) {
                throw new UnreadableException("a distribution point in it is a host, where nothing can be found");
            }
            names.add(
                    name.tag() == DIRECTORY_NAME
                            ? principal(name.only(DIRECTORY_NAME))
                            : ByteBuffer.wrap(name.encoded()));
        }
        if (names.isEmpty()) {
            throw new UnreadableException("a distribution point in it has no name");
        }
        return names;
    }

    static X500Principal principal(Der name) throws UnreadableException {
        try {
            return new X500Principal(name.expect(Der.SEQUENCE).encoded());
        } catch (IllegalArgumentException e) {
            throw new UnreadableException("a name in it is malformed", e);
        }
    }

    /** The issuer's name and one more RDN. */
    private static X500Principal relative(Der rdn, X500Principal issuer) throws UnreadableException {
        byte[] last = rdn.content();
        byte[] first = Der.read(issuer.getEncoded()).content();
        byte[] set = DerWriter.element(Der.SET, last);
        return principal(Der.read(DerWriter.element(Der.SEQUENCE, first, set)));
    }
}
