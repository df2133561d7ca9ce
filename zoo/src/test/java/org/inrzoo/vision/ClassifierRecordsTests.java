package org.inrzoo.vision;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The kept records of trainings, and what is said of them. */
class ClassifierRecordsTests {

    private static final Path RESULTS = Path.of("vision-results");

    /** The README's table is the one that the records make: mean and standard deviation over seeds. */
    @Test
    void theTableOfInterflowHoldsTheRecordsNumbers() throws IOException {
        List<String> table = new ArrayList<>(List.of(
                "| network | parameters | test accuracy of each seed, % | mean | spread |",
                "|---|---:|---|---:|---:|"));
        accuracies("interflow.fashion1000.json").forEach((network, each) -> table.add(row(network, each)));
        assertThat(Files.readString(RESULTS.resolve("README.md"))).contains(String.join("\n", table));
    }

    /** The claim of the paper's that was tried: a deep network without batch norm that does not learn does with it. */
    @Test
    void interflowRescuesANetworkThatDoesNotLearn() throws IOException {
        Map<String, List<JsonNode>> records = accuracies("interflow.fashion1000.json");
        assertThat(records.get("vgg-8"))
                .hasSameSizeAs(records.get("interflow-8"))
                .hasSizeGreaterThanOrEqualTo(3);
        assertThat(records.get("vgg-8")).allMatch(record -> accuracy(record) < 15);
        assertThat(records.get("interflow-8")).allMatch(record -> accuracy(record) > 30);
    }

    private static Map<String, List<JsonNode>> accuracies(String file) throws IOException {
        Map<String, List<JsonNode>> records = new LinkedHashMap<>();
        for (JsonNode record : new ObjectMapper().readTree(RESULTS.resolve(file).toFile())) {
            records.computeIfAbsent(record.path("model").asText(), network -> new ArrayList<>())
                    .add(record);
        }
        return records;
    }

    private static double accuracy(JsonNode record) {
        return record.path("accuracy").asDouble();
    }

    private static String row(String network, List<JsonNode> records) {
        double mean = records.stream()
                .mapToDouble(ClassifierRecordsTests::accuracy)
                .average()
                .orElseThrow();
        double squares = records.stream()
                .mapToDouble(record -> Math.pow(accuracy(record) - mean, 2))
                .sum();
        List<String> each = records.stream()
                .map(record -> String.format(Locale.ROOT, "%.2f", accuracy(record)))
                .toList();
        return String.format(
                Locale.ROOT,
                "| `%s` | %,d | %s | %.2f | %.2f |",
                network,
                records.get(0).path("parameters").asInt(),
                String.join(", ", each),
                mean,
                Math.sqrt(squares / (records.size() - 1)));
    }
}
