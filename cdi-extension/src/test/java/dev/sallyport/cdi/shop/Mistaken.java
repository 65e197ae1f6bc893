// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.cdi.shop;

import dev.sallyport.RequireClientCert;
import jakarta.enterprise.context.ApplicationScoped;

/** Requires what no setting knows, on a method, where not every servlet container looks. */
@ApplicationScoped
public class Mistaken {

    /** Never called. */
    @RequireClientCert(trust = "no-such-trust")
    public void call() {}
}
