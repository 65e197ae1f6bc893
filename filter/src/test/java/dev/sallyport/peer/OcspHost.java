// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.peer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sallyport.testca.OcspDraft;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A responder on loopback that answers what it is told to, and remembers what it was asked. */
final class OcspHost implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<byte[]> asked = new CopyOnWriteArrayList<>();
    private volatile Script script;

    /** How it answers. */
    @FunctionalInterface
    interface Script {
        void answer(HttpExchange exchange, byte[] request) throws IOException;
    }

    OcspHost(Script script) {
        this.script = script;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            byte[] request = exchange.getRequestBody().readAllBytes();
            asked.add(request);
            this.script.answer(exchange, request);
            exchange.close();
        });
        server.setExecutor(threads);
        server.start();
    }

    /** With these bytes. */
    static Script bytes(byte[] response) {
        return (exchange, request) -> {
            exchange.sendResponseHeaders(200, response.length);
            exchange.getResponseBody().write(response);
        };
    }

    /** With a response that repeats no nonce. */
    static Script says(OcspDraft response) {
        return bytes(response.issue());
    }

    /** From now on it answers otherwise. */
    void script(Script next) {
        script = next;
    }

    /** It says nothing until it is closed. */
    void hang(HttpExchange exchange, byte[] request) {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    String url() {
        return "http://127.0.0.1:" + port() + "/ocsp";
    }

    List<byte[]> asked() {
        return asked;
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
