package org.inrzoo.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.inrzoo.Zoo;
import org.inrzoo.family.Registry;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
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
     * In a JVM of its own, since one that has run the suite has compiled the kernels for many networks; both engines in turn, so
     * that a slow machine is slow for both. The bar leaves room for noise.
     */
    @Tag("slow")
    @ParameterizedTest
    @ValueSource(strings = {"loe-sine-fine2coarse", "siren"})
    void holdHereToo(String model, @TempDir Path folder) throws IOException, InterruptedException {
        Path written = folder.resolve("written");
        int exit = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-modules",
                        "jdk.incubator.vector",
                        "-Xmx1g",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Measurement.class.getName(),
                        model)
                .redirectErrorStream(true)
                .redirectOutput(written.toFile())
                .start()
                .waitFor();
        List<String> lines = Files.readAllLines(written);
        assertThat(exit).as("exit value; it wrote %s", lines).isZero();
        assertThat(lines.stream().filter(line -> line.startsWith(Measurement.RATIO)))
                .hasSize(3)
                .allSatisfy(line -> assertThat(Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                        .as("how many times faster than SameDiff, %s", line)
                        .isGreaterThan(1.3));
    }

    /** Prints how many times faster than SameDiff the fused engine computes a model here, a line for each phase. */
    static final class Measurement {

        static final String RATIO = "ratio ";

        private Measurement() {}

        public static void main(String[] arguments) {
            Workload workload = new Workload(Registry.get(arguments[0]), 64, 1);
            try (Benchmark benchmark = new Benchmark(workload, List.of("fused", "samediff"), List.of())) {
                benchmark
                        .run(3, 0.5, line -> {})
                        .ratios()
                        .forEach(ratio -> System.out.println(RATIO + ratio.phase() + " " + ratio.median()));
            }
        }
    }
}
