package org.inrzoo.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DatasetsTests {

    @Test
    void everyPictureIsWhatItsProvenanceSays() {
        assertThat(Datasets.names()).isSorted().contains("camera");
        for (String name : Datasets.names()) {
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
        assertThatThrownBy(() -> Datasets.image("lena")).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no data set named 'lena'; there are: camera");
    }

    @Test
    void anotherFileThanTheOneDescribedIsRefusedWithBothHashes() {
        Provenance provenance = Datasets.provenance("camera");
        byte[] other = {1, 2, 3};
        assertThatThrownBy(() -> Datasets.requireUnchanged(provenance, other))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(provenance.sha256()).hasMessageContaining(Hashes.sha256(other));
    }
}
