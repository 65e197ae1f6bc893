// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.containers.apps;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.security.cert.X509Certificate;
import java.util.Collections;

/** Says all that it hears of a request: how it came, and every header. */
@WebServlet("/heard")
public class Heard extends HttpServlet {

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        X509Certificate[] chain = (X509Certificate[]) request.getAttribute("jakarta.servlet.request.X509Certificate");
        PrintWriter out = response.getWriter();
        out.println("url=" + request.getRequestURL());
        out.println("secure=" + request.isSecure());
        out.println("address=" + request.getRemoteAddr());
        out.println("suite=" + request.getAttribute("jakarta.servlet.request.cipher_suite"));
        out.println("certificate=" + (chain == null ? null : chain[0].getSubjectX500Principal()));
        for (String name : Collections.list(request.getHeaderNames())) {
            for (String value : Collections.list(request.getHeaders(name))) {
                out.println(name + ": " + value);
            }
        }
    }
}
