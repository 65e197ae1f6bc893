// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.cdi;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.apache.tomcat.util.scan.StandardJarScanner;
import org.eclipse.jetty.ee10.annotations.AnnotationConfiguration;
import org.eclipse.jetty.ee10.cdi.CdiServletContainerInitializer;
import org.eclipse.jetty.ee10.plus.webapp.PlusConfiguration;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jboss.weld.environment.jetty.JettyContainer;
import org.jboss.weld.environment.servlet.EnhancedListener;

/** A servlet container with Weld and TLS that takes any client certificate. */
public interface Container extends AutoCloseable {

    /** The port of HTTPS. */
    int port();

    /** Whether the application has started. */
    boolean isUp();

    @Override
    void close() throws IOException;

    /** Starts an application; {@code without} is a pattern of initializers to leave out. */
    @FunctionalInterface
    interface Starter {
        Container start(War war, Optional<String> without) throws Exception;
    }

    static Container jetty(War war, Optional<String> without) throws Exception {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.addCustomizer(new SecureRequestCustomizer());
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setSslContext(acceptingAnyCertificate());
        tls.setWantClientAuth(true);
        Server server = new Server();
        ServerConnector connector = new ServerConnector(
                server, new SslConnectionFactory(tls, "http/1.1"), new HttpConnectionFactory(configuration));
        connector.setHost("localhost");
        server.addConnector(connector);
        WebAppContext context = new WebAppContext(war.folder().toString(), "/");
        context.setInitParameter("org.jboss.weld.environment.container.class", JettyContainer.class.getName());
        context.setInitParameter("org.eclipse.jetty.cdi", "CdiDecoratingListener");
        context.setAttribute( // Weld needs to come after the first, and may well come before ours
                AnnotationConfiguration.SERVLET_CONTAINER_INITIALIZER_ORDER,
                CdiServletContainerInitializer.class.getName() + "," + EnhancedListener.class.getName() + ",*");
        context.addConfiguration(new AnnotationConfiguration(), new PlusConfiguration());
        without.ifPresent(pattern ->
                context.setAttribute(AnnotationConfiguration.SERVLET_CONTAINER_INITIALIZER_EXCLUSION_PATTERN, pattern));
        server.setHandler(context);
        server.start();
        return new Container() {
            @Override
            public int port() {
                return connector.getLocalPort();
            }

            @Override
            public boolean isUp() {
                return context.isAvailable();
            }

            @Override
            public void close() throws IOException {
                try {
                    server.stop();
                } catch (Exception e) {
                    throw new IOException("Jetty does not stop", e);
                }
            }
        };
    }

    static Container tomcat(War war, Optional<String> without) throws IOException, LifecycleException {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(war.folder().resolveSibling("tomcat").toString());
        Connector connector = new Connector();
        connector.setPort(0);
        connector.setScheme("https");
        connector.setSecure(true);
        connector.setProperty("SSLEnabled", "true");
        connector.addSslHostConfig(tls(war));
        tomcat.setConnector(connector);
        Context context = tomcat.addWebapp("", war.folder().toString());
        context.setParentClassLoader(Container.class.getClassLoader());
        ((StandardJarScanner) context.getJarScanner()).setScanClassPath(false);
        context.setContainerSciFilter(
                "org\\.eclipse\\..*" + without.map(pattern -> "|" + pattern).orElse(""));
        tomcat.start();
        return new Container() {
            @Override
            public int port() {
                return connector.getLocalPort();
            }

            @Override
            public boolean isUp() {
                return context.getState() == LifecycleState.STARTED;
            }

            @Override
            public void close() throws IOException {
                try {
                    tomcat.stop();
                    tomcat.destroy();
                } catch (LifecycleException e) {
                    throw new IOException("Tomcat does not stop", e);
                }
            }
        };
    }

    private static SSLHostConfig tls(War war) throws IOException {
        SSLHostConfig tls = new SSLHostConfig();
        tls.setCertificateVerification("optional");
        tls.setTrustManagerClassName(AnyCertificate.class.getName());
        SSLHostConfigCertificate certificate =
                new SSLHostConfigCertificate(tls, SSLHostConfigCertificate.Type.UNDEFINED);
        certificate.setCertificateKeystoreFile(war.serverKeys().toString());
        certificate.setCertificateKeystorePassword(new String(War.PASSWORD));
        certificate.setCertificateKeystoreType("PKCS12");
        tls.addCertificate(certificate);
        return tls;
    }

    private static SSLContext acceptingAnyCertificate() throws GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(War.SERVER.keyStore(War.PASSWORD), War.PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), new TrustManager[] {new AnyCertificate()}, null);
        return context;
    }
}
