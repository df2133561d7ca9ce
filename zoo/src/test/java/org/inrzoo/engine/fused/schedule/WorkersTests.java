package org.inrzoo.engine.fused.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkersTests {

    @ParameterizedTest(name = "{0} threads")
    @ValueSource(ints = {1, 2, 5})
    void doEveryTaskOnce(int threads) {
        AtomicIntegerArray done = new AtomicIntegerArray(1000);
        try (Workers workers = new Workers(threads)) {
            workers.run(done.length(), (worker, task) -> {
                assertThat(worker).isBetween(0, threads - 1);
                done.incrementAndGet(task);
            });
            workers.run(0, (worker, task) -> done.incrementAndGet(task));
        }
        for (int task = 0; task < done.length(); task++) {
            assertThat(done.get(task)).isOne();
        }
    }

    @Test
    void throwWhatATaskThrewAndWorkOn() {
        try (Workers workers = new Workers(3)) {
            assertThatThrownBy(() -> workers.run(50, (worker, task) -> {
                        if (task == 7) {
                            throw new IllegalStateException("seven");
                        }
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("seven");
            workers.run(3, (worker, task) -> assertThat(task).isLessThan(3));
        }
    }

    @Test
    void comeAgainAfterTheyFellAsleep() throws Exception {
        try (Workers workers = new Workers(2)) {
            for (int run = 0; run < 3; run++) {
                CountDownLatch bothAtWork = new CountDownLatch(2);
                workers.run(2, (worker, task) -> {
                    bothAtWork.countDown();
                    assertThat(awaits(bothAtWork)).as("a second thread comes").isTrue();
                });
                Thread.sleep(20); // far longer than a thread stays awake
            }
        }
    }

    @Test
    void finishARunWhoseCallerIsInterrupted() {
        AtomicIntegerArray done = new AtomicIntegerArray(2);
        try (Workers workers = new Workers(2)) {
            Thread.currentThread().interrupt();
            workers.run(2, (worker, task) -> {
                long end = System.nanoTime() + 5_000_000;
                while (System.nanoTime() < end) {
                    Thread.onSpinWait();
                }
                done.incrementAndGet(task);
            });
            assertThat(Thread.interrupted()).as("the interrupt is kept").isTrue();
        }
        assertThat(done.get(0) + done.get(1)).isEqualTo(2);
    }

    @Test
    void helpATaskThatIsAlone() throws Exception {
        CountDownLatch bothAtWork = new CountDownLatch(2);
        try (Workers workers = new Workers(2)) {
            workers.run(
                    1,
                    (worker, task) -> workers.share(2, part -> {
                        bothAtWork.countDown();
                        assertThat(awaits(bothAtWork))
                                .as("a second thread comes")
                                .isTrue();
                    }));
        }
    }

    @Test
    void leaveATaskAmongOthersToItself() {
        AtomicIntegerArray done = new AtomicIntegerArray(40);
        try (Workers workers = new Workers(3)) {
            workers.run(4, (worker, task) -> {
                Thread own = Thread.currentThread();
                workers.share(10, part -> {
                    assertThat(Thread.currentThread()).isSameAs(own);
                    done.incrementAndGet(10 * task + part);
                });
            });
        }
        for (int i = 0; i < done.length(); i++) {
            assertThat(done.get(i)).isOne();
        }
    }

    private static boolean awaits(CountDownLatch latch) {
        try {
            return latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            return false;
        }
    }

    @Test
    void mustBeAtLeastOne() {
        assertThatThrownBy(() -> new Workers(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
