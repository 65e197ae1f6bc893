// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.benchmarks.endtoend;

import dev.sallyport.benchmarks.contenders.Contender;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/** A server in a process of its own. It ends when its input does, so it cannot outlive us. */
final class RunningServer implements AutoCloseable {

    private final Process process;
    private final int port;

    private RunningServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts one, and waits until it answers. */
    static RunningServer start(Contender contender, Path folder) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xms256m",
                        "-Xmx256m",
                        "-XX:+UseParallelGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ServerUnderLoad.class.getName(),
                        contender.name(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String port = out.readLine();
        if (port == null) {
            throw new IOException("the server with " + contender + " does not start");
        }
        return new RunningServer(process, Integer.parseInt(port));
    }

    int port() {
        return port;
    }

    /** What the whole process has used so far. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    @Override
    public void close() {
        process.destroy();
    }
}
