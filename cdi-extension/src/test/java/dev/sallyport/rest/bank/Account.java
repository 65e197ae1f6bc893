// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.rest.bank;

import dev.sallyport.RequireClientCert;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;

/** A sub-resource: requires nothing itself but for one method, and is made by whoever locates it. */
public class Account {

    private final String text;

    public Account(String text) {
        this.text = text;
    }

    @GET
    public String show(@Context SecurityContext caller) {
        return text + ", shown to " + Safe.describe(caller);
    }

    @POST
    @RequireClientCert(allow = "spiffe://acme.example/treasury/*")
    public String pay(@Context SecurityContext caller) {
        return text + ", paid by " + Safe.describe(caller);
    }
}
