package org.inrzoo.peer;

import org.inrzoo.bench.BaselineProvider;
import org.inrzoo.bench.BenchmarkSubject;
import org.inrzoo.bench.Workload;

/** Offers libtorch to the benchmark under the name {@code libtorch}. */
public final class Libtorch implements BaselineProvider {

    @Override
    public String name() {
        return "libtorch";
    }

    @Override
    public BenchmarkSubject create(Workload workload) {
        System.setProperty("ai.djl.pytorch.num_threads", String.valueOf(workload.threads()));
        System.setProperty("ai.djl.offline", "true");
        return new LibtorchSubject(workload);
    }
}
