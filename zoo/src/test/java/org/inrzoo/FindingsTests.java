package org.inrzoo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.DoubleSummaryStatistics;
import java.util.Locale;
import java.util.function.Predicate;
import org.inrzoo.bench.BenchReports;
import org.inrzoo.record.FitRecord;
import org.junit.jupiter.api.Test;

/** What {@code results/README.md} says it found is what the records say. */
class FindingsTests {

    private final String findings = read();

    private static String read() {
        try {
            String page = Files.readString(Path.of("results/README.md"));
            return page.substring(page.indexOf("## The findings"), page.indexOf("## What is here"))
                    .replaceAll("\\s+", " ");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The best record of a model's own recipe, whose optimiser every paper's is. */
    private static FitRecord fit(String model) {
        return fit(model, result -> result.settings().get("optimizer").equals("adam"));
    }

    private static FitRecord fit(String model, Predicate<FitRecord> which) {
        return Zoo.get(model).card().results().stream()
                .filter(which)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void sinesAndLeakyRelu() {
        assertThat(findings)
                .contains(
                        said(
                                "Levels of Experts with sines reach %.1f dB where leaky ReLU reaches %.1f",
                                fit("loe-sine-fine2coarse").psnr(),
                                fit("loe-leaky-fine2coarse").psnr()),
                        said(
                                "with the same %,d parameters and %,d steps",
                                fit("loe-sine-fine2coarse").parameters(),
                                fit("loe-sine-fine2coarse").steps()),
                        said(
                                "The paper states %.2f and %.2f",
                                Zoo.get("loe-sine-fine2coarse")
                                        .card()
                                        .published()
                                        .get(0)
                                        .psnr(),
                                Zoo.get("loe-leaky-fine2coarse")
                                        .card()
                                        .published()
                                        .get(0)
                                        .psnr()));
    }

    @Test
    void orthogonalSteps() {
        FitRecord muon = fit(
                "loe-sine-fine2coarse",
                result -> result.width() == 512
                        && result.settings().get("optimizer").equals("muon"));
        FitRecord adam = fit("loe-sine-fine2coarse");
        assertThat(findings)
                .contains(said(
                        "Muon's on single pixels, `fit --recipe chosen`, reach %.1f dB after %,d steps where Adam's reach %.1f after %,d",
                        muon.psnr(), muon.steps(), adam.psnr(), adam.steps()));
        DoubleSummaryStatistics seeds = new DoubleSummaryStatistics();
        seeds.accept(muon.psnr());
        otherSeeds().forEach(record -> seeds.accept(record.path("psnr").asDouble()));
        assertThat(seeds.getCount()).isEqualTo(3);
        assertThat(findings)
                .contains(said("three seeds of Muon's lie within %.2f dB", seeds.getMax() - seeds.getMin()));
    }

    private static JsonNode otherSeeds() {
        try {
            return new ObjectMapper()
                    .readTree(Path.of("results/loe-sine-fine2coarse.camera512.muon-seeds.json")
                            .toFile());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void heads() {
        assertThat(findings)
                .contains(said(
                        "%.1f dB with 256×256 heads, but between them it is best with 64×64 heads (%.1f dB) and useless with 256×256 (%.1f dB)",
                        fit("multihead-relu-h256").psnr(),
                        fit("multihead-relu-h64").test().psnr(),
                        fit("multihead-relu-h256").test().psnr()));
        assertThat(Zoo.list("multihead-relu-h*").stream()
                        .map(model -> fit(model.name()).test().psnr()))
                .as("best of all")
                .allMatch(psnr -> psnr <= fit("multihead-relu-h64").test().psnr());
    }

    @Test
    void normalizationAndTheRate() {
        double batch = best("relu-bn", 0.01);
        assertThat(findings)
                .contains(
                        said("batch normalisation is %.1f dB ahead", batch - best("relu-10x28", 2e-4)),
                        said("the same rate, 1e-2, the lead is %.1f dB", batch - best("relu-10x28", 0.01)));
    }

    private static double best(String model, double rate) {
        return Zoo.get(model).card().results().stream()
                .filter(result -> ((Number) result.settings().get("rate")).doubleValue() == rate)
                .findFirst()
                .orElseThrow()
                .psnrBest();
    }

    @Test
    void speed() {
        DoubleSummaryStatistics sameDiff = ratios("samediff");
        DoubleSummaryStatistics libtorch = ratios("libtorch");
        assertThat(findings)
                .contains(
                        said("at least %.0f times as fast as SameDiff", Math.floor(sameDiff.getMin())),
                        said("%.0f to %.0f times as fast as libtorch", libtorch.getMin(), libtorch.getMax()));
    }

    private static DoubleSummaryStatistics ratios(String to) {
        return BenchReports.all().stream()
                .flatMap(report -> report.ratio(to, "train-full").stream())
                .mapToDouble(ratio -> ratio.median())
                .summaryStatistics();
    }

    private static String said(String text, Object... values) {
        return String.format(Locale.ROOT, text, values);
    }
}
