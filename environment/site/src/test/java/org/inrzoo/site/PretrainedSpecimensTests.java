package org.inrzoo.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.inrzoo.Zoo;
import org.inrzoo.metric.Psnr;
import org.junit.jupiter.api.Test;

class PretrainedSpecimensTests {

    private static final PretrainedSpecimens SHIPPED = new PretrainedSpecimens(Path.of("../.."));

    /** Also where other weights of the model are of a sound or a scan. */
    @Test
    void manyModelsHaveOne() {
        List<String> shown = Zoo.ofCoordinates().stream()
                .filter(model -> SHIPPED.apply(model).isPresent())
                .map(model -> model.name())
                .toList();
        assertThat(shown).contains("siren", "relu-pe", "loe-sine-fine2coarse").doesNotContain("loe-video");
    }

    @Test
    void drawsThePictureThatItSays() {
        Specimen siren = SHIPPED.apply(Zoo.get("siren")).orElseThrow();
        float[] original = siren.original().orElseThrow().values();
        float[] drawn = siren.fitted()
                .render(siren.fitted().width(), siren.fitted().height())
                .values();
        assertThat(Psnr.standard(drawn, original)).isCloseTo(siren.psnr(), within(0.1));
        assertThat(siren.curve()).isNotEmpty();
        assertThat(siren.kept()).startsWith("siren.");
    }
}
