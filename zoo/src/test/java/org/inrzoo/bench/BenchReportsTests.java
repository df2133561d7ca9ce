package org.inrzoo.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.inrzoo.Zoo;
import org.inrzoo.family.Registry;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The kept benchmarks, and what they promise of the fused engine measured on the machine at hand. */
class BenchReportsTests {

    /** Rounds of a machine that others use too differ; only a record that was edited is further off. */
    private static final double DRIFT = 0.5;

    static Stream<BenchReport> reports() {
        return BenchReports.all().stream();
    }

    @ParameterizedTest
    @MethodSource("reports")
    void areOfAModelOfTheRegistryAndOfBothEngines(BenchReport report) {
        assertThat(Zoo.get(report.model()).name()).isEqualTo(report.model());
        assertThat(report.results()).extracting(BenchReport.Result::engine).contains("fused", "samediff");
    }

    @ParameterizedTest
    @MethodSource("reports")
    void haveTheRatiosOfTheirOwnSeconds(BenchReport report) {
        assertThat(report.ratios()).isNotEmpty().allSatisfy(ratio -> {
            double seconds = seconds(report, ratio.to(), ratio.phase()) / seconds(report, ratio.of(), ratio.phase());
            assertThat(ratio.median()).as("%s", ratio).isBetween(ratio.min(), ratio.max());
            assertThat(ratio.median() / seconds).as("%s", ratio).isCloseTo(1, within(DRIFT));
        });
    }

    private static double seconds(BenchReport report, String engine, String phase) {
        return report.results().stream()
                .filter(result ->
                        result.engine().equals(engine) && result.phase().equals(phase))
                .findFirst()
                .orElseThrow()
                .secondsMedian();
    }

    /**
     * Measured in turn, so that a slow machine is slow for both. On one thread siren's wide products, which SameDiff leaves to
     * OpenBLAS, were 1.8 times as fast, those of experts far more; the bar leaves room for noise.
     */
    @Tag("slow")
    @ParameterizedTest
    @ValueSource(strings = {"loe-sine-fine2coarse", "siren"})
    void holdHereToo(String model) {
        Workload workload = new Workload(Registry.get(model), 64, 1);
        try (Benchmark benchmark = new Benchmark(workload, List.of("fused", "samediff"), List.of())) {
            assertThat(benchmark.run(3, 0.5, line -> {}).ratios())
                    .isNotEmpty()
                    .allSatisfy(ratio -> assertThat(ratio.median())
                            .as("how many times faster than SameDiff, %s", ratio.phase())
                            .isGreaterThan(1.3));
        }
    }
}
