package org.inrzoo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class StudyProgressTests {

    @Test
    void whoStopsIsToldOfFitsOnlyWhereThereAreSome() {
        Path out = Path.of("runs");
        assertThat(StudySession.stopped(0, 6, out)).isEqualTo("stopped before the first of 6 fits was done");
        assertThat(StudySession.stopped(1, 6, out))
                .isEqualTo("stopped; 1 of 6 fits is done; the same command with --go-on 'runs' does the rest");
        assertThat(StudySession.stopped(5, 6, out))
                .isEqualTo("stopped; 5 of 6 fits are done; the same command with --go-on 'runs' does the rest");
    }

    @Test
    void aNoteStandsInPlaceOfTheWholeBar() {
        assertThat(StudyProgress.inPlaceOf(10, "note")).isEqualTo("\rnote" + " ".repeat(6));
        assertThat(StudyProgress.inPlaceOf(3, "a longer note")).isEqualTo("\ra longer note");
    }
}
