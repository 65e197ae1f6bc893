// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.testca;

import java.io.IOException;
import java.io.UncheckedIOException;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;

/** Distinguished names. */
final class Names {

    private Names() {}

    static X500Name commonName(String name) {
        return new X500NameBuilder().addRDN(BCStyle.CN, name).build();
    }

    static X500Principal principal(X500Name name) {
        try {
            return new X500Principal(name.getEncoded("DER"));
        } catch (IOException e) {
            throw new UncheckedIOException("the name " + name + " cannot be encoded", e);
        }
    }
}
