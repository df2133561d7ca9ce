package org.inrzoo.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.inrzoo.family.Registry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FitRunTests {

    @Test
    void leavesACheckpointWhenInterrupted(@TempDir Path path) {
        LoadedImage pixels = LoadedImage.load("camera", 8);
        FitSpec spec = FitRun.spec(
                Registry.get("siren").with("width", 4).with("steps", 9), pixels, 0, new FitSpec.Compute("auto", 1, 9));
        RunFolder folder = new RunFolder(path);
        try (FitRun run = FitRun.start(spec, pixels, folder)) {
            run.listener(progress -> {
                if (progress.step() == 2) {
                    Thread.currentThread().interrupt();
                }
            });
            assertThat(run.run()).isEmpty();
        }
        assertThat(Thread.interrupted()).as("the thread stays interrupted").isTrue();
        assertThat(folder.resumable().state().step()).isEqualTo(2);
    }
}
