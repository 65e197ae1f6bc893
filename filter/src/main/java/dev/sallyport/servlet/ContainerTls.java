// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.servlet;

import dev.sallyport.config.ServerKey.Reload;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/**
 * The TLS of the container's own connectors, which is told to read its files again. By reflection and by JMX, for its classes
 * are the container's.
 */
final class ContainerTls {

    private static final String TOMCAT_RELOAD = "reloadSslHostConfigs";

    /** One connector's. */
    @FunctionalInterface
    private interface Connector {
        void reload() throws ReflectiveOperationException, JMException;
    }

    private final ServletContext context;
    private final Reload kind;

    ContainerTls(ServletContext context, Reload kind) {
        this.context = context;
        this.kind = kind;
    }

    /** Why nobody could be told, if so; to be asked before the application opens. */
    Optional<String> problem() {
        try {
            return kind == Reload.NONE || !connectors().isEmpty()
                    ? Optional.empty()
                    : Optional.of("nothing is found here that has a connector with TLS to reload");
        } catch (ReflectiveOperationException | JMException | RuntimeException e) {
            return Optional.of("this container cannot be told to reload TLS (" + e + ')');
        }
    }

    /**
     * Has every connector read its files again.
     *
     * @throws IOException if one did not; its message is one sentence
     */
    void reload() throws IOException {
        if (kind == Reload.NONE) {
            return;
        }
        try {
            List<Connector> connectors = connectors();
            if (connectors.isEmpty()) {
                throw new IOException("no connector is left whose TLS could be reloaded");
            }
            for (Connector connector : connectors) {
                connector.reload();
            }
        } catch (InvocationTargetException e) {
            throw new IOException("the container did not reload its TLS: " + e.getCause(), e);
        } catch (ReflectiveOperationException | JMException | RuntimeException e) {
            throw new IOException("the container did not reload its TLS: " + e, e);
        }
    }

    private List<Connector> connectors() throws ReflectiveOperationException, JMException {
        return switch (kind) {
            case NONE -> List.of();
            case JETTY -> jetty();
            case TOMCAT -> tomcat();
        };
    }

    /** Through the context to the server, and down to the TLS of its connectors. */
    private List<Connector> jetty() throws ReflectiveOperationException {
        Object server = get(get(context, "getContextHandler"), "getServer");
        List<Connector> found = new ArrayList<>();
        for (Object connector : (Object[]) get(server, "getConnectors")) {
            for (Object factory : (Iterable<?>) get(connector, "getConnectionFactories")) {
                if (has(factory, "getSslContextFactory")) {
                    Object tls = get(factory, "getSslContextFactory");
                    Consumer<Object> nothing = unchanged -> {};
                    found.add(() -> method(tls, "reload", Consumer.class).invoke(tls, nothing));
                }
            }
        }
        return found;
    }

    /** By JMX, in whatever domain: that of a standalone Tomcat is {@code Catalina}, of an embedded one {@code Tomcat}. */
    private static List<Connector> tomcat() throws JMException {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        List<Connector> found = new ArrayList<>();
        for (ObjectName name : server.queryNames(anyProtocolHandler(), null)) {
            boolean canReload = Stream.of(server.getMBeanInfo(name).getOperations())
                    .map(MBeanOperationInfo::getName)
                    .anyMatch(TOMCAT_RELOAD::equals);
            if (canReload) {
                found.add(() -> server.invoke(name, TOMCAT_RELOAD, new Object[0], new String[0]));
            }
        }
        return found;
    }

    private static ObjectName anyProtocolHandler() throws MalformedObjectNameException {
        return new ObjectName("*:type=ProtocolHandler,*");
    }

    private static Object get(Object of, String name) throws ReflectiveOperationException {
        Object value = method(of, name).invoke(of);
        if (value == null) {
            throw new NoSuchMethodException(name + " has nothing to give");
        }
        return value;
    }

    private static boolean has(Object of, String name) {
        return Stream.of(of.getClass().getMethods())
                .anyMatch(each -> each.getName().equals(name));
    }

    private static Method method(Object of, String name, Class<?>... parameters) throws ReflectiveOperationException {
        return of.getClass().getMethod(name, parameters);
    }
}
