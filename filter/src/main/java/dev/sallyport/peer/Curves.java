// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.util.Map;
import java.util.Optional;

/** The curves of NIST, told by all that they are and not by a name. */
final class Curves {

    private static final Map<String, ECParameterSpec> NAMED =
            Map.of("p-256", curve("secp256r1"), "p-384", curve("secp384r1"), "p-521", curve("secp521r1"));

    private Curves() {}

    static Optional<String> name(ECParameterSpec parameters) {
        return NAMED.entrySet().stream()
                .filter(curve -> same(curve.getValue(), parameters))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static boolean same(ECParameterSpec one, ECParameterSpec other) {
        return one.getCurve().equals(other.getCurve())
                && one.getGenerator().equals(other.getGenerator())
                && one.getOrder().equals(other.getOrder())
                && one.getCofactor() == other.getCofactor();
    }

    private static ECParameterSpec curve(String name) {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec(name));
            return parameters.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK knows the curve " + name, e);
        }
    }
}
