package org.inrzoo.bench;

import static org.assertj.core.api.Assertions.assertThat;

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
        assertThat(report.ratios()).filteredOn(ratio -> ratio.to().equals("samediff"))
                .isNotEmpty()
                .allSatisfy(ratio -> assertThat(ratio.median()).as("%s, %s", report.model(), ratio.phase()).isGreaterThan(2));
    }
}
