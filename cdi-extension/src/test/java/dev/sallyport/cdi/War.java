// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.cdi;

import dev.sallyport.testca.Issued;
import dev.sallyport.testca.TestCa;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** A WAR in a folder, and the certificates that it is used with. */
public record War(Path folder) {

    public static final TestCa SERVER_CA = TestCa.named("Server CA");
    public static final TestCa ACME = TestCa.named("Acme CA");
    public static final Issued SERVER = SERVER_CA.server("localhost").issue();
    static final char[] PASSWORD = "changeit".toCharArray();

    /** With these classes; whom Acme knows is known to the trusts {@code default} and {@code partners}. */
    static War of(Path folder, Class<?>... classes) throws IOException {
        return of(folder, "", classes);
    }

    /** The same, with more in its web.xml. */
    public static War of(Path folder, String descriptor, Class<?>... classes) throws IOException {
        for (Class<?> type : classes) {
            copy(type, folder);
        }
        String anchors =
                Files.writeString(folder.resolveSibling("acme.pem"), ACME.pem()).toString();
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("sallyport.trust.default.anchors", anchors);
        settings.put("sallyport.trust.partners.anchors", anchors);
        StringBuilder params = new StringBuilder();
        settings.forEach((key, value) -> params.append("<context-param><param-name>")
                .append(key)
                .append("</param-name><param-value>")
                .append(value)
                .append("</param-value></context-param>"));
        write(
                folder.resolve("WEB-INF/web.xml"),
                "<web-app xmlns='https://jakarta.ee/xml/ns/jakartaee' version='6.0'>" + params + descriptor
                        + "</web-app>");
        write(
                folder.resolve("WEB-INF/beans.xml"),
                "<beans xmlns='https://jakarta.ee/xml/ns/jakartaee' version='4.0' bean-discovery-mode='annotated'/>");
        return new War(folder);
    }

    /** The same, with these libraries. */
    public War with(Path libraries) throws IOException {
        Path target = Files.createDirectories(folder.resolve("WEB-INF/lib"));
        try (Stream<Path> jars = Files.list(libraries)) {
            for (Path jar : jars.toList()) {
                Files.copy(jar, target.resolve(jar.getFileName()));
            }
        }
        return this;
    }

    /** The server's key as a PKCS12 file beside the WAR. */
    Path serverKeys() throws IOException {
        return Files.write(folder.resolveSibling("server.p12"), SERVER.pkcs12(PASSWORD));
    }

    private static void copy(Class<?> type, Path folder) throws IOException {
        String file = type.getName().replace('.', '/') + ".class";
        try (InputStream content = type.getClassLoader().getResourceAsStream(file)) {
            if (content == null) {
                throw new IOException("no " + file);
            }
            Path target = folder.resolve("WEB-INF/classes").resolve(file);
            Files.createDirectories(target.getParent());
            Files.write(target, content.readAllBytes());
        }
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
