package org.inrzoo.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.inrzoo.engine.EngineException;
import org.inrzoo.family.Registry;
import org.inrzoo.family.Variant;
import org.inrzoo.io.Json;
import org.inrzoo.signal.Signal;
import org.inrzoo.signal.SignalKinds;
import org.inrzoo.task.ObjectiveKind;
import org.inrzoo.task.ObjectiveKinds;
import org.junit.jupiter.api.Test;

class BenchmarkTests {

    @Test
    void spreadsHaveTheirMedianInTheMiddle() {
        assertThat(Spread.of(new double[] {3, 1, 2})).isEqualTo(new Spread(1, 2, 3));
        assertThat(Spread.of(new double[] {4, 1, 3, 2})).isEqualTo(new Spread(1, 2.5, 4));
    }

    /** 32,960 multiply-adds a pixel forward; three times that in training, less the first layer's inputs, 2 x 64. */
    @Test
    void workloadsCountTheLevelsOfExpertsNetworksOperationsAsThePaperHasThem() {
        Workload workload = new Workload(Registry.get("loe-sine-fine2coarse"), 512, 2);
        assertThat(workload.renderFlops()).isEqualTo(2.0 * 32_960 * 512 * 512);
        assertThat(workload.trainFlops()).isEqualTo(2.0 * 98_752 * 512 * 512);
    }

    @Test
    void reportsEveryPhaseOfEveryContenderAndTheRatiosToTheFirst() {
        Workload workload = new Workload(Registry.get("siren").with("width", 8).with("depth", 1), 16, 1);
        List<String> told = new ArrayList<>();
        try (Benchmark benchmark = new Benchmark(workload, List.of("fused", "samediff"), List.of())) {
            BenchReport report = benchmark.run(3, 0, told::add);
            assertThat(report.results())
                    .extracting(result -> result.engine() + " " + result.phase())
                    .containsExactly(
                            "fused train-full",
                            "samediff train-full",
                            "fused train-batched",
                            "samediff train-batched",
                            "fused render",
                            "samediff render");
            assertThat(report.peakGflops()).isPositive();
            assertThat(report.results()).allSatisfy(result -> {
                assertThat(result.secondsMin()).isPositive().isLessThanOrEqualTo(result.secondsMedian());
                assertThat(result.secondsMedian()).isLessThanOrEqualTo(result.secondsMax());
                assertThat(result.peakFraction()).isCloseTo(result.gflops() / report.peakGflops(), within(1e-12));
            });
            assertThat(report.ratios()).hasSize(3).allSatisfy(ratio -> {
                assertThat(ratio.of()).isEqualTo("fused");
                assertThat(ratio.to()).isEqualTo("samediff");
                assertThat(ratio.median()).isBetween(ratio.min(), ratio.max());
            });
            assertThat(report.text().lines()).anyMatch(line -> line.contains("times as fast as samediff, render"));
        }
        assertThat(told).contains("round 3 of 3");
    }

    @Test
    void saysWhatEveryOptimiserTakesOfTheTraining() {
        Workload workload = new Workload(Registry.get("siren").with("width", 16).with("depth", 2), 16, 1);
        try (Benchmark benchmark = new Benchmark(workload, List.of("fused"), List.of("adam", "muon"), List.of())) {
            BenchReport report = benchmark.run(1, 0, line -> {});
            assertThat(report.results())
                    .extracting(result -> result.engine() + " " + result.phase())
                    .as("the network is rendered once, whatever trained it")
                    .containsExactly(
                            "fused adam train-full",
                            "fused muon train-full",
                            "fused adam train-batched",
                            "fused muon train-batched",
                            "fused adam render");
            assertThat(report.ratios()).hasSize(2).allSatisfy(ratio -> {
                assertThat(ratio.of()).isEqualTo("fused adam");
                assertThat(ratio.to()).isEqualTo("fused muon");
            });
            assertThat(report.optimizers())
                    .extracting(share -> share.optimizer() + " " + share.phase())
                    .containsExactly("adam train-full", "adam train-batched", "muon train-full", "muon train-batched");
            assertThat(report.optimizers()).allSatisfy(share -> {
                assertThat(share.share()).isGreaterThan(0).isLessThan(1);
                assertThat(share.secondsMedian()).isPositive();
            });
            assertThat(report.text().lines())
                    .anyMatch(line -> line.matches("fused muon: muon takes .*% of train-full.*"));
        }
    }

    @Test
    void readsReportsThatKnewNoOptimisers() {
        String old = "{\"model\":\"siren\",\"size\":8,\"threads\":1,\"peakGflops\":1.5,\"results\":[],\"ratios\":[]}";
        assertThat(Json.read(old, BenchReport.class, "old").optimizers()).isEmpty();
    }

    @Test
    void measuresStepsOfAnySignalOptimiserBesideOptimiser() {
        Signal signal = SignalKinds.read("audio:chirp", Map.of());
        Variant variant = Registry.get("siren").with("width", 16).with("batch", 64);
        ObjectiveKind values = ObjectiveKinds.of("values", Map.of());
        try (StepBenchmark benchmark =
                new StepBenchmark(variant, signal, values, List.of("fused"), List.of("adam", "soap"), List.of(), 1)) {
            StepReport report = benchmark.run(1, 0, line -> {});
            assertThat(report.lines())
                    .extracting(StepReport.EngineSteps::optimizer)
                    .containsExactly("adam", "soap");
            assertThat(report.lines())
                    .allSatisfy(line ->
                            assertThat(line.optimizerShare()).isGreaterThan(0).isLessThan(1));
            assertThat(report.lines())
                    .allSatisfy(line ->
                            assertThat(line.peakFraction()).isGreaterThan(0).isLessThan(1));
            assertThat(report.text()).contains("fused, adam is ", "times as fast as fused, soap", "of peak");
        }
    }

    @Test
    void saysThatThereIsNoSuchPeer() {
        Workload workload = new Workload(Registry.get("siren").with("width", 8), 16, 1);
        assertThatThrownBy(() -> new Benchmark(workload, List.of(), List.of("nobody")))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("no baseline 'nobody'");
    }
}
