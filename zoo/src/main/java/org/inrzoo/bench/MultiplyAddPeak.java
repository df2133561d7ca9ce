package org.inrzoo.bench;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The most multiply-adds this machine does: independent chains of fused multiply-adds in registers, on every thread. */
final class MultiplyAddPeak {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int CHAINS = 12;

    /** Rounds of one call: few enough that the compiler soon sees the method as a whole, many enough to hide the call. */
    private static final int ROUNDS = 20_000;

    private static final long NANOSECONDS = 100_000_000;

    private static final int MOST_WARM_UPS = 100;
    private static final int CALM = 10;
    private static final double FASTER = 1.2;

    private final Thread[] threads;
    /** Written only, lest the compiler drop the work. */
    private volatile float unusedSum;

    MultiplyAddPeak(int threads) {
        this.threads = new Thread[threads];
    }

    /** Measures until the compiler has made what it can of it: for a second and until nothing gets faster. */
    void warmUp() {
        double best = 0;
        int calm = 0;
        for (int i = 0; i < MOST_WARM_UPS && calm < CALM; i++) {
            double now = gflops();
            calm = now > FASTER * best ? 0 : calm + 1;
            best = Math.max(best, now);
        }
    }

    /** Measures for a tenth of a second: floating-point operations per second of all threads together, in 10⁹. */
    double gflops() {
        double[] rates = new double[threads.length];
        IntStream.range(0, threads.length).forEach(i -> {
            threads[i] = new Thread(() -> rates[i] = rate());
            threads[i].start();
        });
        for (Thread thread : threads) {
            join(thread);
        }
        return DoubleStream.of(rates).sum();
    }

    private double rate() {
        long start = System.nanoTime();
        long spent = 0;
        double operations = 0;
        while (spent < NANOSECONDS) {
            unusedSum = chains(ROUNDS);
            operations += 2.0 * CHAINS * SPECIES.length() * ROUNDS;
            spent = System.nanoTime() - start;
        }
        return operations / spent;
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static float chains(int rounds) {
        FloatVector x = FloatVector.broadcast(SPECIES, 0.999f);
        FloatVector y = FloatVector.broadcast(SPECIES, 1e-3f);
        FloatVector a = y, b = y, c = y, d = y, e = y, f = y, g = y, h = y, i = y, j = y, k = y, l = y;
        for (int round = 0; round < rounds; round++) {
            a = a.fma(x, y);
            b = b.fma(x, y);
            c = c.fma(x, y);
            d = d.fma(x, y);
            e = e.fma(x, y);
            f = f.fma(x, y);
            g = g.fma(x, y);
            h = h.fma(x, y);
            i = i.fma(x, y);
            j = j.fma(x, y);
            k = k.fma(x, y);
            l = l.fma(x, y);
        }
        FloatVector sum = a.add(b)
                .add(c)
                .add(d)
                .add(e)
                .add(f)
                .add(g)
                .add(h)
                .add(i)
                .add(j)
                .add(k)
                .add(l);
        return sum.lane(0);
    }
}
