package org.inrzoo.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.stream.Stream;
import org.inrzoo.Zoo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The kept benchmarks, and what is promised of the fused engine. */
class BenchReportsTests {

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
    void showNoPhaseInWhichTheFusedEngineIsNotTwiceAsFast(BenchReport report) {
        assertThat(report.ratios())
                .filteredOn(ratio -> ratio.to().equals("samediff"))
                .isNotEmpty()
                .allSatisfy(ratio -> assertThat(ratio.median())
                        .as("%s, %s", report.model(), ratio.phase())
                        .isGreaterThan(2));
    }

    /** With narrow layers SameDiff's time goes into everything but products. */
    @ParameterizedTest
    @MethodSource("reports")
    void showNarrowNetworksEightTimesAsFast(BenchReport report) {
        Object width = Zoo.get(report.model()).settings().get("width");
        assumeTrue(((Number) width).intValue() <= 128, "a wide network");
        assertThat(report.ratios())
                .filteredOn(ratio -> ratio.to().equals("samediff"))
                .allSatisfy(ratio -> assertThat(ratio.median())
                        .as("%s, %s", report.model(), ratio.phase())
                        .isGreaterThan(8));
    }

    @ParameterizedTest
    @MethodSource("reports")
    void showHalfOfTheMultiplyAddPeakWhereProductsDominate(BenchReport report) {
        assumeTrue(Zoo.get(report.model()).card().macsPerPoint() > 100_000, "few products");
        assertThat(report.results())
                .filteredOn(result -> result.engine().equals("fused"))
                .allSatisfy(result -> assertThat(result.peakFraction())
                        .as("%s, %s", report.model(), result.phase())
                        .isGreaterThan(0.5));
    }
}
