package org.inrzoo.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
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
}
