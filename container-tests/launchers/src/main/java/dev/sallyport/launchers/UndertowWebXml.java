// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.launchers;

import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.FilterInfo;
import io.undertow.servlet.api.ServletInfo;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EventListener;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** What the tests write into a {@code web.xml}, for Undertow. */
final class UndertowWebXml {

    private static final Pattern FRAGMENT_NAME = Pattern.compile("<name>\\s*(.*?)\\s*</name>");

    private final Element root;

    private UndertowWebXml(Element root) {
        this.root = root;
    }

    static UndertowWebXml read(Path file) throws IOException, ParserConfigurationException, SAXException {
        var builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        if (!Files.exists(file)) {
            return new UndertowWebXml(builder.newDocument().createElement("web-app"));
        }
        return new UndertowWebXml(builder.parse(file.toFile()).getDocumentElement());
    }

    boolean metadataComplete() {
        return root.getAttribute("metadata-complete").equals("true");
    }

    /** Whether the initializers of a library with that fragment, or none, run: the specification's absolute order. */
    boolean ordersIn(Optional<String> fragment) {
        List<Element> ordering = children(root, "absolute-ordering");
        if (ordering.isEmpty() || !children(ordering.get(0), "others").isEmpty()) {
            return true;
        }
        Matcher name = FRAGMENT_NAME.matcher(fragment.orElse(""));
        return name.find() && texts(ordering.get(0), "name").contains(name.group(1));
    }

    void describe(DeploymentInfo info, ClassLoader loader) throws ClassNotFoundException {
        info.setDisplayName(text(root, "display-name").orElse(info.getDeploymentName()));
        for (Element parameter : children(root, "context-param")) {
            info.addInitParameter(one(parameter, "param-name"), one(parameter, "param-value"));
        }
        for (Element listener : children(root, "listener")) {
            info.addListener(Servlets.listener(
                    loader.loadClass(one(listener, "listener-class")).asSubclass(EventListener.class)));
        }
        servlets(info, loader);
        filters(info, loader);
        for (Element page : children(root, "error-page")) {
            String location = one(page, "location");
            Optional<String> code = text(page, "error-code");
            info.addErrorPage(
                    code.isPresent()
                            ? Servlets.errorPage(location, Integer.parseInt(code.get()))
                            : Servlets.errorPage(
                                    location,
                                    loader.loadClass(one(page, "exception-type"))
                                            .asSubclass(Throwable.class)));
        }
        children(root, "welcome-file-list").forEach(list -> info.addWelcomePages(texts(list, "welcome-file")));
    }

    private void servlets(DeploymentInfo info, ClassLoader loader) throws ClassNotFoundException {
        for (Element element : children(root, "servlet")) {
            String name = one(element, "servlet-name");
            ServletInfo servlet = Servlets.servlet(
                            name,
                            loader.loadClass(one(element, "servlet-class")).asSubclass(Servlet.class))
                    .setAsyncSupported(text(element, "async-supported").equals(Optional.of("true")));
            text(element, "load-on-startup").map(Integer::valueOf).ifPresent(servlet::setLoadOnStartup);
            children(element, "init-param")
                    .forEach(it -> servlet.addInitParam(one(it, "param-name"), one(it, "param-value")));
            children(root, "servlet-mapping").stream()
                    .filter(mapping -> one(mapping, "servlet-name").equals(name))
                    .forEach(mapping -> servlet.addMappings(texts(mapping, "url-pattern")));
            info.addServlet(servlet);
        }
    }

    private void filters(DeploymentInfo info, ClassLoader loader) throws ClassNotFoundException {
        for (Element element : children(root, "filter")) {
            FilterInfo filter = Servlets.filter(
                            one(element, "filter-name"),
                            loader.loadClass(one(element, "filter-class")).asSubclass(Filter.class))
                    .setAsyncSupported(text(element, "async-supported").equals(Optional.of("true")));
            children(element, "init-param")
                    .forEach(it -> filter.addInitParam(one(it, "param-name"), one(it, "param-value")));
            info.addFilter(filter);
        }
        for (Element mapping : children(root, "filter-mapping")) {
            String name = one(mapping, "filter-name");
            List<String> dispatchers = texts(mapping, "dispatcher");
            for (String dispatcher : dispatchers.isEmpty() ? List.of("REQUEST") : dispatchers) {
                DispatcherType type = DispatcherType.valueOf(dispatcher);
                texts(mapping, "url-pattern").forEach(pattern -> info.addFilterUrlMapping(name, pattern, type));
                texts(mapping, "servlet-name").forEach(it -> info.addFilterServletNameMapping(name, it, type));
            }
        }
    }

    private static List<Element> children(Element parent, String name) {
        NodeList nodes = parent.getElementsByTagName(name);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(nodes::item)
                .map(Element.class::cast)
                .filter(node -> node.getParentNode() == parent)
                .toList();
    }

    private static List<String> texts(Element parent, String name) {
        return children(parent, name).stream()
                .map(child -> child.getTextContent().strip())
                .toList();
    }

    private static Optional<String> text(Element parent, String name) {
        return texts(parent, name).stream().findFirst();
    }

    private static String one(Element parent, String name) {
        return text(parent, name).orElseThrow(() -> new IllegalArgumentException("no <" + name + "> in web.xml"));
    }
}
