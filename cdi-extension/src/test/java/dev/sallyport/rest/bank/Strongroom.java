// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.rest.bank;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** A base class requires it; the application makes it by itself. */
@Path("strongroom")
public class Strongroom extends GuardedRoom {

    private final String text;

    public Strongroom(String text) {
        this.text = text;
    }

    @GET
    public String enter() {
        return text;
    }
}
