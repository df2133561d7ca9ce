package org.inrzoo.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.inrzoo.Zoo;
import org.inrzoo.metric.Score;
import org.junit.jupiter.api.Test;

/** The kept records of fits of signals, and what is said of them. */
class SignalRecordsTests {

    private static final Path SIGNALS = Path.of("signal-results");

    /** The README's table is the one that the records make. */
    @Test
    void theTableOfSignalsHoldsTheRecordsNumbers() throws IOException {
        List<String> table = new ArrayList<>(List.of(
                "| record | observed | reached | other methods | steps | seconds |", "|---|---|---|---|---:|---:|"));
        List<String> folders = folders();
        List<SignalRecord> records = SignalRecords.all();
        assertThat(records).hasSameSizeAs(folders);
        for (int i = 0; i < folders.size(); i++) {
            table.add(row(folders.get(i), records.get(i)));
        }
        assertThat(Files.readString(Path.of("results", "README.md"))).contains(String.join("\n", table));
    }

    private static String row(String folder, SignalRecord record) {
        return String.format(
                Locale.ROOT,
                "| `%s` | %s | %s | %s | %,d | %.0f |",
                folder,
                record.observed().text(),
                scores(record.reached()),
                scores(record.compared()),
                record.computation().steps(),
                record.seconds());
    }

    private static String scores(List<Score> scores) {
        return scores.stream().map(Score::toString).collect(Collectors.joining(", "));
    }

    private static List<String> folders() throws IOException {
        try (Stream<Path> folders = Files.list(SIGNALS)) {
            return folders.map(folder -> folder.getFileName().toString())
                    .sorted(Comparator.comparing(name -> name + "/"))
                    .toList();
        }
    }

    @Test
    void foldersAreCalledByTheirModelAndEachHasAHistory() throws IOException {
        List<String> folders = folders();
        for (int i = 0; i < folders.size(); i++) {
            assertThat(folders.get(i)).startsWith(SignalRecords.all().get(i).model() + ".");
            assertThat(SIGNALS.resolve(folders.get(i)).resolve("history.csv")).exists();
        }
    }

    @Test
    void standOnTheirModelsCards() {
        for (SignalRecord record : SignalRecords.all()) {
            assertThat(Zoo.get(record.model()).card().text())
                    .contains(record.mainScore() + ", " + record.observed().text());
        }
    }

    /** What is said of encodings, directions and samples of scenes is what the records hold. */
    @Test
    void theSentencesOnViewsHoldTheRecordsNumbers() throws IOException {
        JsonNode fits = new ObjectMapper()
                .readTree(Path.of("results", "views.scenes32.json").toFile())
                .path("fits");
        List<Double> means = Stream.of("none", "basic", "posenc", "Gauss")
                .map(name -> IntStream.range(0, 3)
                        .mapToDouble(seed -> score(fits, name + ", seed " + seed, "psnr"))
                        .average()
                        .orElseThrow())
                .toList();
        assertThat(means.get(0)).isLessThan(means.get(1));
        assertThat(means.get(1)).isLessThan(means.get(3));
        assertThat(means.get(3)).isLessThan(means.get(2));
        double gain = score(fits, "glossy, degree 2", "psnr") - score(fits, "glossy, degree 0", "psnr");
        double ofWorst =
                score(fits, "glossy, degree 2", "psnr-worst-view") - score(fits, "glossy, degree 0", "psnr-worst-view");
        String said = Files.readString(Path.of("results", "README.md")).replace('\n', ' ');
        assertThat(said)
                .contains(String.format(Locale.ROOT, "%.1f, %.1f, %.1f and %.1f dB", means.toArray()))
                .contains(String.format(Locale.ROOT, "gain %.2f dB on `glossy`, %.1f in the worst view", gain, ofWorst))
                .contains(String.format(
                        Locale.ROOT,
                        "make %.1f dB, 16 even ones %.1f, 16 by silhouettes %.1f",
                        score(fits, "8 even, 8 where light is", "psnr"),
                        score(fits, "16 even", "psnr"),
                        score(fits, "16 by silhouettes", "psnr")));
    }

    private static double score(JsonNode fits, String label, String measure) {
        for (JsonNode fit : fits) {
            if (fit.path("label").asText().equals(label)) {
                for (JsonNode score : fit.path("scores")) {
                    if (score.path("name").asText().equals(measure)) {
                        return score.path("value").asDouble();
                    }
                }
            }
        }
        throw new AssertionError(label + " has no " + measure);
    }
}
