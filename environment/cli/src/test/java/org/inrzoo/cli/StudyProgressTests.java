package org.inrzoo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StudyProgressTests {

    @Test
    void aNoteStandsInPlaceOfTheWholeBar() {
        assertThat(StudyProgress.inPlaceOf(10, "note")).isEqualTo("\rnote" + " ".repeat(6));
        assertThat(StudyProgress.inPlaceOf(3, "a longer note")).isEqualTo("\ra longer note");
    }
}
