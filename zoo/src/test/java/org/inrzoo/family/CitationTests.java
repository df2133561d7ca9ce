package org.inrzoo.family;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CitationTests {

    @Test
    void everyEntryIsWholeAndHasAKeyOfItsOwn() {
        assertThat(Citation.all())
                .extracting(Citation::key)
                .doesNotHaveDuplicates()
                .isNotEmpty();
        assertThat(Citation.all()).allSatisfy(reference -> {
            assertThat(reference.bibtex()).startsWith("@").endsWith("\n}");
            assertThat(reference.bibtex().chars().filter(c -> c == '{').count())
                    .as("braces of %s", reference.key())
                    .isEqualTo(reference.bibtex().chars().filter(c -> c == '}').count());
            assertThat(reference.field("author"))
                    .as("author of %s", reference.key())
                    .isNotBlank();
            assertThat(reference.field("title"))
                    .as("title of %s", reference.key())
                    .isNotBlank();
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Sitzmann et al., implicit neural representations with periodic activation functions, 2020 | sitzmann2020siren",
                "NeRF, ECCV 2020; this set-up: FINER, CVPR 2024 | mildenhall2020nerf liu2024finer",
                "a nerf of no paper, finer by far |",
                "Hao et al., Implicit Neural Representations with Levels of Experts | hao2022levels"
            })
    void aSourceCitesThePapersItNames(String paper, String keys) {
        Source source = new Source(paper, "", Set.of(), "");
        assertThat(Citation.of(source))
                .extracting(Citation::key)
                .containsExactlyElementsOf(keys == null ? List.of() : List.of(keys.split(" ")));
    }

    @Test
    void whatIsPublishedIsOfOneModelEach() {
        assertThat(Published.all()).isNotEmpty().allSatisfy(result -> {
            assertThat(result.psnr()).isBetween(0.0, 200.0);
            assertThat(List.of(result.model(), result.image(), result.of(), result.place()))
                    .noneMatch(String::isBlank);
        });
    }
}
