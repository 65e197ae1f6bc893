// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.containers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** A container that runs, in a process that ends with this one at the latest. */
final class Running implements AutoCloseable {

    private static final int START_SECONDS = 300;
    private static final String SUCCESS = "ended with 0";

    private final Process process;
    private final Pattern ready;

    @SuppressWarnings("JdkObsolete") // one thread writes, another reads
    private final StringBuffer output = new StringBuffer();

    private final CompletableFuture<String> listening = new CompletableFuture<>();
    private final Thread hook;
    private int http;
    private int https;

    private Running(Process process, Pattern ready) {
        this.process = process;
        this.ready = ready;
        this.hook = new Thread(this::destroy);
        Runtime.getRuntime().addShutdownHook(hook);
        Thread reader = new Thread(this::read, "output of " + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts a launcher, which says itself where it listens. */
    static Running start(List<String> command, Path work, Map<String, String> environment) {
        Running running = begin(command, work, environment, "^LISTENING ");
        String[] ports = running.await().split(" ", -1);
        running.http = Integer.parseInt(ports[1]);
        running.https = Integer.parseInt(ports[2]);
        return running;
    }

    /** Starts a server, which listens where it is told once it says that it is ready. */
    static Running start(List<String> command, Path work, Map<String, String> environment, String ready, Ports ports) {
        Running running = begin(command, work, environment, ready);
        running.http = ports.http();
        running.https = ports.https();
        running.await();
        return running;
    }

    /** Starts a proxy, which says nothing: it is ready once both ports take connections. */
    static Running startListening(List<String> command, Path work, Map<String, String> environment, Ports ports) {
        Running running = begin(command, work, environment, "^no line matches this$");
        running.http = ports.http();
        running.https = ports.https();
        running.awaitConnections(ports.http());
        running.awaitConnections(ports.https());
        return running;
    }

    /** Runs a command that ends by itself, and must succeed. */
    static void toItsEnd(List<String> command, Path work) {
        String said = whatItSays(command, work);
        if (!said.endsWith(SUCCESS)) {
            throw new AssertionError(command + " failed; it said:\n" + said);
        }
    }

    /** Runs a command that ends by itself, well or not: what it said, and how it ended. */
    static String whatItSays(List<String> command, Path work) {
        try (Running running = begin(command, work, Map.of(), "^no line matches this$")) {
            int end = running.process
                    .onExit()
                    .get(START_SECONDS, TimeUnit.SECONDS)
                    .exitValue();
            return running.output + "ended with " + end;
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError(command + " does not end", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted within " + command, e);
        }
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    int http() {
        return http;
    }

    int https() {
        return https;
    }

    /** All that it has printed so far. */
    String output() {
        return output.toString();
    }

    @Override
    public void close() {
        destroy();
        Runtime.getRuntime().removeShutdownHook(hook);
    }

    private static Running begin(List<String> command, Path work, Map<String, String> environment, String ready) {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(work.toFile()).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        try {
            return new Running(builder.start(), Pattern.compile(ready));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + command, e);
        }
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                output.append(line).append('\n');
                if (ready.matcher(line).find()) {
                    listening.complete(line);
                }
            }
        } catch (IOException e) {
            output.append(e).append('\n');
        }
        listening.completeExceptionally(new IllegalStateException("it ended"));
    }

    private String await() {
        try {
            return listening.get(START_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            close();
            throw new AssertionError("the container does not listen; it said:\n" + output, e);
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while a container starts", e);
        }
    }

    private void awaitConnections(int port) {
        try {
            while (!takesConnections(port)) {
                if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
                    throw new AssertionError("it does not listen on " + port + "; it said:\n" + output);
                }
            }
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while a proxy starts", e);
        }
    }

    private static boolean takesConnections(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private void destroy() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process.onExit().join();
    }
}
