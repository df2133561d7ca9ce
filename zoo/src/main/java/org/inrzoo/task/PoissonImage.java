package org.inrzoo.task;

import java.util.Arrays;
import org.inrzoo.datasets.Image;
import org.inrzoo.engine.DerivativeBlock;
import org.inrzoo.engine.DerivativeLoss;
import org.inrzoo.fit.Objective;
import org.inrzoo.fit.Recipe;
import org.inrzoo.layer.DerivativeOrder;
import org.inrzoo.metric.Psnr;
import org.inrzoo.parameter.RandomSource;
import org.inrzoo.point.AxisScales;
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
 * <p>Derivatives are in the units of the axes, so that one pixel is as long down as it is across, whatever the picture's shape. The
 * mean of the disagreement is over a step's points, that which divides it over all. The derivatives are those of the
 * band-limited picture through all pixels, mirrored at its edges, at twice as many points along each axis. What they leave open is
 * judged as if it were known: of the gradient a constant for every channel, which the score sets right; of the Laplacian also what
 * is harmonic, which it does not.
 */
public final class PoissonImage implements Objective {

    /** Points on an axis at which the derivatives are known, per pixel: of one alone a network may do anything between them. */
    private static final int PER_PIXEL = 2;

    private final DerivativeOrder order;
    private final Grid grid;
    private final Grid places;
    private final AxisScales scales;
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
     * @param scales the units of the axes
     * @param order GRADIENT or LAPLACIAN: which of them is known
     * @param recipe says the batch, the targets' range and the seed
     */
    public PoissonImage(Image image, AxisScales scales, DerivativeOrder order, Recipe recipe) {
        if (order == DerivativeOrder.VALUES) {
            throw new IllegalArgumentException(
                    "a picture is reconstructed from its gradient or its Laplacian, not from values");
        }
        this.order = order;
        this.scales = scales;
        range = recipe.targets();
        seed = recipe.seed();
        channels = image.channels();
        truth = image.values();
        grid = Grid.image(image.width(), image.height(), GridConvention.PIXEL_CENTERS);
        places = Grid.image(PER_PIXEL * image.width(), PER_PIXEL * image.height(), GridConvention.PIXEL_CENTERS);
        int count = places.size();
        coordinates = new float[2 * count];
        places.read(0, count, coordinates);
        pointsPerStep = Math.min(count, recipe.batch() == 0 ? grid.size() : recipe.batch());
        gradients = new float[Math.multiplyExact(count, channels * 2)];
        laplacians = new float[count * channels];
        differentiate(image);
        energy = energy(order == DerivativeOrder.GRADIENT ? gradients : laplacians) / count;
    }

    /** The derivatives in the network's range and the axes' units, axis 0 down. */
    private void differentiate(Image image) {
        CosineSeries down = new CosineSeries(image.height(), PER_PIXEL * image.height());
        CosineSeries right = new CosineSeries(image.width(), PER_PIXEL * image.width());
        for (int channel = 0; channel < channels; channel++) {
            double[][] pixels = new double[image.height()][image.width()];
            for (int i = 0; i < grid.size(); i++) {
                pixels[i / image.width()][i % image.width()] = range.length() * truth[i * channels + channel];
            }
            double[][] values = rows(pixels, right, 0);
            double y = scales.of(0);
            double x = scales.of(1);
            write(columns(values, down, 1), y, channel, gradients, 2, 0);
            write(columns(rows(pixels, right, 1), down, 0), x, channel, gradients, 2, 1);
            write(columns(values, down, 2), y * y, channel, laplacians, 1, 0);
            write(columns(rows(pixels, right, 2), down, 0), x * x, channel, laplacians, 1, 0);
        }
    }

    /** Every row's derivative of some order. */
    private static double[][] rows(double[][] values, CosineSeries series, int order) {
        double[][] result = new double[values.length][];
        for (int row = 0; row < values.length; row++) {
            result[row] = series.derivative(order, values[row]);
        }
        return result;
    }

    /** Every column's derivative of some order. */
    private static double[][] columns(double[][] values, CosineSeries series, int order) {
        double[][] result = new double[series.places()][values[0].length];
        double[] column = new double[values.length];
        for (int x = 0; x < values[0].length; x++) {
            for (int y = 0; y < column.length; y++) {
                column[y] = values[y][x];
            }
            double[] derivative = series.derivative(order, column);
            for (int y = 0; y < derivative.length; y++) {
                result[y][x] = derivative[y];
            }
        }
        return result;
    }

    private void write(double[][] values, double factor, int channel, float[] target, int axes, int axis) {
        for (int y = 0; y < values.length; y++) {
            for (int x = 0; x < values[y].length; x++) {
                target[((y * values[y].length + x) * channels + channel) * axes + axis] +=
                        (float) (factor * values[y][x]);
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

    /** As many points as there are pixels, or the recipe's batch of them, in an order shuffled anew for each epoch. */
    @Override
    public Batch batch(int step) {
        int[] numbers = numbers(step);
        float[] chosen = new float[2 * numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            System.arraycopy(coordinates, 2 * numbers[i], chosen, 2 * i, 2);
        }
        return new Batch(new PointSet(chosen, 2), new Loss(numbers));
    }

    private int[] numbers(int step) {
        int count = places.size();
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

    /** The disagreement at a step's points. */
    private final class Loss implements DerivativeLoss {

        private final int[] numbers;
        private final double scale;

        Loss(int[] numbers) {
            this.numbers = numbers;
            scale = 1 / (energy * numbers.length);
        }

        @Override
        public DerivativeOrder order() {
            return order;
        }

        @Override
        public AxisScales scales(int dimensions) {
            return scales;
        }

        @Override
        public double gradient(DerivativeBlock block) {
            double loss = 0;
            for (int point = 0; point < block.count(); point++) {
                int place = numbers[block.number(point)] * channels;
                for (int channel = 0; channel < channels; channel++) {
                    block.setGradient(point, channel, 0);
                    loss += order == DerivativeOrder.GRADIENT
                            ? gradient(block, point, channel, 2 * (place + channel))
                            : laplacian(block, point, channel, laplacians[place + channel]);
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
