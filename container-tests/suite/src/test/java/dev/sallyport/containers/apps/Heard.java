// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.containers.apps;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.Collections;

/** Says all that it hears of a request: how it came, and every header. */
@WebServlet("/heard")
public class Heard extends HttpServlet {

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        X509Certificate[] chain = (X509Certificate[]) request.getAttribute("jakarta.servlet.request.X509Certificate");
        StringBuilder heard = new StringBuilder();
        heard.append("url=").append(request.getRequestURL()).append('\n');
        heard.append("secure=").append(request.isSecure()).append('\n');
        heard.append("address=").append(request.getRemoteAddr()).append('\n');
        heard.append("suite=")
                .append(request.getAttribute("jakarta.servlet.request.cipher_suite"))
                .append('\n');
        heard.append("certificate=")
                .append((chain == null ? null : chain[0].getSubjectX500Principal()))
                .append('\n');
        for (String name : Collections.list(request.getHeaderNames())) {
            for (String value : Collections.list(request.getHeaders(name))) {
                heard.append(name).append(": ").append(value).append('\n');
            }
        }
        response.getWriter().write(heard.toString());
    }
}
