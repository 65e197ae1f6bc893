// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.servlet;

import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** What web.xml tells the container to do before any filter: its own logins and constraints. */
record WebXml(String authMethod, int constraints, int unprotected) {

    /** Login methods that have the caller send a password. */
    private static final Set<String> PASSWORDS = Set.of("BASIC", "FORM", "DIGEST");

    private static final WebXml ABSENT = new WebXml("", 0, 0);

    /** Reads the descriptor of the application, if it has one. */
    static WebXml of(ServletContext context) throws IOException {
        try (InputStream file = context.getResourceAsStream("/WEB-INF/web.xml")) {
            return file == null ? ABSENT : read(file);
        }
    }

    static WebXml read(InputStream file) throws IOException {
        try {
            Element root = parser().parse(file).getDocumentElement();
            List<Element> constraints = elements(root, "security-constraint")
                    .filter(constraint ->
                            elements(constraint, "auth-constraint").findAny().isPresent())
                    .toList();
            long unprotected = constraints.stream()
                    .filter(constraint -> elements(constraint, "transport-guarantee")
                            .noneMatch(guarantee -> text(guarantee).equals("CONFIDENTIAL")))
                    .count();
            String method =
                    elements(root, "auth-method").map(WebXml::text).findFirst().orElse("");
            return new WebXml(method, constraints.size(), (int) unprotected);
        } catch (SAXException | ParserConfigurationException e) {
            throw new IOException("/WEB-INF/web.xml cannot be read: " + e.getMessage(), e);
        }
    }

    /** What must not be: a password asked for over plain HTTP, where no filter sees it. */
    Stream<String> problems() {
        return PASSWORDS.contains(authMethod) && unprotected > 0
                ? Stream.of("/WEB-INF/web.xml: the container asks for a password (" + authMethod + ") over plain HTTP"
                        + " before any filter runs, by " + unprotected + " security-constraint(s)"
                        + " (expected: <transport-guarantee>CONFIDENTIAL</transport-guarantee> in each)")
                : Stream.empty();
    }

    /** What may be but should be known. */
    Stream<String> advice() {
        Stream<String> login = Stream.empty();
        if (authMethod.equals("CLIENT-CERT")) {
            login = Stream.of(
                    "/WEB-INF/web.xml: the container's own CLIENT-CERT login answers before any filter, by its own"
                            + " rules of trust; @RequireClientCert needs no <login-config>");
        } else if (PASSWORDS.contains(authMethod) && constraints == 0) {
            login = Stream.of(
                    "/WEB-INF/web.xml: the container asks for a password (" + authMethod + ") before any filter;"
                            + " whatever @ServletSecurity guards needs transportGuarantee=CONFIDENTIAL, or it asks over plain HTTP");
        }
        Stream<String> constraint = problems().findAny().isEmpty() && unprotected > 0
                ? Stream.of(
                        "/WEB-INF/web.xml: " + unprotected + " security-constraint(s) without CONFIDENTIAL are answered"
                                + " by the container over plain HTTP, before any filter")
                : Stream.empty();
        return Stream.concat(login, constraint);
    }

    private static Stream<Element> elements(Element parent, String name) {
        NodeList found = parent.getElementsByTagNameNS("*", name);
        return IntStream.range(0, found.getLength()).mapToObj(index -> (Element) found.item(index));
    }

    private static String text(Element element) {
        return element.getTextContent().strip();
    }

    /** Reads the file alone: no entity, schema or document type from elsewhere. */
    private static DocumentBuilder parser() throws ParserConfigurationException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        DocumentBuilder parser = factory.newDocumentBuilder();
        parser.setEntityResolver(
                (@Nullable String publicId, @Nullable String systemId) -> new InputSource(new StringReader("")));
        parser.setErrorHandler(null);
        return parser;
    }
}
