package org.inrzoo.peer;

import org.inrzoo.bench.Contender;
import org.inrzoo.bench.PeerProvider;
import org.inrzoo.bench.Workload;

/** Offers libtorch to the benchmark under the name {@code libtorch}. */
public final class Libtorch implements PeerProvider {

    @Override
    public String name() {
        return "libtorch";
    }

    @Override
    public Contender create(Workload workload) {
        System.setProperty("ai.djl.pytorch.num_threads", String.valueOf(workload.threads()));
        System.setProperty("ai.djl.offline", "true");
        return new LibtorchContender(workload);
    }
}
