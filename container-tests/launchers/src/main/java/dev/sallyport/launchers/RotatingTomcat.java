// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.launchers;

import dev.sallyport.keys.RotatingKeyManager;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;

/** Tomcat with a connector of the application's own, whose key is followed; it answers {@code hello}. */
final class RotatingTomcat {

    private RotatingTomcat() {}

    public static void main(String[] arguments) throws Exception {
        SSLHostConfig tls = new SSLHostConfig();
        tls.setProtocols("TLSv1.2+TLSv1.3");
        tls.setCertificateVerification("optional");
        SSLHostConfigCertificate certificate =
                new SSLHostConfigCertificate(tls, SSLHostConfigCertificate.Type.UNDEFINED);
        RotatingKeyManager key = OwnKey.of(arguments);
        certificate.setSslContext(new OwnTls(OwnKey.tls(key), key)); // JSSE connectors ignore a key manager
        tls.addCertificate(certificate);
        Connector https = new Connector();
        https.setPort(0);
        https.setProperty("address", "127.0.0.1");
        https.setProperty("SSLEnabled", "true");
        https.setSecure(true);
        https.setScheme("https");
        https.addSslHostConfig(tls);
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(Files.createTempDirectory(Path.of("."), "tomcat").toString());
        tomcat.setConnector(https);
        Context context = tomcat.addContext("", null);
        Tomcat.addServlet(context, "hello", new Hello()).addMapping("/*");
        tomcat.start();
        Launch.listening(0, https.getLocalPort());
    }

    private static final class Hello extends HttpServlet {
        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setContentLength(5);
            response.getWriter().print("hello");
        }
    }
}
