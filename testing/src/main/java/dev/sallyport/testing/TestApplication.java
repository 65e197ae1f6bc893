// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.testing;

import dev.sallyport.servlet.SallyportFilter;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The front filter of an application that has no container; requests go through it as through any. */
final class TestApplication implements AutoCloseable {

    private final TestPeer peer;
    private final Path anchors;
    private final ServletContext context;
    private final SallyportFilter filter = new SallyportFilter();

    /** What is done within a request. */
    @FunctionalInterface
    interface Within {
        void run() throws Throwable;
    }

    TestApplication(WithPeer wanted) {
        this.peer = TestPeer.named(wanted.value());
        Map<String, String> settings = new HashMap<>();
        try {
            anchors = Files.writeString(Files.createTempFile("sallyport-test-peers", ".pem"), TestPeer.CA.pem());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        settings.put("sallyport.trust." + wanted.trust() + ".anchors", anchors.toString());
        settings.put("sallyport.identity.trust", wanted.trust());
        for (String setting : wanted.settings()) {
            String[] parts = setting.split("=", 2);
            if (parts.length < 2) {
                throw new IllegalArgumentException(
                        "@WithPeer(settings): '" + setting + "' is no setting (expected: key=value)");
            }
            settings.put("sallyport." + parts[0].strip(), parts[1].strip());
        }
        this.context = TestContext.of(settings);
        filter.init(Stub.of(FilterConfig.class, call -> switch (call.name()) {
            case "getServletContext" -> context;
            case "getFilterName" -> "sallyport";
            case "getInitParameterNames" -> Collections.emptyEnumeration();
            case "getInitParameter" -> null;
            default -> Stub.UNKNOWN;
        }));
    }

    TestPeer peer() {
        return peer;
    }

    /** Does it within this request, and throws whatever it throws. */
    void call(TestRequest request, Within within) throws Throwable {
        Outcome outcome = new Outcome();
        TestResponse response = new TestResponse();
        filter.doFilter(
                request.in(context), response, (guarded, answer) -> outcome.of((HttpServletRequest) guarded, within));
        outcome.end(response);
    }

    @Override
    public void close() throws IOException {
        filter.destroy();
        Files.deleteIfExists(anchors);
    }

    /** What became of it; the filter, which would answer a refusal, never sees what was thrown. */
    private static final class Outcome {

        private boolean reached;
        private @Nullable Throwable thrown;

        @SuppressWarnings("CatchingUnchecked")
        void of(HttpServletRequest request, Within within) throws IOException, ServletException {
            reached = true;
            HttpServletRequest before = CurrentTestRequest.set(request);
            try {
                within.run();
            } catch (Throwable any) {
                thrown = any;
            } finally {
                CurrentTestRequest.set(before);
            }
        }

        void end(TestResponse response) throws Throwable {
            if (thrown != null) {
                throw thrown;
            }
            if (!reached) {
                throw new IllegalStateException(
                        "the request of the test was refused: " + response.status() + " " + response.text());
            }
        }
    }
}
