package org.inrzoo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.inrzoo.family.Registry;
import org.inrzoo.family.Variant;
import org.inrzoo.fit.FitState;
import org.inrzoo.page.ModelPage;
import org.inrzoo.run.FitRun;
import org.inrzoo.run.FitSpec;
import org.inrzoo.run.LoadedImage;
import org.inrzoo.run.RunFolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the zoo writes for programs, and its English texts, are the same wherever its user lives. */
class LocalesTests {

    private static final Locale USUAL = Locale.getDefault();

    @TempDir
    private Path folder;

    /** Those with digits of their own, one for each kind of digit; another decimal separator; letters without a dot. */
    static List<Locale> locales() {
        List<Locale> own = Arrays.stream(Locale.getAvailableLocales())
                .filter(locale -> !String.format(locale, "%d", 9).equals("9"))
                .toList();
        assertThat(own)
                .as("locales of digits of their own")
                .extracting(Locale::getLanguage)
                .contains("fa", "mr", "ckb");
        return Stream.concat(own.stream(), Stream.of(Locale.GERMANY, Locale.forLanguageTag("tr")))
                .toList();
    }

    @AfterEach
    void goHome() {
        Locale.setDefault(USUAL);
    }

    @ParameterizedTest
    @MethodSource("locales")
    void checkpointsAreFoundAgain(Locale locale) {
        Locale.setDefault(locale);
        Variant siren = Registry.get("siren").with("width", 3).with("depth", 2);
        FitSpec spec = FitRun.spec(siren, LoadedImage.load("camera", 4), 0, new FitSpec.Compute("samediff", 1, 1));
        RunFolder run = new RunFolder(folder);
        FitState start = FitState.start(spec.architecture().parameters().initialize(1));
        float[] adam = new float[2 * start.parameters().length];
        for (int step : new int[] {9, 10, 11, 12}) {
            run.checkpoint(spec, new FitState(step, start.parameters(), adam, start.history(), 0, 0, 0));
        }
        assertThat(run.resumable().state().step()).isEqualTo(12);
        assertThat(folder.toFile().list())
                .as("the newest are kept")
                .hasSize(2)
                .allMatch(name -> name.matches("checkpoint-[0-9]{9}\\.safetensors"));
    }

    @ParameterizedTest
    @MethodSource("locales")
    void cardsAndPagesAreTheSame(Locale locale) {
        String card = Zoo.get("siren").card().text();
        String page = new ModelPage(List.of(new CoordinateCard(Zoo.get("siren").variant()))).markdown();
        Locale.setDefault(locale);
        assertThat(Zoo.get("siren").card().text()).isEqualTo(card);
        assertThat(new ModelPage(List.of(new CoordinateCard(Zoo.get("siren").variant()))).markdown())
                .isEqualTo(page);
    }
}
