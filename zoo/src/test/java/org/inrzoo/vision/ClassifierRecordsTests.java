package org.inrzoo.vision;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The kept records of trainings, and what is said of them. */
class ClassifierRecordsTests {

    private static final Path RESULTS = Path.of("vision-results");
    private static final DecimalFormatSymbols ROOT = DecimalFormatSymbols.getInstance(Locale.ROOT);

    /** The README's tables are those that the records make: mean and standard deviation over seeds. */
    @ParameterizedTest
    @ValueSource(strings = {"interflow", "refconv", "leni", "sa-gd"})
    void theTablesHoldTheRecordsNumbers(String family) throws IOException {
        List<String> table = new ArrayList<>(List.of(
                "| network | parameters | test accuracy of each seed, % | mean | spread |",
                "|---|---:|---|---:|---:|"));
        accuracies(family + ".fashion1000.json").forEach((network, each) -> table.add(row(network, each)));
        assertThat(Files.readString(RESULTS.resolve("README.md"))).contains(String.join("\n", table));
    }

    /** What the README says of each: pairs of equal seeds, the same pictures. */
    @ParameterizedTest
    @CsvSource({
        "refconv, refconv-ds, ds trained on",
        "leni, leni-dense, cnn",
        "leni, cnn-positive-only, cnn",
        "leni, leni-dense, cnn-positive-only",
        "sa-gd, cnn by sa-gd at 0.03, cnn",
        "sa-gd, cnn by sa-gd at 0.3, cnn",
        "sa-gd, cnn by sa-gd at 3, cnn"
    })
    void theGainsAreThoseOfPairsOfSeeds(String family, String network, String control) throws IOException {
        Map<String, List<JsonNode>> records = accuracies(family + ".fashion1000.json");
        List<Double> gains = new ArrayList<>();
        for (int i = 0; i < records.get(network).size(); i++) {
            JsonNode with = records.get(network).get(i);
            JsonNode without = records.get(control).get(i);
            assertThat(with.at("/settings/seed")).isEqualTo(without.at("/settings/seed"));
            gains.add(accuracy(with) - accuracy(without));
        }
        assertThat(gains).hasSizeGreaterThanOrEqualTo(6);
        double mean = gains.stream().mapToDouble(gain -> gain).average().orElseThrow();
        long ahead = gains.stream().filter(gain -> gain > 0).count();
        String said = String.format(
                Locale.ROOT,
                "| %s over %s | %+.2f | %d of %d |",
                quoted(network),
                quoted(control),
                mean,
                ahead,
                gains.size());
        assertThat(Files.readString(RESULTS.resolve("README.md"))).contains(said);
    }

    /** A network's name in quotes, with what is said of it behind. */
    private static String quoted(String network) {
        return network.replaceFirst("^(\\S+)", "`$1`");
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

    /** A step's time beside libtorch's, one run a row; the fused engine's is at most two and a half of these. */
    @Test
    void theTableOfStepsHoldsTheRecordsNumbers() throws IOException {
        List<String> table = new ArrayList<>();
        JsonNode record =
                new ObjectMapper().readTree(RESULTS.resolve("steps.bench.json").toFile());
        for (String library : List.of("plain", "onednn")) {
            for (JsonNode report : record.path(library)) {
                double libtorch = timesFirst(report, "libtorch");
                double samediff = timesFirst(report, "samediff");
                assertThat(timesFirst(report, "fused")).isEqualTo(1);
                assertThat(1 / libtorch).isLessThan(2.5);
                table.add(String.format(
                        Locale.ROOT,
                        "| `%s` | %s | %.2f | %.2f | %.2f |",
                        report.path("title").asText().replaceFirst(",.*", ""),
                        library,
                        1 / libtorch,
                        samediff / libtorch,
                        samediff));
            }
        }
        assertThat(table).hasSize(3);
        assertThat(Files.readString(RESULTS.resolve("README.md"))).contains(String.join("\n", table));
    }

    private static double timesFirst(JsonNode report, String engine) {
        for (JsonNode line : report.path("lines")) {
            if (line.path("engine").asText().equals(engine)) {
                return line.path("timesFirst").asDouble();
            }
        }
        throw new AssertionError(engine);
    }

    private static Map<String, List<JsonNode>> accuracies(String file) throws IOException {
        Map<String, List<JsonNode>> records = new LinkedHashMap<>();
        for (JsonNode record : new ObjectMapper().readTree(RESULTS.resolve(file).toFile())) {
            records.computeIfAbsent(named(record), network -> new ArrayList<>()).add(record);
        }
        return records;
    }

    /** The network's name, with what else tells its trainings apart. */
    private static String named(JsonNode record) {
        String model = record.path("model").asText();
        if (record.at("/settings/optimizer").asText().equals("sa-gd")) {
            double temperature = record.at("/settings/temperature").doubleValue();
            return model + " by sa-gd at " + new DecimalFormat("0.##", ROOT).format(temperature);
        }
        return record.path("from").isNull() || !model.equals("ds") ? model : model + " trained on";
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
                "| %s | %,d | %s | %.2f | %.2f |",
                quoted(network),
                records.get(0).path("parameters").asInt(),
                String.join(", ", each),
                mean,
                Math.sqrt(squares / (records.size() - 1)));
    }
}
