package org.inrzoo.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.inrzoo.Zoo;
import org.inrzoo.family.Registry;
import org.inrzoo.option.Options;
import org.junit.jupiter.api.Test;

/** The kept records of fits, and what is said of them. */
class FitRecordsTests {

    private static final Path RESULTS = Path.of("results");
    private static final List<String> NORMALIZED = List.of("relu-10x28", "relu-bn", "relu-ln", "relu-gn", "relu-cn");

    /** The README's table is the one that the records make. */
    @Test
    void theTableOfHeadCountsHoldsTheRecordsNumbers() throws IOException {
        List<String> table = new ArrayList<>(List.of(
                "| model | parameters | steps | seconds per step | fitted, dB | tested, dB |",
                "|---|---|---|---|---|---|"));
        for (int heads = 1; heads <= 256; heads *= 2) {
            String folder = "multihead-relu-h" + heads + ".camera256";
            if (Files.exists(RESULTS.resolve(folder))) {
                table.add(row(record(folder)));
            }
        }
        assertThat(Files.readString(RESULTS.resolve("README.md"))).contains(String.join("\n", table));
    }

    private static String row(JsonNode record) {
        return String.format(
                Locale.ROOT,
                "| `%s` | %,d | %d | %.3f | %.2f | %.2f |",
                record.path("model").asText(),
                record.path("parameters").asInt(),
                record.path("steps").asInt(),
                record.path("secondsPerStep").asDouble(),
                record.path("psnr").asDouble(),
                record.path("test").path("psnr").asDouble());
    }

    /** Steps of Adam by the paper's recipe, and of Muon by the chosen one. */
    @Test
    void theTableOfOrthogonalStepsHoldsTheRecordsNumbers() throws IOException {
        List<String> table = new ArrayList<>(List.of(
                "| model | paper, dB | Adam, dB | paper's at | Muon, dB | paper's at | Muon between the pixels, dB |",
                "|---|---:|---:|---:|---:|---:|---:|"));
        for (String model :
                List.of("loe-sine-fine2coarse", "loe-sine-quadtree", "loe-leaky-fine2coarse", "loe-leaky-quadtree")) {
            double paper = Zoo.get(model).card().published().get(0).psnr();
            String adam = model + ".camera512";
            String muon = adam + ".muon";
            table.add(String.format(
                    Locale.ROOT,
                    "| `%s` | %.2f | %.2f | %,d | %.2f | %,d | %.2f |",
                    model,
                    paper,
                    psnr(record(adam)),
                    firstAt(adam, paper),
                    psnr(record(muon)),
                    firstAt(muon, paper),
                    between(record(muon))));
        }
        assertThat(Files.readString(RESULTS.resolve("README.md"))).contains(String.join("\n", table));
    }

    /** Both recipes on the pixels and between them; the chosen one's fits see half as many points. */
    @Test
    void theTableOfChosenRecipesHoldsTheRecordsNumbers() throws IOException {
        JsonNode rates = new ObjectMapper()
                .readTree(RESULTS.resolve("chosen.camera256.rates.json").toFile());
        List<String> table = new ArrayList<>(List.of(
                "| model | the paper's, dB | between the pixels, dB | chosen, dB | between the pixels, dB |",
                "|---|---:|---:|---:|---:|"));
        for (String model : List.of("siren", "relu-pe", "fourier-features", "loe-sine-fine2coarse")) {
            JsonNode paper = byThePaper(rates, model);
            JsonNode chosen = record(model + ".camera256.muon");
            assertThat(points(chosen)).as("points seen").isLessThan(0.51 * points(paper));
            table.add(String.format(
                    Locale.ROOT,
                    "| `%s` | %.2f | %.2f | %.2f | %.2f |",
                    model,
                    psnr(paper),
                    between(paper),
                    psnr(chosen),
                    between(chosen)));
        }
        assertThat(Files.readString(RESULTS.resolve("README.md"))).contains(String.join("\n", table));
    }

