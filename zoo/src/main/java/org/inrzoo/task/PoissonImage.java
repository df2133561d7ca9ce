package org.inrzoo.task;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.inrzoo.datasets.Image;
import org.inrzoo.engine.DerivativeBlock;
import org.inrzoo.engine.DerivativeLoss;
import org.inrzoo.fit.Objective;
import org.inrzoo.fit.Recipe;
import org.inrzoo.layer.DerivativeOrder;
import org.inrzoo.metric.Psnr;
import org.inrzoo.parameter.RandomSource;
import org.inrzoo.point.Grid;
import org.inrzoo.point.GridConvention;
import org.inrzoo.point.PointSet;
import org.inrzoo.point.Points;
import org.inrzoo.point.Range;

/**
 * A picture known by its derivatives alone, Sitzmann et al. 2020, §4.1, eq. 5: the network's gradient, or its Laplacian, is to be
 * the picture's, never having seen a value.
 *
 * <pre>
 * L = mean |∇y - ∇f|² / mean |∇f|²     or     L = mean (Δy - Δf)² / mean (Δf)²
 * </pre>
 *
 * <p>The mean of the disagreement is over a step's points, that which divides it over all. The derivatives are those, at the pixels' centres, of the band-limited picture through all pixels, mirrored at its edges, so
 * that they belong to one picture exactly. What they leave open is judged as if it were known: of the gradient a constant for every
 * channel, which the score sets right; of the Laplacian also what is harmonic, which it does not.
 */
public final class PoissonImage implements Objective {

    private final DerivativeOrder order;
    private final Grid grid;
    private final Range range;
    private final long seed;
    private final int pointsPerStep;
    private final int channels;
    private final float[] truth;
    private final float[] coordinates;
    private final float[] gradients;
    private final float[] laplacians;
    private final double energy;

    /**
     * A picture's derivatives.
     *
     * @param order GRADIENT or LAPLACIAN: which of them is known
     * @param recipe says the batch, the targets' range and the seed
     */
    public PoissonImage(Image image, DerivativeOrder order, Recipe recipe) {
        if (order == DerivativeOrder.VALUES) {
            throw new IllegalArgumentException(
                    "a picture is reconstructed from its gradient or its Laplacian, not from values");
        }
        this.order = order;
        range = recipe.targets();
        seed = recipe.seed();
        channels = image.channels();
        truth = image.values();
        grid = Grid.image(image.width(), image.height(), GridConvention.PIXEL_CENTERS);
        int pixels = grid.size();
        coordinates = new float[2 * pixels];
        grid.read(0, pixels, coordinates);
        pointsPerStep = recipe.batch() == 0 ? pixels : Math.min(pixels, recipe.batch());
        gradients = new float[pixels * channels * 2];
        laplacians = new float[pixels * channels];
        differentiate(image.width(), image.height());
        energy = energy(order == DerivativeOrder.GRADIENT ? gradients : laplacians) / pixels;
    }

    /** Fills the derivatives in the network's range, by the coordinates p in [0,1]², axis 0 down. */
    private void differentiate(int width, int height) {
        float scale = range.fromUnit(1) - range.fromUnit(0);
        for (int axis = 0; axis < 2; axis++) {
            int length = axis == 0 ? height : width;
            int stride = axis == 0 ? width : 1;
            CosineSeries series = new CosineSeries(length);
            double[] line = new double[length];
            double[] first = new double[length];
            double[] second = new double[length];
            for (int number = 0; number < width * height / length * channels; number++) {
                int begin = axis == 0 ? number / channels : number / channels * width;
                int channel = number % channels;
                for (int i = 0; i < length; i++) {
                    line[i] = truth[(begin + i * stride) * channels + channel];
                }
                series.derivatives(line, first, second);
                for (int i = 0; i < length; i++) {
                    int at = (begin + i * stride) * channels + channel;
                    gradients[at * 2 + axis] = (float) (scale * first[i]);
                    laplacians[at] += (float) (scale * second[i]);
                }
            }
        }
    }

    private static double energy(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += (double) value * value;
        }
        return sum > 0 ? sum : 1; // a picture of one colour
    }

    @Override
    public DerivativeOrder order() {
        return order;
    }

    /** All pixels, or the recipe's batch of them, in an order shuffled anew for each epoch. */
    @Override
    public Batch batch(int step) {
        int[] pixels = pixels(step);
        float[] places = new float[2 * pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            System.arraycopy(coordinates, 2 * pixels[i], places, 2 * i, 2);
        }
        return new Batch(new PointSet(places, 2), new Loss(pixels));
    }

    private int[] pixels(int step) {
        int count = grid.size();
        if (pointsPerStep == count) {
            return IntStream.range(0, count).toArray();
        }
        int stepsPerEpoch = (count + pointsPerStep - 1) / pointsPerStep;
        int[] order = new RandomSource(seed * 0x9E3779B97F4A7C15L + step / stepsPerEpoch + 1).permutation(count);
        int first = step % stepsPerEpoch * pointsPerStep;
        return Arrays.copyOfRange(order, first, Math.min(count, first + pointsPerStep));
    }

    @Override
    public int outputs() {
        return channels;
    }

    @Override
    public Points evaluated() {
        return grid;
    }

    /** Standard PSNR of the picture, every channel shifted to its true mean: on [0,1], clamped, peak 1. */
    @Override
    public double score(float[] outputs) {
        return Psnr.standard(picture(outputs), truth);
    }

    /**
     * The picture that a network's outputs show: in [0,1], every channel with its true mean, not clamped.
     *
     * @param outputs at {@link #evaluated}, [pixels, channels]; not modified
     */
    public float[] picture(float[] outputs) {
        float[] shown = new float[outputs.length];
        double[] shift = new double[channels];
        for (int i = 0; i < shown.length; i++) {
            shown[i] = range.toUnit(outputs[i]);
            shift[i % channels] += (truth[i] - shown[i]) / (double) grid.size();
        }
        for (int i = 0; i < shown.length; i++) {
            shown[i] += (float) shift[i % channels];
        }
        return shown;
    }

    /** The disagreement at a step's pixels. */
    private final class Loss implements DerivativeLoss {

        private final int[] pixels;
        private final double scale;

        Loss(int[] pixels) {
            this.pixels = pixels;
            scale = 1 / (energy * pixels.length);
        }

        @Override
        public DerivativeOrder order() {
            return order;
        }

        @Override
        public double gradient(DerivativeBlock block) {
            double loss = 0;
            for (int point = 0; point < block.count(); point++) {
                int pixel = pixels[block.number(point)] * channels;
                for (int channel = 0; channel < channels; channel++) {
                    block.setGradient(point, channel, 0);
                    loss += order == DerivativeOrder.GRADIENT
                            ? gradient(block, point, channel, 2 * (pixel + channel))
                            : laplacian(block, point, channel, laplacians[pixel + channel]);
                }
            }
            return loss * scale;
        }

        private double gradient(DerivativeBlock block, int point, int channel, int at) {
            double squares = 0;
            for (int axis = 0; axis < 2; axis++) {
                double residual = block.derivative(point, channel, axis) - gradients[at + axis];
                squares += residual * residual;
                block.setDerivativeGradient(point, channel, axis, (float) (2 * scale * residual));
            }
            return squares;
        }

        private double laplacian(DerivativeBlock block, int point, int channel, float target) {
            double residual = block.laplacian(point, channel) - target;
            block.setLaplacianGradient(point, channel, (float) (2 * scale * residual));
            return residual * residual;
        }
    }
}
