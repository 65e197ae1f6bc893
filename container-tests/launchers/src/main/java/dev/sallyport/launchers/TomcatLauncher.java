// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.launchers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.catalina.valves.RemoteIpValve;
import org.apache.catalina.valves.SSLValve;
import org.apache.coyote.http2.Http2Protocol;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;

/** Tomcat 10.1 or 11, whichever is on the class path. */
final class TomcatLauncher {

    private TomcatLauncher() {}

    public static void main(String[] arguments) throws Exception {
        Launch launch = Launch.of(arguments);
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(launch.work().toString());
        Files.createDirectories(launch.work().resolve("webapps"));
        tomcat.enableNaming();
        Connector http = connector();
        Connector https = connector();
        secure(https, launch);
        tomcat.setConnector(http);
        tomcat.setConnector(https);
        tomcat.getHost().getPipeline().addValve(quietErrors());
        if (Launch.forwarding()) {
            tomcat.getEngine().getPipeline().addValve(new RemoteIpValve());
            tomcat.getEngine().getPipeline().addValve(new SSLValve());
        }
        tomcat.start();
        for (Map.Entry<String, Path> application : launch.applications().entrySet()) {
            deploy(tomcat, application.getKey(), application.getValue());
        }
        Launch.listening(http.getLocalPort(), https.getLocalPort());
    }

    /** As Tomcat itself does: an application that does not start is not there, and the others are. */
    private static void deploy(Tomcat tomcat, String path, Path war) {
        try {
            tomcat.addWebapp(path, war.toString());
        } catch (IllegalStateException e) {
            System.out.println("cannot deploy " + path);
            e.printStackTrace(System.out);
        }
    }

    /** Else Tomcat's own error page shows a stack trace to everybody who sends a malformed request. */
    private static ErrorReportValve quietErrors() {
        ErrorReportValve errors = new ErrorReportValve();
        errors.setShowReport(false);
        errors.setShowServerInfo(false);
        return errors;
    }

    private static Connector connector() {
        Connector connector = new Connector();
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        return connector;
    }

    private static void secure(Connector https, Launch launch) {
        SSLHostConfig tls = new SSLHostConfig();
        tls.setProtocols("TLSv1.2+TLSv1.3");
        tls.setCertificateVerification("optional");
        tls.setTrustManagerClassName(AcceptAny.class.getName());
        SSLHostConfigCertificate certificate =
                new SSLHostConfigCertificate(tls, SSLHostConfigCertificate.Type.UNDEFINED);
        certificate.setCertificateKeystoreFile(launch.keyStore().toString());
        certificate.setCertificateKeystorePassword(launch.password());
        tls.addCertificate(certificate);
        https.addSslHostConfig(tls);
        https.addUpgradeProtocol(new Http2Protocol());
        https.setSecure(true);
        https.setScheme("https");
        https.setProperty("SSLEnabled", "true");
    }
}
