// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.rest.bank;

import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

/** Requires nothing, and leads to everything. */
@Path("branches")
public class Branches {

    @Path("{name}")
    public Object branch(@PathParam("name") String name) {
        return switch (name) {
            case "type" -> Branch.class;
            case "safe" -> new Safe();
            case "nested" -> new Branches();
            case "past" -> new Vaults();
            case "built" -> built();
            default -> new Branch();
        };
    }

    /** A resource that is built at run time, where the implementation is Jersey. */
    private static Object built() {
        try {
            return Class.forName("org.glassfish.jersey.server.model.Resource")
                    .getMethod("from", Class.class)
                    .invoke(null, Safe.class);
        } catch (ReflectiveOperationException otherImplementation) {
            return new Safe();
        }
    }
}
