package org.inrzoo.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.inrzoo.FitOptions;
import org.inrzoo.datasets.Datasets;
import org.inrzoo.datasets.Image;
import org.inrzoo.family.Registry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateDistortionTests {

    private static RatePoint point(String coder, double bpp, double psnr) {
        return new RatePoint(coder, "", 8, (int) (1000 * bpp), bpp, psnr);
    }

    private static RateDistortion curves(RatePoint... points) {
        return new RateDistortion("x", 100, 80, List.of(points));
    }

    private static final RateDistortion CROSSING = curves(
            point("siren", 0.05, 20),
            point("siren", 0.2, 25),
            point("siren", 0.2001, 24),
            point("siren", 0.8, 27),
            point("jpeg", 0.1, 20),
            point("jpeg", 1, 30));

    @Test
    void pointsThatAreLargerAndWorseAreLeftOut() {
        assertThat(CROSSING.best("siren")).extracting(RatePoint::psnr).containsExactly(20.0, 25.0, 27.0);
    }

    @Test
    void betweenTwoPointsTheLogarithmOfTheRateCounts() {
        assertThat(CROSSING.psnrAt("jpeg", Math.sqrt(0.1)).orElseThrow()).isCloseTo(25, within(1e-9));
        assertThat(CROSSING.psnrAt("jpeg", 0.09)).isEmpty();
        assertThat(CROSSING.psnrAt("jpeg", 1.1)).isEmpty();
    }

    @Test
    void theVerdictSaysUpToWhichRateANetworkIsAhead() {
        assertThat(CROSSING.verdicts()).containsExactly("siren is ahead of JPEG up to 0.200 bits a pixel");
        assertThat(curves(point("a", 0.5, 20), point("jpeg", 0.1, 22), point("jpeg", 1, 30))
                        .verdicts())
                .containsExactly("a is nowhere ahead of JPEG");
        assertThat(curves(point("a", 0.5, 29), point("jpeg", 0.1, 22), point("jpeg", 1, 30))
                        .verdicts())
                .containsExactly("a is ahead of JPEG up to 0.500 bits a pixel, its largest file");
    }

    /** The kept records' points say what their README says. */
    @ParameterizedTest
    @ValueSource(strings = {"camera", "astronaut"})
    void theVerdictsAreThoseOfTheRecord(String picture) throws IOException {
        Path results = Path.of("results");
        JsonNode record = new ObjectMapper()
                .readTree(results.resolve(picture + "512.rd.json").toFile());
        List<RatePoint> points = new ArrayList<>();
        for (JsonNode point : record.path("points")) {
            points.add(new RatePoint(
                    point.path("coder").asText(),
                    point.path("settings").asText(),
                    point.path("bits").asInt(),
                    point.path("bytes").asInt(),
                    point.path("bpp").asDouble(),
                    point.path("psnr").asDouble()));
        }
        RateDistortion curves = new RateDistortion(picture, 512, 512, points);
        List<String> verdicts = curves.verdicts();
        assertThat(verdicts).isNotEmpty();
        assertThat(Files.readString(results.resolve("README.md")))
                .contains("- " + String.join("\n- ", verdicts) + "\n");
        double ahead = curves.psnrAt("siren", 0.13).orElseThrow()
                - curves.psnrAt("jpeg", 0.13).orElseThrow();
        assertThat(ahead > 2).as("two decibels ahead at 0.13 bits a pixel").isEqualTo(picture.equals("astronaut"));
    }

    /** The kept record of floats says what its table says. */
    @Test
    void theTableOfFloatsHoldsTheRecordsNumbers() throws IOException {
        Path results = Path.of("results");
        JsonNode points = new ObjectMapper()
                .readTree(results.resolve("astronaut512.floats.json").toFile())
                .path("points");
        String page = Files.readString(results.resolve("README.md"));
        for (int i = 0; i < points.size(); i += 2) {
            JsonNode single = points.get(i);
            JsonNode half = points.get(i + 1);
            assertThat(page)
                    .contains(String.format(
                            Locale.ROOT,
                            "| `%s` | %.3f | %.2f | %.3f | %.2f |%n",
                            single.path("coder").asText(),
                            single.path("bpp").asDouble(),
                            single.path("psnr").asDouble(),
                            half.path("bpp").asDouble(),
                            half.path("psnr").asDouble()));
            assertThat(half.path("psnr").asDouble())
                    .isGreaterThan(single.path("psnr").asDouble() - 0.03);
        }
    }

    @Test
    void jpegGetsLargerAndBetterWithItsQuality() {
        List<RatePoint> points = Compressor.jpeg(Datasets.image("astronaut", 64));
        for (int i = 1; i < points.size(); i++) {
            assertThat(points.get(i).bytes())
                    .isGreaterThanOrEqualTo(points.get(i - 1).bytes());
        }
        assertThat(points.get(0).psnr()).isBetween(10.0, 25.0);
        assertThat(points.get(points.size() - 1).psnr()).isGreaterThan(30);
    }

    @Test
    void aModelsPointsAreOfOneFitWithMoreAndMoreBits() {
        Image camera = Datasets.image("camera", 32);
        Compressor siren = new Compressor(
                Registry.get("siren").with("rate", 1e-3).with("steps", 60),
                Subject.of(camera),
                FitOptions.defaults(),
                0,
                line -> {});
        List<RatePoint> points = new ArrayList<>(siren.points(900));
        points.addAll(Compressor.jpeg(camera));
        RateDistortion curves = new RateDistortion("camera", 32, 32, points);
        assertThat(curves.points())
                .filteredOn(point -> point.coder().equals("siren"))
                .extracting(RatePoint::bits)
                .containsExactly(4, 5, 6, 7, 8);
        assertThat(curves.csv().lines()).hasSize(1 + points.size());
        assertThat(curves.text()).contains("siren", "jpeg", "quality 0.50");
        assertThat(curves.chart().getWidth()).isPositive();
    }
}
