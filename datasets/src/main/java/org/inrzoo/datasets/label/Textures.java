package org.inrzoo.datasets.label;

import java.util.List;
import java.util.Optional;
import org.inrzoo.datasets.RandomNumbers;

/**
 * Stripes in noise: gray, 28×28, 4 directions times 2 frequencies; phase, contrast and brightness are drawn, direction and
 * frequency vary a little. Only how a pixel goes with its neighbours tells the classes apart. {@code textures:SEED} draws others.
 */
public final class Textures implements PictureSource {

    private static final int SIDE = 28;
    private static final int DIRECTIONS = 4;
    private static final double[] CYCLES_PER_PIXEL = {0.12, 0.2};
    private static final double NOISE = 0.22;

    private static final List<String> CLASSES = List.of(
            "wide, 0 degrees",
            "wide, 45 degrees",
            "wide, 90 degrees",
            "wide, 135 degrees",
            "narrow, 0 degrees",
            "narrow, 45 degrees",
            "narrow, 90 degrees",
            "narrow, 135 degrees");

    @Override
    public String name() {
        return "textures";
    }

    @Override
    public String usage() {
        return "textures[:SEED]";
    }

    @Override
    public String summary() {
        return "2,000 + 800 computed pictures of stripes in noise, 28x28, 8 classes";
    }

    @Override
    public Optional<String> licence() {
        return Optional.of("computed; nobody's rights are on it");
    }

    @Override
    public PictureSet read(Optional<String> argument) {
        long seed = PictureSources.seed(this, argument);
        return DrawnPictures.of(name(), 1, SIDE, CLASSES, seed, Textures::draw);
    }

    private static double[] draw(int label, RandomNumbers random) {
        double angle = StrictMath.PI * (label % DIRECTIONS + random.uniform(-0.35, 0.35)) / DIRECTIONS;
        double cycles = CYCLES_PER_PIXEL[label / DIRECTIONS] * random.uniform(0.82, 1.18);
        double along = 2 * StrictMath.PI * cycles * StrictMath.cos(angle);
        double down = 2 * StrictMath.PI * cycles * StrictMath.sin(angle);
        double phase = random.angle();
        double contrast = random.uniform(0.06, 0.3);
        double brightness = random.uniform(0.35, 0.65);
        double[] values = new double[SIDE * SIDE];
        for (int i = 0; i < values.length; i++) {
            int row = i / SIDE;
            double wave = StrictMath.sin(along * (i % SIDE) + down * row + phase);
            values[i] = brightness + contrast * wave + DrawnPictures.noise(random, NOISE);
        }
        return values;
    }
}
