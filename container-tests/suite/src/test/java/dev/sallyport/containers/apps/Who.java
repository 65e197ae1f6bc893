// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.containers.apps;

import dev.sallyport.PeerIdentity;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.security.cert.X509Certificate;

/** Says who the caller is, by every way the request API has. */
public class Who extends HttpServlet {

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Principal principal = request.getUserPrincipal();
        X509Certificate[] chain = (X509Certificate[]) request.getAttribute("jakarta.servlet.request.X509Certificate");
        response.getWriter()
                .write("principal=" + (principal == null ? null : principal.getName())
                        + " user=" + request.getRemoteUser()
                        + " type=" + request.getAuthType()
                        + " certificates=" + (chain == null ? 0 : chain.length)
                        + " identity=" + (request.getAttribute(PeerIdentity.ATTRIBUTE) != null));
    }
}
