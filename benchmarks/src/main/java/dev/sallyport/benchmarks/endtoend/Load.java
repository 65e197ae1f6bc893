// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.benchmarks.endtoend;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** Clients of this machine who ask as fast as they get answers, each on a connection of his own. */
record Load(SSLContext client, int connections) {

    private static final int LONGEST_LINE = 8192;

    /**
     * What came of it.
     *
     * @param requests how many were answered with 200
     * @param elapsed in this time
     * @param serverCpu with so much of the server's processor time
     */
    record Result(long requests, Duration elapsed, Duration serverCpu) {

        double requestsPerSecond() {
            return requests / (elapsed.toNanos() / 1e9);
        }

        double serverMicrosPerRequest() {
            return serverCpu.toNanos() / 1e3 / requests;
        }
    }

    /** Loads a server for a while, after every connection has had its first answer. */
    Result on(RunningServer server, Duration time) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        List<SSLSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < connections; i++) {
                SSLSocket socket = (SSLSocket) client.getSocketFactory().createSocket("127.0.0.1", server.port());
                socket.setTcpNoDelay(true);
                sockets.add(socket);
                new Exchange(socket, server.port()).ask();
            }
            Duration before = server.cpu();
            long start = System.nanoTime();
            List<Future<Long>> counts = new ArrayList<>();
            for (SSLSocket socket : sockets) {
                Callable<Long> asking = () -> new Exchange(socket, server.port()).askUntil(start + time.toNanos());
                counts.add(threads.submit(asking));
            }
            long requests = 0;
            for (Future<Long> count : counts) {
                requests += count.get();
            }
            Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
            return new Result(requests, elapsed, server.cpu().minus(before));
        } finally {
            threads.shutdownNow();
            for (SSLSocket socket : sockets) {
                socket.close();
            }
        }
    }

    /** Requests and answers on one connection. */
    private static final class Exchange {

        private final byte[] request;
        private final InputStream in;
        private final OutputStream out;

        Exchange(SSLSocket socket, int port) throws IOException {
            request = ("GET /orders/17?page=2 HTTP/1.1\r\nHost: localhost:" + port
                            + "\r\nUser-Agent: load\r\nAccept: application/json\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
            in = new BufferedInputStream(socket.getInputStream());
            out = socket.getOutputStream();
        }

        long askUntil(long end) throws IOException {
            long count = 0;
            while (System.nanoTime() < end) {
                ask();
                count++;
            }
            return count;
        }

        void ask() throws IOException {
            out.write(request);
            String status = line();
            if (!status.startsWith("HTTP/1.1 200")) {
                throw new IOException("unexpected answer: " + status);
            }
            int length = 0;
            for (String field = line(); !field.isEmpty(); field = line()) {
                if (field.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                    length = Integer.parseInt(field.substring(15).strip());
                }
            }
            in.skipNBytes(length);
        }

        private String line() throws IOException {
            StringBuilder line = new StringBuilder();
            for (int next = in.read(); next != '\n'; next = in.read()) {
                if (next < 0 || line.length() > LONGEST_LINE) {
                    throw new EOFException("the server has hung up, or does not end its line");
                }
                line.append((char) next);
            }
            return line.toString().stripTrailing();
        }
    }
}
