// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.security;

import dev.sallyport.RequireClientCert;
import dev.sallyport.Via;
import jakarta.enterprise.util.AnnotationLiteral;
import java.util.List;

/** A requirement as it would be annotated. */
@SuppressWarnings("ImmutableAnnotationChecker") // the array is never handed out
final class Demand extends AnnotationLiteral<RequireClientCert> implements RequireClientCert {

    private final String trust;
    private final String[] allow;
    private final Via via;

    Demand(String trust, List<String> allow, Via via) {
        this.trust = trust;
        this.allow = allow.toArray(String[]::new);
        this.via = via;
    }

    @Override
    public String trust() {
        return trust;
    }

    @Override
    public String[] allow() {
        return allow.clone();
    }

    @Override
    public Via via() {
        return via;
    }
}
