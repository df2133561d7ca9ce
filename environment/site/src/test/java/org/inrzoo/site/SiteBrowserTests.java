package org.inrzoo.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.inrzoo.FittedImage;
import org.inrzoo.Pretrained;
import org.inrzoo.Zoo;
import org.inrzoo.datasets.Image;
import org.inrzoo.weights.WeightsEntry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The site as a reader sees it: in a browser, opened from disk. Screenshots are left in {@code target/browser}. */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SiteBrowserTests {

    private static final Path SCREENSHOTS = Path.of("target/browser").toAbsolutePath();

    /** One of every kind of layer that the viewer knows, experts alone, blended, turned and by Gray's code. */
    private static final List<String> VIEWED = List.of(
            "siren",
            "relu",
            "relu-pe",
            "relu-bn",
            "fourier-features",
            "gauss",
            "finer",
            "wire",
            "mfn-fourier",
            "mfn-gabor",
            "spw-siren",
            "instant-ngp",
            "split-sine",
            "loe-sine-fine2coarse",
            "loe-sine-graycode",
            "loe-leaky-fine2coarse-bilinear");

    /** What single precision and the order of sums may change of a value between 0 and 1. */
    private static final double ROUNDING = 2e-4;

    private static final int POINTS = 64;

    private Path out;
    private Browser browser;

    @BeforeAll
    void make(@TempDir Path folder) throws Exception {
        browser = Browser.start(folder.resolve("browser"));
        out = folder.resolve("site");
        new ZooSite(
                        Path.of("../.."),
                        List.of(new HelpPage("fit", "Fits.", "Usage: fit")),
                        VIEWED.stream().map(Zoo::get).toList(),
                        SpecimensOfTests::of)
                .write(out, false, next -> {});
    }

    @AfterAll
    void end() throws IOException, InterruptedException {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void window() throws Exception {
        browser.window(1280, 900, "light");
    }

    @AfterEach
    void nothingWasComplainedOf() {
        assertThat(browser.problems()).isEmpty();
    }

    private void open(String page) throws Exception {
        browser.open(out.resolve(page), "");
    }

    @Nested
    class TheViewer {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "siren",
                    "relu",
                    "relu-pe",
                    "relu-bn",
                    "fourier-features",
                    "gauss",
                    "finer",
                    "wire",
                    "mfn-fourier",
                    "mfn-gabor",
                    "spw-siren",
                    "instant-ngp",
                    "split-sine",
                    "loe-sine-fine2coarse",
                    "loe-sine-graycode",
                    "loe-leaky-fine2coarse-bilinear"
                })
        void computesWhatTheEngineComputes(String model) throws Exception {
            FittedImage fitted = SpecimensOfTests.network(model);
            Random random = new Random(7);
            float[] points = new float[2 * POINTS];
            for (int i = 0; i < points.length; i++) {
                points[i] = i < 4 ? i % 2 : random.nextFloat(); // two corners first
            }
            float[] expected = fitted.at(points);
            open("models/" + model + ".html");
            JsonNode values =
                    browser.is("inrzoo.load('" + model + "', '" + model + "/network.js').then(() => Array.from("
                            + "inrzoo.engine('" + model + "').at(" + Arrays.toString(points) + ")))");
            assertThat(values).hasSize(expected.length);
            for (int i = 0; i < expected.length; i++) {
                assertThat(values.get(i).asDouble()).as("value " + i).isCloseTo(expected[i], within(ROUNDING));
            }
        }

        /** Of all weights that ship for pictures and that it can compute. */
        @Test
        void computesTheGoldenOutputsOfWeightsThatShip() throws Exception {
            int computed = 0;
            for (WeightsEntry entry : Zoo.weights("*")) {
                Optional<FittedImage> image = Optional.of(
                                Zoo.pretrained(entry.name()).trained())
                        .filter(FittedImage.class::isInstance)
                        .map(FittedImage.class::cast)
                        .filter(one -> one.levels() == 1);
                Optional<String> script = image.flatMap(one -> ViewerNetwork.script(entry.name(), one));
                if (script.isPresent()) {
                    Files.writeString(out.resolve("models/" + entry.name() + ".js"), script.get());
                    open("models/siren.html");
                    JsonNode outputs = browser.is("inrzoo.load('" + entry.name() + "', '" + entry.name()
                            + ".js').then(() => Array.from(inrzoo.engine('" + entry.name()
                            + "').forward(Float32Array.from(" + entry.golden().points() + ".flat()))))");
                    double[] expected = entry.golden().outputs().stream()
                            .flatMapToDouble(values -> values.stream().mapToDouble(Float::doubleValue))
                            .toArray();
                    double largest =
                            Arrays.stream(expected).map(Math::abs).max().orElseThrow();
                    assertThat(outputs).as(entry.name()).hasSize(expected.length);
                    for (int i = 0; i < expected.length; i++) {
                        assertThat(outputs.get(i).asDouble())
                                .as(entry.name() + ", output " + i)
                                .isCloseTo(expected[i], within(Pretrained.TOLERANCE * largest));
                    }
                    computed++;
                }
            }
            assertThat(computed).isPositive();
        }

        @Test
        void drawsThePixelsThatTheZooDraws() throws Exception {
            open("models/loe-sine-fine2coarse.html");
            ready();
            browser.is("(() => { const v = inrzoo.viewers[0]; v.figure.dataset.columns = " + SpecimensOfTests.SIDE
                    + "; v.fitCanvas(); v.draw(); })()");
            ready();
            JsonNode drawn = browser.is("Array.from(inrzoo.viewers[0].context.getImageData(0, 0, "
                    + SpecimensOfTests.SIDE + ", " + SpecimensOfTests.SIDE + ").data)");
            Image expected = SpecimensOfTests.network("loe-sine-fine2coarse")
                    .render(SpecimensOfTests.SIDE, SpecimensOfTests.SIDE);
            assertThat(drawn).hasSize(4 * expected.values().length);
            for (int i = 0; i < expected.values().length; i++) {
                for (int c = 0; c < 3; c++) {
                    assertThat(drawn.get(4 * i + c).asDouble())
                            .as("pixel " + i)
                            .isCloseTo(255 * expected.values()[i], within(0.6));
                }
                assertThat(drawn.get(4 * i + 3).asInt()).isEqualTo(255);
            }
        }

        @Test
        void zoomsAndMovesByTheKeyboard() throws Exception {
            open("models/siren.html");
            ready();
            browser.is("document.querySelector('.viewer canvas').focus()");
            for (String key : List.of("+", "+", "ArrowRight", "ArrowDown")) {
                browser.press(key);
            }
            ready();
            assertThat(browser.is("inrzoo.viewers[0].view.zoom").asDouble()).isEqualTo(4);
            assertThat(browser.is("inrzoo.viewers[0].view.x").asDouble()).isEqualTo(0.5 + 0.125 / 4);
            assertThat(browser.is("inrzoo.viewers[0].view.y").asDouble()).isEqualTo(0.5 + 0.125 / 4);
            assertThat(browser.is("document.querySelector('[data-said]').textContent")
                            .asText())
                    .startsWith("×4 · ");
            browser.screenshot(SCREENSHOTS.resolve("zoomed.png"));
            browser.press("0");
            assertThat(browser.is("inrzoo.viewers[0].view.zoom").asDouble()).isEqualTo(1);
        }

        @Test
        void showsThePixelsThatWereFitted() throws Exception {
            open("models/siren.html");
            ready();
            browser.is("document.querySelector('button[data-do=pixels]').click()");
            browser.await("inrzoo.viewers[0].pixels !== null");
            assertThat(browser.is("document.querySelector('button[data-do=pixels]').getAttribute('aria-pressed')")
                            .asText())
                    .isEqualTo("true");
        }

        @Test
        void worksWithoutThreads() throws Exception {
            open("models/siren.html");
            ready();
            browser.is("(() => { const v = inrzoo.viewers[0]; v.painters.alone(); v.act('in'); })()");
            ready();
            assertThat(browser.is("inrzoo.viewers[0].view.zoom").asDouble()).isEqualTo(2);
        }

        private void ready() throws Exception {
            browser.await("document.querySelector('figure.viewer').dataset.state === 'ready'");
        }
    }

    @Nested
    class TheGallery {

        private static final String SHOWN =
                "[...document.querySelectorAll('.card')].filter(card => !card.hidden).map(card => card.dataset.name)";

        @Test
        void findsByWords() throws Exception {
            open("gallery.html");
            browser.is("document.querySelector('input[name=text]').focus()");
            browser.type("loe bilinear");
            assertThat(browser.is(SHOWN)).hasSize(1);
            assertThat(browser.is("document.querySelector('[data-count]').textContent")
                            .asText())
                    .isEqualTo("1 model");
        }

        @ParameterizedTest
        @CsvSource({"name, finer", "psnr, loe-leaky-fine2coarse-bilinear", "family, relu"})
        void sorts(String order, String first) throws Exception {
            open("gallery.html");
            browser.is("(() => { const s = document.querySelector('select[name=sort]'); s.value = '" + order
                    + "'; s.dispatchEvent(new Event('input', { bubbles: true })); })()");
            assertThat(browser.is(SHOWN).get(0).asText()).isEqualTo(first);
            assertThat(browser.is(SHOWN)).hasSize(VIEWED.size());
        }

        @Test
        void keepsWhatWasChosenInItsAddress() throws Exception {
            browser.open(out.resolve("gallery.html"), "#family=SIREN");
            assertThat(browser.is(SHOWN)).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "index.html",
                "gallery.html",
                "learn.html",
                "results.html",
                "guides.html",
                "guides/howto.html",
                "guides/commands/fit.html",
                "models/loe-sine-fine2coarse.html",
                "notebooks/11-siren.html",
                "notebooks/08-signals.html"
            })
    void pagesFitAPhone(String page) throws Exception {
        browser.window(390, 844, "light");
        open(page);
        assertThat(browser.is("document.documentElement.scrollWidth").asInt()).isLessThanOrEqualTo(390);
        browser.screenshot(SCREENSHOTS.resolve("phone-" + page.replace('/', '-') + ".png"));
    }

    /** Of text and its ground, as WCAG 2 counts it; 4.5 is what it asks for. */
    private static final String CONTRAST = """
            (() => {
              const light = color => {
                const [r, g, b] = color.match(/[\\d.]+/g).map(Number).map(v => v / 255)
                  .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
                return 0.2126 * r + 0.7152 * g + 0.0722 * b;
              };
              const ground = light(getComputedStyle(document.body).backgroundColor);
              const texts = ['body', '.lead', 'footer p', 'main a', 'nav a', '.card p'];
              return Math.min(...texts.map(text => light(getComputedStyle(document.querySelector(text)).color))
                .map(text => (Math.max(text, ground) + 0.05) / (Math.min(text, ground) + 0.05)));
            })()""";

    @ParameterizedTest
    @CsvSource({"light, 200, 255", "dark, 0, 60"})
    void coloursFollowTheReadersSystem(String scheme, int least, int most) throws Exception {
        browser.window(1280, 900, scheme);
        open("gallery.html");
        assertThat(browser.is("Number(getComputedStyle(document.body).backgroundColor.match(/\\d+/)[0])")
                        .asInt())
                .isBetween(least, most);
        assertThat(browser.is(CONTRAST).asDouble()).isGreaterThan(4.5);
        browser.screenshot(SCREENSHOTS.resolve(scheme + ".png"));
    }

    @Nested
    class TheKeyboard {

        @Test
        void firstLeadsToTheContent() throws Exception {
            open("guides.html");
            browser.press("Tab");
            assertThat(browser.is("document.activeElement.textContent").asText())
                    .isEqualTo("To the content");
            browser.press("Enter");
            browser.await("location.hash === '#main'");
        }

        @Test
        void reachesEveryButtonOfTheViewer() throws Exception {
            open("models/siren.html");
            browser.is("document.querySelector('.viewer canvas').focus()");
            for (String button : List.of("in", "out", "whole", "pixels")) {
                browser.press("Tab");
                assertThat(browser.is("document.activeElement.dataset.do").asText())
                        .isEqualTo(button);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"index.html", "gallery.html", "models/siren.html", "notebooks/00-first-look.html"})
    void picturesAreThere(String page) throws Exception {
        open(page);
        browser.is("document.querySelectorAll('img').forEach(img => { img.loading = 'eager'; })");
        browser.await("[...document.images].every(img => img.complete && img.naturalWidth > 0)");
    }
}
