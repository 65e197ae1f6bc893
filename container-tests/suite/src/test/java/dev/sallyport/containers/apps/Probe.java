// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.containers.apps;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.cert.X509Certificate;

/** Says what the container knows of the caller. */
@WebServlet("/probe")
public class Probe extends HttpServlet {

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        X509Certificate[] chain = (X509Certificate[]) request.getAttribute("jakarta.servlet.request.X509Certificate");
        response.getWriter()
                .write("secure=" + request.isSecure() + " certificates=" + (chain == null ? 0 : chain.length));
    }
}
