package org.inrzoo.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetsTests {

    /** What perlin:16 was when it was first drawn; other bits on another machine would make results incomparable. */
    private static final String NOISE = "4c415fc2021e11fe2dc145d8f2aa8c9848126e0daff7a5601f5ffaff9a648da6";

    @Test
    void everyPictureIsWhatItsProvenanceSays() {
        List<String> names = new ArrayList<>(Datasets.names());
        assertThat(names).isSorted().contains("astronaut", "camera");
        names.addAll(
                List.of("astronaut:bilinear:99", "camera:area:256", "perlin:1", "perlin:16:-7", "leaves", "leaves:3"));
        for (String name : names) {
            assertThat(Datasets.isName(name)).as(name).isTrue();
            Provenance provenance = Datasets.provenance(name);
            Image image = Datasets.image(name);
            assertThat(provenance).as(name).hasNoNullFieldsOrProperties();
            assertThat(provenance.name()).isEqualTo(name);
            assertThat(image.width()).as("%s: width", name).isEqualTo(provenance.width());
            assertThat(image.height()).as("%s: height", name).isEqualTo(provenance.height());
            assertThat(image.channels()).as("%s: channels", name).isEqualTo(provenance.channels());
        }
    }

    @Test
    void unknownNamesAreAnsweredWithTheKnownOnes() {
        assertThatThrownBy(() -> Datasets.image("lena"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no data set named 'lena'; there are: astronaut, camera, perlin:CELLS, leaves");
    }

    @Test
    void anotherFileThanTheOneDescribedIsRefusedWithBothHashes() {
        Provenance provenance = Datasets.provenance("camera");
        byte[] other = {1, 2, 3};
        assertThatThrownBy(() -> Datasets.requireUnchanged(provenance, other))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(provenance.sha256())
                .hasMessageContaining(Hashes.sha256(other));
    }

    @Test
    void aComputedPictureIsTheSameOnEveryMachine() {
        assertThat(Datasets.provenance("perlin:16").sha256())
                .isEqualTo(NOISE)
                .isEqualTo(Datasets.image("perlin:16").sha256());
    }

    @Test
    void noiseIsDrawnAtTheSizeAskedFor() {
        assertThat(Datasets.image("perlin:16")).isEqualTo(new PerlinNoise(16, 0).image(256));
        assertThat(Datasets.image("perlin:16:7", 64)).isEqualTo(new PerlinNoise(16, 7).image(64));
        assertThat(Datasets.image("perlin:200", 512).width()).isEqualTo(512);
    }

    @Test
    void shippedPicturesAreResizedAsTheNameSays() {
        Image camera = Datasets.image("camera");
        assertThat(Datasets.image("camera:bilinear:300")).isEqualTo(camera.resize(300, 300, Resize.BILINEAR));
        assertThat(Datasets.image("camera:area:300")).isEqualTo(camera.resize(300, 300));
        assertThat(Datasets.image("camera", 300)).isEqualTo(camera.resize(300, 300));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "perlin",
                "perlin:",
                "perlin:banana",
                "perlin:0",
                "perlin:-4",
                "perlin:1.5",
                "perlin:9999999",
                "perlin:16:",
                "perlin:16:x",
                "perlin:16:7:1",
                "camera:",
                "camera:256",
                "camera:cubic:256",
                "camera:bilinear:0",
                "camera:bilinear:256:1"
            })
    void wrongNamesAreAnsweredWithHowTheyAreWritten(String name) {
        assertThat(Datasets.isName(name)).isTrue();
        assertThatThrownBy(() -> Datasets.image(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("there is no data set named '" + name + "': ")
                .hasMessageContaining(" is written ")
                .hasMessageNotContaining("\n");
        assertThatThrownBy(() -> Datasets.provenance(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void filesAreNoNames() {
        assertThat(Datasets.isName("camera.png")).isFalse();
        assertThat(Datasets.isName("./perlin:16")).isFalse();
        assertThat(Datasets.isName("C:/camera")).isFalse();
    }
}
