// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.rest.bank;

import dev.sallyport.PeerIdentity;
import dev.sallyport.RequireClientCert;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Answers later, on threads of its own. */
@Path("notices")
@RequestScoped
@RequireClientCert
public class Notices {

    private static final ExecutorService LATER = Executors.newFixedThreadPool(4);

    @Inject
    PeerIdentity peer;

    @GET
    @Path("suspended/{text}")
    public void suspended(@PathParam("text") String text, @Suspended AsyncResponse answer) {
        PeerIdentity caller = peer.snapshot();
        LATER.execute(() -> answer.resume(text + " for " + caller.getName()));
    }

    @GET
    @Path("staged/{text}")
    public CompletionStage<String> staged(@PathParam("text") String text, @Context SecurityContext caller) {
        String name = caller.getUserPrincipal().getName();
        return CompletableFuture.supplyAsync(() -> text + " for " + name, LATER);
    }

    /** Forgets to take a snapshot. */
    @GET
    @Path("forgetful")
    public CompletionStage<String> forgetful() {
        PeerIdentity asIs = peer;
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return "found " + asIs.getName();
                    } catch (IllegalStateException nobody) {
                        return "nobody: " + nobody.getMessage();
                    }
                },
                LATER);
    }
}