    /** Both optimisers at their best rates, equal work, three seeds each. */
    @Test
    void theTableOfTheOtherChosenRecipesHoldsTheRecordsNumbers() throws IOException {
        JsonNode seeds = new ObjectMapper()
                .readTree(RESULTS.resolve("chosen.camera96.seeds.json").toFile());
        List<String> table = new ArrayList<>(List.of(
                "| model | Adam's rate | dB | between, dB | Muon's rates | dB | between, dB |",
                "|---|---:|---:|---:|---:|---:|---:|"));
        for (String model : new TreeSet<>(seeds.findValuesAsText("model"))) {
            List<JsonNode> adam = of(seeds, model, "adam");
            List<JsonNode> muon = of(seeds, model, "muon");
            assertThat(mean(muon, "psnr")).as(model + " on the pixels").isGreaterThan(mean(adam, "psnr"));
            assertThat(mean(muon, "psnrBetween")).as(model + " between them").isGreaterThan(mean(adam, "psnrBetween"));
            assertThat(Registry.get(model).recipeKeys("chosen"))
                    .as("chosen for " + model)
                    .containsEntry("rate", muon.get(0).path("rate").doubleValue())
                    .containsEntry("auxRate", muon.get(0).path("auxRate").doubleValue());
            table.add(String.format(
                    Locale.ROOT,
                    "| `%s` | %.0e | %s | %.2f | %.0e, %.0e | %s | %.2f |",
                    model,
                    adam.get(0).path("rate").doubleValue(),
                    spread(adam),
                    mean(adam, "psnrBetween"),
                    muon.get(0).path("rate").doubleValue(),
                    muon.get(0).path("auxRate").doubleValue(),
                    spread(muon),
                    mean(muon, "psnrBetween")));
        }
        assertThat(Files.readString(RESULTS.resolve("README.md"))).contains(String.join("\n", table));
    }

    /** Each optimiser's best on the pixels; where that is Muon's between them too, there is a chosen recipe. */
    @Test
    void theTableOfSweptModelsWithoutAChosenRecipeHoldsTheRecordsNumbers() throws IOException {
        JsonNode sweeps = new ObjectMapper()
                .readTree(RESULTS.resolve("chosen.camera96.sweeps.json").toFile());
        List<String> table = new ArrayList<>();
        for (String model : new TreeSet<>(sweeps.findValuesAsText("model"))) {
            if (Registry.get(model).recipes().contains("chosen")) {
                continue;
            }
            JsonNode adam = bestOnThePixels(sweeps, model, "adam");
            JsonNode muon = bestOnThePixels(sweeps, model, "muon");
            table.add(String.format(
                    Locale.ROOT,
                    "| `%s` | %.0e | %.2f | %.2f | %.0e, %.0e | %.2f | %.2f |",
                    model,
                    adam.path("rate").doubleValue(),
                    adam.path("psnr").doubleValue(),
                    adam.path("psnrBetween").doubleValue(),
                    muon.path("rate").doubleValue(),
                    muon.path("auxRate").doubleValue(),
                    muon.path("psnr").doubleValue(),
                    muon.path("psnrBetween").doubleValue()));
        }
        assertThat(table).hasSizeGreaterThan(5);
        assertThat(Files.readString(RESULTS.resolve("README.md"))).contains(String.join("\n", table));
    }

    private static JsonNode bestOnThePixels(JsonNode sweeps, String model, String optimizer) {
        JsonNode best = null;
        for (JsonNode record : sweeps) {
            if (record.path("model").asText().equals(model)
                    && record.path("optimizer").asText().equals(optimizer)
                    && (best == null
                            || record.path("psnr").doubleValue()
                                    > best.path("psnr").doubleValue())) {
                best = record;
            }
        }
        return best;
    }

