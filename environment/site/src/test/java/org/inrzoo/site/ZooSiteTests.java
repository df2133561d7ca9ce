package org.inrzoo.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.inrzoo.Zoo;
import org.inrzoo.ZooModel;
import org.inrzoo.option.OptionException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A site of some models, without a browser: what every page has to have. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ZooSiteTests {

    private static final Path PROJECT = Path.of("../..");
    private static final List<String> MODELS =
            List.of("siren", "relu-pe", "loe-sine-fine2coarse", "multihead-relu-h2", "loe-video", "refconv-ds");
    private static final Pattern ATTRIBUTE = Pattern.compile(" (?:href|src|data-file|data-pixels)=\"([^\"]*)\"");
    private static final Pattern PICTURE = Pattern.compile("<img\\b[^>]*>");
    private static final Pattern NAMED = Pattern.compile(" id=\"([^\"]*)\"");

    private Path out;
    private SiteReport report;

    /** Page by its way from the site's folder. */
    private final Map<String, String> pages = new HashMap<>();

    @BeforeAll
    void make(@TempDir Path folder) throws IOException {
        out = folder.resolve("site");
        report = site(MODELS).write(out, false, next -> {});
        try (Stream<Path> files = Files.walk(out)) {
            for (Path file : (Iterable<Path>) files.filter(one -> one.toString().endsWith(".html"))::iterator) {
                pages.put(out.relativize(file).toString().replace('\\', '/'), Files.readString(file));
            }
        }
    }

    private static ZooSite site(List<String> models) {
        List<ZooModel> some = models.stream().map(Zoo::get).toList();
        List<HelpPage> help = List.of(new HelpPage("fit", "Fits <something>.", "Usage: fit <NAME>"));
        return new ZooSite(PROJECT, help, some, ZooSiteTests::specimen);
    }

    private static Optional<Specimen> specimen(ZooModel model) {
        return model.name().equals("loe-video") ? Optional.empty() : SpecimensOfTests.of(model);
    }

    @Test
    void allLinksLeadSomewhere() {
        List<String> broken = new ArrayList<>();
        pages.forEach((page, text) -> {
            Matcher link = ATTRIBUTE.matcher(text);
            while (link.find()) {
                String target = link.group(1);
                if (!target.startsWith("data:") && !target.startsWith("https:") && !leadsSomewhere(page, target)) {
                    broken.add(page + " -> " + target);
                }
            }
        });
        assertThat(broken).isEmpty();
    }

    private boolean leadsSomewhere(String page, String target) {
        String[] parts = target.split("#", 2);
        Path file = parts[0].isEmpty()
                ? out.resolve(page)
                : out.resolve(page).getParent().resolve(parts[0]).normalize();
        if (!file.startsWith(out) || !Files.isRegularFile(file)) {
            return false;
        }
        String there = pages.get(out.relativize(file).toString().replace('\\', '/'));
        return parts.length == 1 || (there != null && there.contains(" id=\"" + parts[1] + "\""));
    }

    @Test
    void allPicturesSayWhatTheyShow() {
        assertThat(pages)
                .allSatisfy((page, text) -> assertThat(
                                PICTURE.matcher(text).results().map(found -> found.group()))
                        .allMatch(picture -> picture.matches("(?s).* alt=\"[^\"]+\".*")));
    }

    @Test
    void nothingComesFromElsewhere() {
        assertThat(pages)
                .allSatisfy((page, text) -> assertThat(text)
                        .doesNotContainPattern("<(?:script|img|link|iframe|audio)\\b[^>]*(?:src|href)=\"(?:https?:)?//")
                        .doesNotContainPattern("<script>|javascript:| on(?:click|load|error)="));
    }

    @Test
    void everyPageHasATitleAndOneHeadingOfTheFirstOrder() {
        assertThat(pages).allSatisfy((page, text) -> {
            assertThat(text).startsWith("<!DOCTYPE html>").containsPattern("<title>[^<]+</title>");
            assertThat(text.split("<h1", -1)).as("headings of " + page).hasSizeGreaterThan(1);
        });
    }

    @Test
    void noNameIsGivenTwiceOnAPage() {
        assertThat(pages)
                .allSatisfy(
                        (page, text) -> assertThat(NAMED.matcher(text).results().map(found -> found.group(1)))
                                .doesNotHaveDuplicates());
    }

    @Nested
    class TheGallery {

        @Test
        void hasEveryModelWithItsNumbers() {
            String gallery = pages.get("gallery.html");
            assertThat(MODELS)
                    .allSatisfy(model -> assertThat(gallery)
                            .contains("data-name=\"" + model + "\"")
                            .contains("href=\"models/" + model + ".html\""));
            assertThat(gallery)
                    .contains("data-psnr=\"15.0\"") // siren's
                    .contains("models/siren/error.png")
                    .contains("models/siren/zoom.png")
                    .contains("models/siren/spectrum.png");
        }

        @Test
        void showsWhatNetworksForPicturesTellApart() {
            assertThat(pages.get("gallery.html"))
                    .containsPattern("data-name=\"refconv-ds\"[^>]* data-accuracy=\"76\\.");
        }
    }

    @Nested
    class AModelsPage {

        @Test
        void computesTheNetworkWhereTheBrowserCan() {
            assertThat(pages.get("models/siren.html")).contains("<figure class=\"viewer\"");
            assertThat(pages.get("models/multihead-relu-h2.html"))
                    .doesNotContain("class=\"viewer\"")
                    .contains("multihead-relu-h2/zoom.png");
        }

        @Test
        void hasNoPicturesOfWhatIsNoPicture() {
            assertThat(pages.get("models/loe-video.html"))
                    .contains("parameters")
                    .doesNotContain("loe-video/picture.png");
        }

        @Test
        void saysWhatToCite() {
            assertThat(pages.get("models/siren.html")).contains("@inproceedings{sitzmann2020siren");
        }
    }

    @Test
    void commandsAreEscaped() {
        assertThat(pages.get("guides/commands/fit.html"))
                .contains("Fits &lt;something&gt;.")
                .contains("Usage: fit &lt;NAME&gt;");
    }

    @Test
    void saysWhatWasMade() {
        Set<String> notebooks = new HashSet<>(pages.keySet());
        notebooks.removeIf(page -> !page.startsWith("notebooks/") && !page.startsWith("exercises/"));
        assertThat(report.pages()).isEqualTo(pages.size());
        assertThat(report.models()).isEqualTo(MODELS.size());
        assertThat(report.specimens()).isEqualTo(4);
        assertThat(report.viewers()).isEqualTo(3);
        assertThat(report.notebooks()).isEqualTo(notebooks.size());
    }

    @Nested
    class TheFolder {

        @Test
        void ofAnEarlierSiteKeepsNothingOfIt(@TempDir Path place) throws IOException {
            SiteFiles first = SiteFiles.in(place.resolve("x"));
            first.write("old/page.html", "1");
            first.write("both.html", "1");
            first.end();
            SiteFiles second = SiteFiles.in(place.resolve("x"));
            second.write("both.html", "2");
            second.end();
            assertThat(place.resolve("x/old/page.html")).doesNotExist();
            assertThat(place.resolve("x/both.html")).hasContent("2");
        }

        @Test
        void thatHoldsSomethingElseIsLeftAlone(@TempDir Path place) throws IOException {
            Files.writeString(place.resolve("thesis.txt"), "mine");
            assertThatThrownBy(() -> SiteFiles.in(place))
                    .isInstanceOf(OptionException.class)
                    .hasMessageContaining("--out takes another");
        }

        @Test
        void thatIsNoProjectIsRefused(@TempDir Path place) {
            assertThatThrownBy(() -> ZooSite.of(place, List.of()))
                    .isInstanceOf(SiteException.class)
                    .hasMessageContaining("is not the zoo's project");
        }
    }
}
