// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.containers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A container that runs, in a process that ends with this one at the latest. */
final class Running implements AutoCloseable {

    private static final int START_SECONDS = 120;

    private final Process process;
    private final StringBuffer output = new StringBuffer();
    private final CompletableFuture<String> listening = new CompletableFuture<>();
    private final Thread hook;
    private int http;
    private int https;

    private Running(Process process) {
        this.process = process;
        this.hook = new Thread(this::destroy);
        Runtime.getRuntime().addShutdownHook(hook);
        Thread reader = new Thread(this::read, "output of " + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts a launcher, which says itself where it listens. */
    static Running start(List<String> command, Path work) {
        Running running = start(new ProcessBuilder(command).directory(work.toFile()));
        String[] ports = running.await().split(" ");
        running.http = Integer.parseInt(ports[1]);
        running.https = Integer.parseInt(ports[2]);
        return running;
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

    private static Running start(ProcessBuilder builder) {
        try {
            return new Running(builder.redirectErrorStream(true).start());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + builder.command(), e);
        }
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                output.append(line).append('\n');
                if (line.startsWith("LISTENING ")) {
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

    private void destroy() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process.onExit().join();
    }
}