    private static List<JsonNode> of(JsonNode seeds, String model, String optimizer) {
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode record : seeds) {
            if (record.path("model").asText().equals(model)
                    && record.path("optimizer").asText().equals(optimizer)) {
                found.add(record);
            }
        }
        assertThat(found).as(model + " by " + optimizer).hasSize(3);
        return found;
    }

    private static double mean(List<JsonNode> records, String key) {
        return records.stream()
                .mapToDouble(record -> record.path(key).doubleValue())
                .average()
                .orElseThrow();
    }

    private static String spread(List<JsonNode> records) {
        double mean = mean(records, "psnr");
        double squares = records.stream()
                .mapToDouble(record -> Math.pow(record.path("psnr").doubleValue() - mean, 2))
                .sum();
        return String.format(Locale.ROOT, "%.2f ± %.2f", mean, Math.sqrt(squares / (records.size() - 1)));
    }

    /** One after the other, a picture's fit by the paper's recipe and by the chosen one, which has a third of the steps. */
    @Test
    void theTableOfOtherPicturesHoldsTheRecordsNumbers() throws IOException {
        JsonNode records = new ObjectMapper()
                .readTree(
                        RESULTS.resolve("loe-sine-fine2coarse.pictures256.json").toFile());
        List<String> table = new ArrayList<>(List.of(
                "| picture | the paper's, dB | between the pixels, dB | chosen, dB | between the pixels, dB |",
                "|---|---:|---:|---:|---:|"));
        for (int i = 0; i < records.size(); i += 2) {
            JsonNode paper = records.get(i);
            JsonNode chosen = records.get(i + 1);
            assertThat(chosen.path("image")).isEqualTo(paper.path("image"));
            assertThat(points(chosen)).as("points seen").isLessThan(0.34 * points(paper));
            table.add(String.format(
                    Locale.ROOT,
                    "| `%s` | %.2f | %.2f | %.2f | %.2f |",
                    paper.path("image").asText(),
                    psnr(paper),
                    between(paper),
                    psnr(chosen),
                    between(chosen)));
        }
        assertThat(Files.readString(RESULTS.resolve("README.md"))).contains(String.join("\n", table));
    }

    private static JsonNode byThePaper(JsonNode records, String model) {
        Map<String, Object> paper = Options.values(Registry.get(model).recipe());
        for (JsonNode record : records) {
            JsonNode settings = record.path("settings");
            if (record.path("model").asText().equals(model)
                    && settings.path("optimizer").asText().equals(paper.get("optimizer"))
                    && settings.path("rate").asDouble() == (double) paper.get("rate")
                    && settings.path("batch").asInt() == (int) paper.get("batch")) {
                return record;
            }
        }
        throw new AssertionError("no fit of " + model + " by its paper's recipe");
    }

    private static double points(JsonNode record) {
        int batch = record.path("settings").path("batch").asInt();
        int pixels = record.path("width").asInt() * record.path("height").asInt();
        return (double) record.path("steps").asInt() * (batch == 0 ? pixels : batch);
    }

    /** The first step whose evaluation has so much. */
    private static int firstAt(String folder, double psnr) throws IOException {
        List<String> lines = Files.readAllLines(RESULTS.resolve(folder).resolve("history.csv"));
        int column = List.of(lines.get(0).split(",")).indexOf("psnr");
        return lines.stream()
                .skip(1)
                .map(line -> line.split(","))
                .filter(cells -> Double.parseDouble(cells[column]) >= psnr)
                .mapToInt(cells -> Integer.parseInt(cells[0]))
                .findFirst()
                .orElseThrow();
    }

    /** The published shape: finer tiles generalise better, down to tiles of 4 x 4 pixels, and no further. */
    @Test
    void theTestPsnrRisesUpToSixtyFourHeadsAndThenCollapses() throws IOException {
        double[] tested = new double[6];
        for (int i = 0; i < tested.length; i++) {
            JsonNode record = record("multihead-relu-h" + (8 << i) + ".camera256");
            assertThat(record.path("steps").asInt()).isEqualTo(2000);
            tested[i] = record.path("test").path("psnr").asDouble();
        }
        assertThat(new double[] {tested[0], tested[1], tested[2], tested[3]})
                .as("8 to 64 heads")
                .isSorted();
        assertThat(tested[3] - tested[4]).as("from 64 to 128 heads").isGreaterThan(6);
        assertThat(tested[3] - tested[5]).as("from 64 to 256 heads").isGreaterThan(12);
    }

    /** A model's rows, at the paper's rate and at the one that won the sweep of short fits, stand against both of the plain one. */
    @Test
    void theTableOfNormalisedNetworksHoldsTheRecordsNumbers() throws IOException {
        double paper = record("relu-10x28.astronaut512").path("psnrBest").asDouble();
        double best =
                record("relu-10x28.astronaut512.best-rate").path("psnrBest").asDouble();
        List<String> table = new ArrayList<>(List.of(
                "| model | rate | steps | best, dB | above plain at 2e-4 | above plain at 1e-2 |",
                "|---|---|---|---|---|---|"));
        for (String model : NORMALIZED) {
            for (String folder : List.of(model + ".astronaut512", model + ".astronaut512.best-rate")) {
                if (Files.exists(RESULTS.resolve(folder))) {
                    JsonNode record = record(folder);
                    double psnr = record.path("psnrBest").asDouble();
                    table.add(String.format(
                            Locale.ROOT,
                            "| `%s` | %.0e | %d | %.2f | %+.2f | %+.2f |",
                            model,
                            record.path("settings").path("rate").asDouble(),
                            record.path("steps").asInt(),
                            psnr,
                            psnr - paper,
                            psnr - best));
                }
            }
        }
        assertThat(Files.readString(RESULTS.resolve("README.md"))).contains(String.join("\n", table));
    }

    @Test
    void everyNormalizationBeatsThePlainNetworkAtThePapersRates() throws IOException {
        double plain = record("relu-10x28.astronaut512").path("psnrBest").asDouble();
        for (String model : NORMALIZED.subList(1, NORMALIZED.size())) {
            JsonNode record = record(model + ".astronaut512");
            assertThat(record.path("steps").asInt()).as(model).isGreaterThanOrEqualTo(5000);
            assertThat(record.path("settings").path("rate").asDouble())
                    .as(model)
                    .isEqualTo(Registry.get(model).recipe().rate());
            assertThat(record.path("psnrBest").asDouble()).as(model).isGreaterThan(plain + 2);
        }
    }

    @Test
    void theTableOfJitterHoldsTheRecordsNumbers() throws IOException {
        Map<String, Map<Double, JsonNode>> models = new TreeMap<>();
        for (JsonNode record : new ObjectMapper()
                .readTree(RESULTS.resolve("jitter.camera64.json").toFile())) {
            models.computeIfAbsent(record.path("model").asText(), model -> new TreeMap<>())
                    .put(record.path("settings").path("jitter").asDouble(), record);
        }
        String readme = Files.readString(RESULTS.resolve("README.md"));
        models.forEach((model, records) -> {
            JsonNode without = records.get(0.0);
            JsonNode with = records.get(1.0);
            assertThat(readme)
                    .contains(String.format(
                            Locale.ROOT,
                            "| `%s` | %.2f | %.2f | %+.2f | %.2f | %.2f | %.1f | %.1f |",
                            model,
                            psnr(without),
                            psnr(with),
                            psnr(with) - psnr(without),
                            between(without),
                            between(with),
                            millis(without),
                            millis(with)));
        });
    }

    private static double psnr(JsonNode record) {
        return record.path("psnr").asDouble();
    }

    private static double between(JsonNode record) {
        return record.path("psnrBetween").asDouble();
    }

    private static double millis(JsonNode record) {
        return record.path("secondsPerStep").asDouble() * 1000;
    }

    @Test
    void areOfModelsOfTheRegistry() throws IOException {
        try (var folders = Files.newDirectoryStream(RESULTS, Files::isDirectory)) {
            for (Path folder : folders) {
                JsonNode record = record(folder.getFileName().toString());
                assertThat(folder.getFileName().toString())
                        .startsWith(record.path("model").asText() + ".");
                assertThat(Registry.get(record.path("model").asText())
                                .restored(settings(record))
                                .architecture(
                                        record.path("width").asInt(),
                                        record.path("height").asInt(),
                                        record.path("channels").asInt())
                                .parameters()
                                .trainable())
                        .isEqualTo(record.path("parameters").asInt());
            }
        }
    }

    private static Map<String, Object> settings(JsonNode record) {
        return new ObjectMapper().convertValue(record.path("settings"), new TypeReference<>() {});
    }

    private static JsonNode record(String folder) throws IOException {
        return new ObjectMapper()
                .readTree(RESULTS.resolve(folder).resolve("result.json").toFile());
    }
}
