package org.inrzoo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.inrzoo.bench.BenchReport;
import org.inrzoo.bench.BenchReports;
import org.inrzoo.family.Registry;
import org.inrzoo.family.Variant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The front page says what is there. */
class ReadmeTests {

    private static final Path ROOT = Path.of("../..");

    private static final String PAGE = read();

    private static String read() {
        try {
            return Files.readString(ROOT.resolve("README.md"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static Stream<String> links() {
        return Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)")
                .matcher(PAGE)
                .results()
                .map(link -> link.group(1))
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("links")
    void linksLeadSomewhere(String link) {
        assertThat(ROOT.resolve(link)).exists();
    }

    @Test
    void speedIsTheKeptReports() {
        BenchReport report = BenchReports.all().stream()
                .filter(one -> one.model().equals("loe-sine-fine2coarse"))
                .findFirst()
                .orElseThrow();
        String said = String.format(
                Locale.ROOT,
                "takes %.2f s for a full-batch training step of `%s` on %dx%d pixels and two cores:"
                        + " %.0f times as fast as libtorch, %.0f times as fast as libtorch in the batches it likes best",
                report.result("fused", "train-full").orElseThrow().secondsMedian(),
                report.model(),
                report.size(),
                report.size(),
                report.ratio("libtorch", "train-full").orElseThrow().median(),
                report.ratio("libtorch", "train-batched").orElseThrow().median());
        assertThat(PAGE.replaceAll("\\s+", " ")).contains(said.replace("512x512", "512×512"));
    }

    /** So that what {@link ZoomTests} measures is what readers run. */
    @Test
    void theSnippetFitsWhatTheTestOfItsZoomFits() {
        String line = PAGE.substring(PAGE.indexOf("Zoo.get(\"siren\")"))
                .lines()
                .findFirst()
                .orElseThrow();
        Variant model = Registry.get("siren");
        for (MatchResult change : Pattern.compile("\\.with\\(\"(\\w+)\", ([^)]+)\\)")
                .matcher(line)
                .results()
                .toList()) {
            model = model.with(change.group(1), change.group(2));
        }
        assertThat(model.settings()).isEqualTo(ZoomTests.snippet().settings());
    }
}
