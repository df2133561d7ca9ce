package org.inrzoo.vision;

import org.inrzoo.datasets.label.LabelledPictures;
import org.inrzoo.parameter.RandomSource;

/**
 * Pictures and targets for steps: every epoch takes the pictures in an order of its own, without those left over at its end.
 * What a step gets follows from the seed and its number alone, so that a training can go on anywhere.
 */
final class PictureBatches {

    private static final long EPOCHS = 0x9E3779B97F4A7C15L;
    private static final long STEPS = 0xBF58476D1CE4E5B9L;

    private final LabelledPictures pictures;
    private final ClassifierRecipe recipe;
    private final Pixels pixels;
    private int epoch = -1;
    private int[] order = new int[0];

    PictureBatches(LabelledPictures pictures, ClassifierRecipe recipe, Pixels pixels) {
        this.pictures = pictures;
        this.recipe = recipe;
        this.pixels = pixels;
    }

    /** Steps of an epoch. */
    static int perEpoch(LabelledPictures pictures, ClassifierRecipe recipe) {
        return pictures.size() / recipe.batch();
    }

    /**
     * Writes a step's pictures and targets.
     *
     * @param values gets [batch, channels, height, width]
     * @param targets gets [batch, classes]
     */
    void fill(int step, float[] values, float[] targets) {
        int perEpoch = perEpoch(pictures, recipe);
        if (step / perEpoch != epoch) {
            epoch = step / perEpoch;
            order = new RandomSource(recipe.seed() + EPOCHS * (1 + epoch)).permutation(pictures.size());
        }
        RandomSource random = new RandomSource(recipe.seed() + STEPS * (1 + step));
        int first = step % perEpoch * recipe.batch();
        int length = pictures.pixelsPerPicture();
        int classes = pictures.classes().size();
        float spread = (float) (recipe.smoothing() / classes);
        for (int i = 0; i < recipe.batch(); i++) {
            int picture = order[first + i];
            int down = random.below(2 * recipe.shift() + 1) - recipe.shift();
            int right = random.below(2 * recipe.shift() + 1) - recipe.shift();
            boolean mirrored = random.below(2) == 1 && recipe.mirror();
            pictures.copy(picture, down, right, mirrored, values, i * length);
            for (int k = 0; k < classes; k++) {
                boolean said = k == pictures.labels()[picture];
                targets[i * classes + k] = spread + (said ? (float) (1 - recipe.smoothing()) : 0);
            }
        }
        pixels.normalize(values);
    }
}
