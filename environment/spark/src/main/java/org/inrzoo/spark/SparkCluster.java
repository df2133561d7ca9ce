package org.inrzoo.spark;

import java.util.List;
import java.util.Optional;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.inrzoo.fit.FitException;
import org.inrzoo.study.FitCluster;
import org.inrzoo.study.RemoteFit;
import org.inrzoo.study.RemoteResult;

/** A Spark cluster: every fit is a job of one task, so that Spark does it again where a process is lost. */
final class SparkCluster implements FitCluster {

    private static final long FOR_WORKERS = 60_000;
    private static final long STEP = 50;

    private final JavaSparkContext spark;
    private final int places;
    private Broadcast<byte[]> shared;
    private volatile boolean stopped;

    /**
     * Waits for the first worker.
     *
     * @throws FitException when none comes
     */
    SparkCluster(JavaSparkContext spark, String master, int threads) {
        this.spark = spark;
        awaitWorkers(master);
        places = Math.max(1, spark.defaultParallelism() / threads);
        share(new byte[0]);
    }

    private void awaitWorkers(String master) {
        if (spark.isLocal()) {
            return;
        }
        long end = System.currentTimeMillis() + FOR_WORKERS;
        while (spark.sc().getExecutorIds().isEmpty()) {
            if (System.currentTimeMillis() > end || spark.sc().isStopped()) {
                spark.close();
                throw new FitException(
                        "no worker of " + master
                                + " has room for a fit: it needs a core for each of --threads and 1 GiB (-Dspark.executor.memory)");
            }
            sleep();
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(STEP);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FitException("interrupted while waiting for workers");
        }
    }

    @Override
    public int places() {
        return places;
    }

    @Override
    public void share(byte[] files) {
        shared = spark.broadcast(files);
    }

    @Override
    public Optional<RemoteResult> fit(RemoteFit fit) {
        if (stopped) {
            return Optional.empty();
        }
        try {
            spark.setJobDescription(fit.folder());
            return Optional.of(
                    spark.parallelize(List.of(fit), 1).map(new OnWorker(shared)).first());
        } catch (Exception e) { // Scala's methods throw what they do not declare
            if (stopped) {
                return Optional.empty();
            }
            if (e instanceof SparkException || e instanceof IllegalStateException) {
                throw new FitException("the cluster could not do it: " + SparkClusters.firstLine(e));
            }
            throw e;
        }
    }

    @Override
    public void stop() {
        stopped = true;
        spark.sc().cancelAllJobs();
    }

    @Override
    public void close() {
        spark.close();
    }

    /** What a worker's process does. */
    private record OnWorker(Broadcast<byte[]> files) implements Function<RemoteFit, RemoteResult> {

        @Override
        public RemoteResult call(RemoteFit fit) {
            return fit.run(files.value());
        }
    }
}
