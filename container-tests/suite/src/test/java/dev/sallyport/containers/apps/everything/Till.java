// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.containers.apps.everything;

import dev.sallyport.PeerIdentity;
import dev.sallyport.RequireClientCert;
import dev.sallyport.Way;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Guarded by the annotation; says who calls, by which way and with which role. */
@WebServlet("/till")
@RequireClientCert
public class Till extends HttpServlet {

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        PeerIdentity peer = (PeerIdentity) request.getUserPrincipal();
        String way = peer.way() instanceof Way.Proxied proxied ? "through " + proxied.proxy() : "directly";
        response.getWriter()
                .print("till of " + peer.getName() + ", " + way + ", clerk: " + request.isUserInRole("clerk"));
    }
}
