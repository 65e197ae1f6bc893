// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.security;

import dev.sallyport.cdi.AnyCertificate;
import dev.sallyport.cdi.SallyportExtension;
import dev.sallyport.security.bank.VaultServlet;
import dev.sallyport.security.bank.WhoServlet;
import dev.sallyport.servlet.SallyportInitializer;
import dev.sallyport.testca.Issued;
import dev.sallyport.testca.TestCa;
import jakarta.security.auth.message.config.AuthConfigFactory;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.CookieManager;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.authenticator.jaspic.AuthConfigFactoryImpl;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.apache.tomcat.util.scan.StandardJarScanner;

/** The bank on Tomcat, in a WAR with everything that Tomcat does not have, with and without TLS. */
final class Bank implements AutoCloseable {

    static final TestCa SERVER_CA = TestCa.named("Server CA");
    static final TestCa ACME = TestCa.named("Acme CA");
    private static final Issued SERVER = SERVER_CA.server("localhost").issue();
    private static final String PASSWORD = "changeit";
    private static final String LIBRARIES =
            "(?:caffeine|structured-fields)-.*[.]jar|(weld|jboss-(logging-3|classfilewriter)|cdi-api|jandex|jakarta\\.(enterprise|inject|interceptor|annotation)).*\\.jar";

    private final Tomcat tomcat = new Tomcat();
    private final Context context;
    private final Connector tls;
    private final Connector plain = new Connector();
    private boolean isUp = true;

    /** How an application is put together. */
    static final class Plan {
        private final List<Class<?>> classes = new ArrayList<>();
        private final Map<String, String> settings = new LinkedHashMap<>();
        private final Map<String, String> pages = new LinkedHashMap<>();
        private String only = ".*";
        private String trust = "partners";
        private boolean naming = true;

        Plan with(Class<?>... further) {
            classes.addAll(List.of(further));
            return this;
        }

        Plan set(String key, String value) {
            settings.put(key, value);
            return this;
        }

        Plan page(String name, String content) {
            pages.put(name, content);
            return this;
        }

        /** Of the libraries beside Weld, the ones of these names. */
        Plan only(String pattern) {
            only = pattern;
            return this;
        }

        /** The trust that the settings name. */
        Plan trust(String name) {
            trust = name;
            return this;
        }

        Plan withoutNaming() {
            naming = false;
            return this;
        }

        Bank open(Path folder) throws IOException, LifecycleException {
            return new Bank(folder, this);
        }
    }

    static Plan with(Class<?>... classes) {
        return new Plan().with(WhoServlet.class, VaultServlet.class).with(classes);
    }

    /** Without the servlets, which need Jakarta Security. */
    static Plan bare(Class<?>... classes) {
        return new Plan().with(classes);
    }

    private Bank(Path folder, Plan plan) throws IOException, LifecycleException {
        Path war = folder.resolve("bank");
        build(war, plan);
        AuthConfigFactory.setFactory(new AuthConfigFactoryImpl()); // the API on the class path is not Tomcat's own copy
        tomcat.setBaseDir(folder.resolve("tomcat").toString());
        tls = tls(Files.write(folder.resolve("server.p12"), SERVER.pkcs12(PASSWORD.toCharArray())));
        plain.setPort(0);
        tomcat.setConnector(tls);
        tomcat.getService().addConnector(plain);
        tomcat.enableNaming();
        context = tomcat.addWebapp("", war.toString());
        context.setParentClassLoader(new OnlyTomcat(Bank.class.getClassLoader()));
        ((StandardJarScanner) context.getJarScanner()).setScanClassPath(false);
        try {
            tomcat.start();
        } catch (LifecycleException notStarted) {
            isUp = false;
        }
    }

    boolean isUp() {
        return isUp && context.getState() == LifecycleState.STARTED;
    }

    /** A client with this certificate that keeps its cookies. */
    Client client(Issued certificate) {
        return new Client(certificate.sslContext(SERVER_CA));
    }

    /** A browser without a certificate. */
    Client browser() throws Exception {
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(SERVER_CA.trustStore());
        SSLContext withoutCertificate = SSLContext.getInstance("TLS");
        withoutCertificate.init(null, trust.getTrustManagers(), null);
        return new Client(withoutCertificate);
    }

    /** Somebody who calls. */
    final class Client {
        private final HttpClient http;
        private final CookieManager cookies = new CookieManager();

        Client(SSLContext context) {
            http = HttpClient.newBuilder()
                    .sslContext(context)
                    .cookieHandler(cookies)
                    .version(HttpClient.Version.HTTP_1_1)
                    .build();
        }

        HttpResponse<String> get(String path, String... headers) throws Exception {
            return send("https", tls.getLocalPort(), path, headers);
        }

        HttpResponse<String> getPlainly(String path, String... headers) throws Exception {
            return send("http", plain.getLocalPort(), path, headers);
        }

        /** Takes over what another one has been given. */
        void steal(Client other) {
            other.cookies
                    .getCookieStore()
                    .getCookies()
                    .forEach(cookie -> cookies.getCookieStore().add(URI.create("https://localhost"), cookie));
        }

        List<String> cookies() {
            return cookies.getCookieStore().getCookies().stream()
                    .map(Object::toString)
                    .toList();
        }

