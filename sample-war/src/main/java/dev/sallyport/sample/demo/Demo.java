// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.sample.demo;

import dev.sallyport.keys.Follower;
import dev.sallyport.keys.RotatingKey;
import dev.sallyport.report.LogSink;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Makes certificates, starts the application, and says what to try. */
public final class Demo implements Closeable {

    /** Kept, for otherwise the garbage collector takes their levels away. */
    private static final List<Logger> QUIET =
            List.of(Logger.getLogger("org.eclipse.jetty"), Logger.getLogger("org.jboss.weld"));

    private final DemoServer server;
    private final Follower follower;

    private Demo(DemoServer server, Follower follower) {
        this.server = server;
        this.follower = follower;
    }

    /**
     * Starts, or only prints help.
     *
     * @param arguments the command line
     * @param war the WAR that this is
     * @param application the same, unpacked
     * @throws IllegalArgumentException if the command line is wrong; its message is one line
     * @throws IOException if a port is taken, a file cannot be written or the application does not start; its
     *     message is for the user
     */
    public static Closeable start(String[] arguments, Path war, Path application) throws IOException {
        Options options = Options.parse(arguments, war.resolveSibling("demo"));
        if (options.help()) {
            System.out.print(Options.HELP);
            return () -> {};
        }
        logOneLineAnEvent();

        InstantSource clock = InstantSource.system();
        DemoPki pki = DemoPki.in(options.folder(), clock.instant());
        RotatingKey key = pki.server(clock.instant());
        DemoServer server = DemoServer.bound(options, key.keyManager());
        System.getProperties()
                .putIfAbsent("sallyport.trust.partners.anchors", pki.ca().toString());
        System.getProperties().putIfAbsent("sallyport.https.port", server.httpPort() + ":" + server.httpsPort());
        server.start(application);
        Follower follower = new Follower(clock, new LogSink());
        follower.follow(key);
        follower.start();

        System.out.print(new Tour(pki, server.httpPort(), server.httpsPort()));
        System.out.flush();
        return new Demo(server, follower);
    }

    @Override
    public void close() throws IOException {
        follower.close();
        server.close();
        System.out.println("stopped");
    }

    private static void logOneLineAnEvent() {
        System.getProperties().putIfAbsent("java.util.logging.SimpleFormatter.format", "%4$s %3$s: %5$s%6$s%n");
        QUIET.forEach(logger -> logger.setLevel(Level.WARNING));
    }
}
