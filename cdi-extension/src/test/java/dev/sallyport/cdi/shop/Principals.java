// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.cdi.shop;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;

/** What an application had before Sallyport came. */
@Dependent
public class Principals {

    /** A stand-in for the principal of the request. */
    @Produces
    @RequestScoped
    public Principal principal(HttpServletRequest request) {
        return () -> "principal of " + request.getRequestURI();
    }
}
