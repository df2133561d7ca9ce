package org.inrzoo.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordsTests {

    @Test
    void areFoundFromAnyFolderOfTheProject() {
        assertThat(Records.all(Path.of("src/test").toAbsolutePath()))
                .anySatisfy(record -> assertThat(record.model()).isEqualTo("loe-sine-fine2coarse"))
                .isEqualTo(Records.all());
    }

    @Test
    void areMissedElsewhere(@TempDir Path elsewhere) {
        assertThatThrownBy(() -> Records.all(elsewhere))
                .hasMessageContaining("start the notebook with 'inrzoo notebook'");
    }
}
