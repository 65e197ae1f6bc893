// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.fetch;

import dev.sallyport.AddressBlock;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.net.ServerSocketFactory;

/** A host on loopback that says what it is told to, and counts who comes. */
public final class LoopbackHost implements AutoCloseable {

    private final ServerSocket socket;
    private final Thread door;
    private final AtomicInteger connections = new AtomicInteger();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile Script script;

    /** What it says to a request, whose first lines it is told. */
    @FunctionalInterface
    public interface Script {

        /** Says it. */
        void answer(String head, OutputStream out) throws IOException, InterruptedException;
    }

    public LoopbackHost(Script script) {
        this(script, ServerSocketFactory.getDefault());
    }

    LoopbackHost(Script script, ServerSocketFactory sockets) {
        this.script = script;
        try {
            this.socket = sockets.createServerSocket(0, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.door = daemon(this::accept);
    }

    /** What allows to fetch from these ports of loopback and from nowhere else. */
    public static FetchRules rules(int... ports) {
        return FetchRules.NOTHING
                .hosts(IntStream.of(ports)
                        .mapToObj(port -> new HostRule("127.0.0.1:" + port))
                        .toList())
                .inward(List.of(AddressBlock.parse("127.0.0.0/8")));
    }

    /** Answers everybody with this content. */
    public static Script content(byte[] content) {
        return (head, out) -> {
            out.write(("HTTP/1.1 200 OK\r\nContent-Length: " + content.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(content);
        };
    }

    /** Answers everybody with this text. */
    public static Script text(String text) {
        return (head, out) -> out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Says this, and then one byte after the other for ever. */
    public static Script dripping(String first) {
        return (head, out) -> {
            out.write(first.getBytes(StandardCharsets.US_ASCII));
            for (; ; ) {
                out.write('a');
                out.flush();
                pause();
            }
        };
    }

    /** Says nothing until it is closed. */
    public static Script silent() {
        return (head, out) -> new CountDownLatch(1).await();
    }

    private static void pause() throws InterruptedException {
        new CountDownLatch(1).await(10, TimeUnit.MILLISECONDS);
    }

    /** Says something else from now on. */
    public void script(Script next) {
        script = next;
    }

    public int port() {
        return socket.getLocalPort();
    }

    public String url(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    /** How often somebody has connected. */
    public int connections() {
        return connections.get();
    }

    /** The first line and the fields of every request. */
    public List<String> asked() {
        return asked;
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                connections.incrementAndGet();
                daemon(() -> serve(client));
            } catch (IOException e) {
                // closed, or the next one
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
            StringBuilder head = new StringBuilder();
            for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                head.append(line).append('\n');
            }
            asked.add(head.toString());
            script.answer(head.toString(), client.getOutputStream());
            client.getOutputStream().flush();
        } catch (IOException e) {
            // whoever asked has gone
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "loopback-host");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Nobody can connect any more; a thread that still waits for callers could take in one after the socket is closed. */
    @Override
    public void close() {
        try {
            socket.close();
            door.join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