        private HttpResponse<String> send(String scheme, int port, String path, String... headers) throws Exception {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(scheme + "://localhost:" + port + path));
            if (headers.length > 0) {
                request.headers(headers);
            }
            return http.send(request.build(), BodyHandlers.ofString());
        }
    }

    @Override
    public void close() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
    }

    private static void build(Path war, Plan plan) throws IOException {
        Path classes = Files.createDirectories(war.resolve("WEB-INF/classes"));
        Path lib = Files.createDirectories(war.resolve("WEB-INF/lib"));
        for (Class<?> type : plan.classes) {
            copy(type, classes);
        }
        for (Class<?> library : List.of(SallyportInitializer.class, SallyportExtension.class)) {
            library(library, lib);
        }
        for (String jar : System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                .split(File.pathSeparator, -1)) {
            if (Path.of(jar).getFileName().toString().matches(LIBRARIES)) {
                Files.copy(Path.of(jar), lib.resolve(Path.of(jar).getFileName()));
            }
        }
        try (Stream<Path> jars = Files.list(Path.of("target/soteria-3"))) {
            for (Path jar : jars.toList()) {
                if (jar.getFileName().toString().matches(plan.only)) {
                    Files.copy(jar, lib.resolve(jar.getFileName()));
                }
            }
        }
        Path anchors = Files.writeString(war.resolveSibling("acme.pem"), ACME.pem());
        Map<String, String> settings = new LinkedHashMap<>(plan.settings);
        settings.put("sallyport.trust." + plan.trust + ".anchors", anchors.toString());
        StringBuilder params = new StringBuilder();
        settings.forEach((key, value) -> params.append("<context-param><param-name>")
                .append(key)
                .append("</param-name><param-value>")
                .append(value)
                .append("</param-value></context-param>"));
        Files.writeString(
                war.resolve("WEB-INF/web.xml"),
                "<web-app xmlns='https://jakarta.ee/xml/ns/jakartaee' version='6.0'>" + params + "</web-app>");
        Files.writeString(
                war.resolve("WEB-INF/beans.xml"),
                "<beans xmlns='https://jakarta.ee/xml/ns/jakartaee' version='4.0' bean-discovery-mode='annotated'/>");
        for (Map.Entry<String, String> page : plan.pages.entrySet()) {
            Files.writeString(war.resolve(page.getKey()), page.getValue());
        }
        if (plan.naming) {
            Files.createDirectories(war.resolve("META-INF"));
            Files.writeString(war.resolve("META-INF/context.xml"), """
                    <Context>
                        <Resource name="BeanManager" auth="Container" type="jakarta.enterprise.inject.spi.BeanManager"
                                factory="org.jboss.weld.resources.ManagerObjectFactory"/>
                    </Context>
                    """);
        }
    }

    private static void copy(Class<?> type, Path folder) throws IOException {
        String file = type.getName().replace('.', '/') + ".class";
        try (InputStream content = Objects.requireNonNull(type.getClassLoader()).getResourceAsStream(file)) {
            Path target = folder.resolve(file);
            Files.createDirectories(target.getParent());
            Files.write(target, Objects.requireNonNull(content, file).readAllBytes());
        }
    }

    /** The library that the class is from, as a jar. */
    private static void library(Class<?> type, Path lib) throws IOException {
        Path source = Path.of(URI.create(
                type.getProtectionDomain().getCodeSource().getLocation().toString()));
        Path jar = lib.resolve(type.getSimpleName() + ".jar");
        if (Files.isRegularFile(source)) {
            Files.copy(source, jar);
            return;
        }
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(source)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new JarEntry(source.relativize(file).toString().replace(File.separatorChar, '/')));
                Files.copy(file, out);
            }
        }
    }

    private static Connector tls(Path keys) {
        SSLHostConfig host = new SSLHostConfig();
        host.setCertificateVerification("optional");
        host.setTrustManagerClassName(AnyCertificate.class.getName());
        SSLHostConfigCertificate certificate =
                new SSLHostConfigCertificate(host, SSLHostConfigCertificate.Type.UNDEFINED);
        certificate.setCertificateKeystoreFile(keys.toString());
        certificate.setCertificateKeystorePassword(PASSWORD);
        certificate.setCertificateKeystoreType("PKCS12");
        host.addCertificate(certificate);
        Connector connector = new Connector();
        connector.setPort(0);
        connector.setScheme("https");
        connector.setSecure(true);
        connector.setProperty("SSLEnabled", "true");
        connector.addSslHostConfig(host);
        return connector;
    }

    /** What an application sees of Tomcat's own libraries; nothing else of the class path of the tests. */
    private static final class OnlyTomcat extends ClassLoader {

        private static final Pattern TOMCAT =
                Pattern.compile("org\\.apache\\..*|jakarta\\.(servlet|security\\.auth\\.message)\\..*");

        private final ClassLoader all;

        OnlyTomcat(ClassLoader all) {
            super(ClassLoader.getPlatformClassLoader());
            this.all = all;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (TOMCAT.matcher(name).matches()) {
                return all.loadClass(name);
            }
            throw new ClassNotFoundException(name);
        }

        @Override
        public URL getResource(String name) {
            return ClassLoader.getPlatformClassLoader().getResource(name);
        }

        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
            return ClassLoader.getPlatformClassLoader().getResources(name);
        }
    }
}
