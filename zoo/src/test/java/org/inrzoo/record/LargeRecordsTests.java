package org.inrzoo.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.inrzoo.io.Json;
import org.junit.jupiter.api.Test;

/** The kept records of fits of pictures that were streamed, and what is said of them. */
class LargeRecordsTests {

    private static final Path LARGE = Path.of("large-results");

    /** The heap in use before and after a collection, MB, in the log that Java leaves by {@code -Xlog:gc}. */
    private static final Pattern COLLECTION = Pattern.compile(" (\\d+)M->(\\d+)M\\(");

    /** The README's table is the one that the records make. */
    @Test
    void theTableOfStreamedPicturesHoldsTheRecordsNumbers() throws IOException {
        List<String> table = new ArrayList<>(List.of(
                "| record | parameters | steps | dB | seconds of steps and evaluations | heap after a collection at most, MB |",
                "|---|---:|---:|---:|---:|---:|"));
        for (Path folder : folders()) {
            FitRecord record =
                    Json.read(Files.readString(folder.resolve("result.json")), FitRecord.class, folder.toString());
            assertThat((long) record.width() * record.height()).isGreaterThan(1 << 25);
            table.add(String.format(
                    Locale.ROOT,
                    "| `%s` | %,d | %,d | %.2f | %.0f | %d |",
                    folder.getFileName(),
                    record.parameters(),
                    record.steps(),
                    record.psnr(),
                    record.seconds(),
                    heap(folder)));
        }
        assertThat(Files.readString(Path.of("results", "README.md"))).contains(String.join("\n", table));
    }

    private static int heap(Path folder) throws IOException {
        String log = Files.readString(folder.resolve("gc.log"));
        return COLLECTION
                .matcher(log)
                .results()
                .map(MatchResult::group)
                .mapToInt(text -> Integer.parseInt(text.replaceAll(".*->(\\d+)M\\(", "$1")))
                .max()
                .orElseThrow();
    }

    private static List<Path> folders() throws IOException {
        try (Stream<Path> folders = Files.list(LARGE)) {
            return folders.sorted().toList();
        }
    }
}
