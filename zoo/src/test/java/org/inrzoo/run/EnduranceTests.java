package org.inrzoo.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.inrzoo.FittedImage;
import org.inrzoo.ZooModel;
import org.inrzoo.datasets.Datasets;
import org.inrzoo.datasets.Image;
import org.inrzoo.family.Registry;
import org.inrzoo.family.Variant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Long sittings and large pictures, in the two gigabytes of heap that the launcher grants. */
@Tag("slow")
class EnduranceTests {

    private static final long MEBIBYTE = 1 << 20;
    private static final long HEAP = 2048 * MEBIBYTE;
    private static final String MODEL = "loe-sine-fine2coarse";

    /** Narrow, to be quick: what a network needs per block of points is no matter of the picture's size. */
    private static final int WIDTH = 16;

    @BeforeAll
    static void theHeapIsTheLaunchers() {
        assertThat(Runtime.getRuntime().maxMemory()).as("the tests' own heap").isLessThanOrEqualTo(HEAP);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void twoHundredFitsInOneProcessLeaveNothingBehind() throws IOException {
        Image image = Datasets.image("camera").resize(48, 48);
        Variant model = Registry.get(MODEL).with("steps", 5).with("evaluations", 1);
        fit(model, image, 40);
        long heap = heap();
        long resident = resident();
        fit(model, image, 200);
        assertThat(heap() - heap).as("bytes of heap that 200 fits added").isLessThan(8 * MEBIBYTE);
        assertThat(resident() - resident)
                .as("bytes of resident memory that 200 fits added")
                .isLessThan(64 * MEBIBYTE);
    }

    private static void fit(Variant model, Image image, int times) {
        for (int i = 0; i < times; i++) {
            new ZooModel(model).fit(image);
        }
    }

    private static long heap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static long resident() throws IOException {
        System.gc();
        String line = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(entry -> entry.startsWith("VmRSS:"))
                .findFirst()
                .orElseThrow();
        return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
    }

    @Test
    void sixteenMegapixelsTrainInFullBatch() {
        Image image = Datasets.image("camera").resize(4096, 4096);
        Variant model = Registry.get(MODEL)
                .with("width", WIDTH)
                .with("batch", 0)
                .with("steps", 1)
                .with("evaluations", 1);
        assertThat(isNumbers(new ZooModel(model).fit(image).parameters()))
                .as("all weights are numbers")
                .isTrue();
    }

    private static boolean isNumbers(float[] values) {
        float sum = 0;
        for (float value : values) {
            sum += 0 * value;
        }
        return sum == 0;
    }

    @Test
    void sixtySevenMegapixelsAreRendered() {
        Variant model = Registry.get(MODEL).with("width", WIDTH);
        float[] parameters = model.family().architecture(2, 1).parameters().initialize(0);
        Image picture = new FittedImage(model, 512, 512, 1, parameters).render(8192, 8192);
        assertThat(picture.values()).hasSize(8192 * 8192);
        assertThat(isNumbers(picture.values())).as("all pixels are numbers").isTrue();
    }
}
