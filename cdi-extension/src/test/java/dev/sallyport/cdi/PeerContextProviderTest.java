// SPDX-License-Identifier: Apache-2.0
package dev.sallyport.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.sallyport.PeerIdentity;
import dev.sallyport.testing.TestPeer;
import dev.sallyport.testing.TestRequest;
import jakarta.enterprise.concurrent.spi.ThreadContextProvider;
import jakarta.enterprise.concurrent.spi.ThreadContextRestorer;
import jakarta.enterprise.concurrent.spi.ThreadContextSnapshot;
import jakarta.enterprise.inject.se.SeContainer;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PeerContextProviderTest {

    private final ThreadContextProvider provider =
            ServiceLoader.load(ThreadContextProvider.class).findFirst().orElseThrow();
    private final ExecutorService executor = Executors.newSingleThreadExecutor();
    private final SeContainer weld = Fakes.weld();

    @AfterEach
    void end() {
        weld.close();
        executor.shutdown();
    }

    @Test
    void a_task_has_the_peer_of_the_thread_that_submitted_it() throws Exception {
        ThreadContextSnapshot snapshot = during("kim", () -> provider.currentContext(Map.of()));

        assertThat(elsewhere(snapshot, () -> injected().getName())).isEqualTo("kim");
        assertThat(elsewhere(snapshot, this::current)).isEqualTo(Optional.of("kim"));
    }

    @Test
    void the_thread_forgets_the_peer_when_the_task_ends() throws Exception {
        elsewhere(during("kim", () -> provider.currentContext(Map.of())), this::current);

        assertThat(CompletableFuture.supplyAsync(this::current, executor).join())
                .isEmpty();
        assertThat(HandedPeer.here()).isNull();
    }

    @Test
    void a_task_whose_context_is_cleared_has_no_peer_even_on_the_thread_of_a_request() throws Exception {
        during("kim", () -> {
            ThreadContextRestorer restorer = provider.clearedContext(Map.of()).begin();

            assertThat(current()).isEmpty();
            assertThat(catchThrowable(() -> injected().getName()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("the executor has brought no peer to this thread");
            restorer.endContext();
            return assertThat(current()).contains("kim");
        });
    }

    @Test
    void a_task_that_runs_on_the_thread_of_another_request_keeps_its_own_peer() throws Exception {
        ThreadContextSnapshot ofKim = during("kim", () -> provider.currentContext(Map.of()));

        during("mallory", () -> {
            ThreadContextRestorer restorer = ofKim.begin();

            assertThat(current()).contains("kim");
            restorer.endContext();
            return assertThat(current()).contains("mallory");
        });
    }

    @Test
    void a_task_hands_its_peer_on_to_the_tasks_that_it_submits() throws Exception {
        ThreadContextSnapshot first = during("kim", () -> provider.currentContext(Map.of()));
        ThreadContextSnapshot further = elsewhere(first, () -> provider.currentContext(Map.of()));

        assertThat(elsewhere(further, this::current)).isEqualTo(Optional.of("kim"));
    }

    private <T> T elsewhere(ThreadContextSnapshot snapshot, Supplier<T> task) {
        return CompletableFuture.supplyAsync(
                        () -> {
                            ThreadContextRestorer restorer = snapshot.begin();
                            try {
                                return task.get();
                            } finally {
                                restorer.endContext();
                            }
                        },
                        executor)
                .join();
    }

    private static <T> T during(String caller, Callable<T> call) throws Exception {
        return TestRequest.by(TestPeer.named(caller).provenBy("default")).call(call);
    }

    private PeerIdentity injected() {
        return weld.select(PeerIdentity.class).get();
    }

    private Optional<String> current() {
        return weld.select(CurrentPeer.class).get().identity().map(PeerIdentity::getName);
    }
}
