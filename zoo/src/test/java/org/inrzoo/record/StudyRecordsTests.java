package org.inrzoo.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.inrzoo.family.Variant;
import org.inrzoo.study.Entry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The kept records of studies, as {@code compare} wrote them, and the tables that are made of them. */
class StudyRecordsTests {

    private static final Path RESULTS = Path.of("results");

    /** The README's table is the one that the record makes. */
    @ParameterizedTest
    @ValueSource(strings = {"spw-siren.camera64.json", "spw-siren.camera64.rate-3e-3.json"})
    void theTableHoldsTheRecordsNumbers(String file) throws IOException {
        List<String> table = new ArrayList<>(List.of(
                "| model | parameters | MACs a point | fits | PSNR, dB | spread |", "|---|---:|---:|---:|---:|---:|"));
        for (JsonNode line : record(file).path("summary")) {
            JsonNode spread = line.path("psnrDeviation");
            table.add(String.format(
                    Locale.ROOT,
                    "| `%s` | %,d | %,d | %d | %.2f | %s |",
                    line.path("model").asText(),
                    line.path("parameters").asInt(),
                    line.path("macsPerPoint").asLong(),
                    line.path("fits").asInt(),
                    line.path("psnr").asDouble(),
                    spread.isNumber() ? String.format(Locale.ROOT, "%.2f", spread.asDouble()) : "–"));
        }
        assertThat(Files.readString(RESULTS.resolve("README.md"))).contains(String.join("\n", table));
    }

    /** What made the weights does not matter: no vector is ahead of a random one by more than the seeds' spread, nor of a plain network. */
    @Test
    void semanticsGainNothingThatARateDoesNot() throws IOException {
        double plain = StreamSupport.stream(
                        record("spw-siren.camera64.json").path("summary").spliterator(), false)
                .filter(line -> line.path("model").asText().startsWith("siren"))
                .mapToDouble(line -> line.path("psnr").asDouble())
                .max()
                .orElseThrow();
        for (String file : List.of("spw-siren.camera64.json", "spw-siren.camera64.rate-3e-3.json")) {
            JsonNode random = line(file, "random");
            for (String semantics : List.of("image", "classifier", "other")) {
                JsonNode made = line(file, semantics);
                double spread = Math.max(deviation(made), deviation(random));
                assertThat(made.path("psnr").asDouble() - random.path("psnr").asDouble())
                        .isBetween(-spread, spread);
                assertThat(made.path("psnr").asDouble() - plain).isLessThan(spread);
            }
        }
    }

    private static JsonNode line(String file, String semantics) throws IOException {
        for (JsonNode line : record(file).path("summary")) {
            if (line.path("model").asText().contains("semantics=" + semantics)) {
                return line;
            }
        }
        throw new AssertionError(semantics);
    }

    private static double deviation(JsonNode line) {
        return line.path("psnrDeviation").asDouble();
    }

    private static JsonNode record(String file) throws IOException {
        return new ObjectMapper().readTree(RESULTS.resolve(file).toFile());
    }

    /** Models down, signals across; each at the rate that was the best of those tried with one seed. */
    @ParameterizedTest
    @CsvSource({"conv-inr, camera64, 7", "spw, mri.shepp-logan64, 8", "norms, radiance.blocks32, 6"})
    void theTableOfBestRatesHoldsTheRecordsNumbers(String group, String signals, int models) throws IOException {
        Map<String, StringBuilder> rows = new LinkedHashMap<>();
        for (String signal : signals.split(", ")) {
            JsonNode rates = record(group + "." + signal + ".rates.json").path("summary");
            for (JsonNode line : record(group + "." + signal + ".seeds.json").path("summary")) {
                String model = withoutRate(line);
                assertThat(line.path("fits").asInt()).as(model).isEqualTo(3);
                assertThat(line.path("model").asText()).as(signal).isEqualTo(bestOf(rates, model));
                rows.computeIfAbsent(model, name -> start(name, line))
                        .append(String.format(
                                Locale.ROOT,
                                " %.2f ± %.2f at %s |",
                                line.path("psnr").asDouble(),
                                deviation(line),
                                rate(line)));
            }
        }
        assertThat(rows).hasSize(models);
        assertThat(Files.readString(RESULTS.resolve("README.md"))).contains(String.join("\n", rows.values()));
    }

    private static StringBuilder start(String model, JsonNode line) {
        return new StringBuilder(String.format(
                Locale.ROOT,
                "| `%s` | %,d | %,d |",
                model,
                line.path("parameters").asInt(),
                line.path("macsPerPoint").asLong()));
    }

    /** The entry of a model that reached most with its one seed. */
    private static String bestOf(JsonNode rates, String model) {
        return StreamSupport.stream(rates.spliterator(), false)
                .filter(line -> withoutRate(line).equals(model))
                .max(Comparator.comparingDouble(line -> line.path("psnr").asDouble(Double.NEGATIVE_INFINITY)))
                .orElseThrow()
                .path("model")
                .asText();
    }

    private static String withoutRate(JsonNode line) {
        return line.path("model").asText().replaceAll(":(rate|batch)=[^:]*", "");
    }

    private static String rate(JsonNode line) {
        return line.path("model").asText().replaceFirst(".*:rate=([^:]*).*", "$1");
    }

    /** The classical reconstructions of the same scan, with which the text compares. */
    @Test
    void theTextHasTheOtherMethods() throws IOException {
        String readme = Files.readString(RESULTS.resolve("README.md"));
        JsonNode baselines = record("spw.mri.shepp-logan64.seeds.json").path("baselines");
        assertThat(baselines).hasSizeGreaterThan(1);
        for (JsonNode baseline : baselines) {
            assertThat(readme)
                    .contains(String.format(
                            Locale.ROOT,
                            "%s %.2f dB",
                            baseline.path("name").asText().replaceFirst("psnr-", ""),
                            baseline.path("value").asDouble()));
        }
    }

    /** A kernel's weights are used once for every pixel, as a matrix' are: equal parameters are equal multiply-adds. */
    @Test
    void theNetworksThatAreComparedAreOfOneSize() throws IOException {
        for (JsonNode line : record("conv-inr.camera64.rates.json").path("summary")) {
            Variant variant = Entry.parse(line.path("model").asText()).variant();
            assertThat(variant.architecture(List.of(64, 64), 1).parameters().trainable())
                    .isEqualTo(line.path("parameters").asInt());
            if (!variant.name().startsWith("conv-inr-")) { // those have more while they are trained
                assertThat(line.path("parameters").asDouble()).isBetween(3025 * 0.97, 3025 * 1.03);
                assertThat(line.path("macsPerPoint").asDouble()).isBetween(2916 * 0.97, 2916 * 1.03);
            }
        }
    }

    /** On other grids than the fitted one: the same weights, drawn at that size. */
    @Test
    void theTableOfGridsHoldsTheRecordsNumbers() throws IOException {
        List<String> table =
                new ArrayList<>(List.of("| model | at 64x64, dB | grid | there, dB |", "|---|---:|---|---:|"));
        for (JsonNode fit : record("conv-inr.camera64.grids.json")) {
            JsonNode test = fit.path("test");
            table.add(String.format(
                    Locale.ROOT,
                    "| `%s` | %.2f | %dx%d | %.2f |",
                    fit.path("model").asText(),
                    fit.path("psnr").asDouble(),
                    test.path("width").asInt(),
                    test.path("height").asInt(),
                    test.path("psnr").asDouble()));
        }
        assertThat(Files.readString(RESULTS.resolve("README.md"))).contains(String.join("\n", table));
    }
}
