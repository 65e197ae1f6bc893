// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.cdi.shop;

import dev.sallyport.PeerIdentity;
import dev.sallyport.cdi.CurrentPeer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Greets everybody, known or not. */
@ApplicationScoped
public class Greeter {

    @Inject
    CurrentPeer caller;

    /** A greeting. */
    public String greeting() {
        return "Hello " + caller.identity().map(PeerIdentity::getName).orElse("stranger");
    }
}
