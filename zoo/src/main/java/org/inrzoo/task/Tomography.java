package org.inrzoo.task;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.inrzoo.engine.OutputBlock;
import org.inrzoo.engine.OutputLoss;
import org.inrzoo.fit.Objective;
import org.inrzoo.fit.Recipe;
import org.inrzoo.layer.SignalDescription;
import org.inrzoo.metric.Psnr;
import org.inrzoo.parameter.RandomSource;
import org.inrzoo.point.Grid;
import org.inrzoo.point.GridConvention;
import org.inrzoo.point.PointSet;
import org.inrzoo.point.Points;
import org.inrzoo.point.Range;
import org.inrzoo.scan.ParallelBeam;

/**
 * A picture known by a scan alone: the network's mean along each ray, outside of the picture zero, is to be the mean that was
 * measured (Tancik et al. 2020, computed tomography). The loss is the mean square of the rays' disagreements.
 *
 * <p>A step takes all rays, or as many as the recipe's batch has points for, in an order shuffled anew for each epoch.
 */
public final class Tomography implements Objective {

    private final ParallelBeam beam;
    private final double[] means;
    private final Grid grid;
    private final float[] truth;
    private final Range range;
    private final long seed;
    private final int raysPerStep;

    /**
     * A scan of a picture.
     *
     * @param sinogram line integrals of the picture's values in [0,1] over the field of view [-1,1]², [views, bins], as {@link
     *     org.inrzoo.scan.EllipsePhantom#sinogram} gives them; as many samples are taken on a ray as there are bins
     * @param truth the picture, [size, size], for the score alone
     * @param size its pixels per side
     * @param recipe says the batch, the targets' range and the seed
     */
    public Tomography(ParallelBeam beam, double[] sinogram, double[] truth, int size, Recipe recipe) {
        if (sinogram.length != beam.rays() || truth.length != size * size) {
            throw new IllegalArgumentException("a scan of " + beam.rays() + " rays and a picture of " + size + "x"
                    + size + " are not " + sinogram.length + " and " + truth.length + " numbers");
        }
        this.beam = beam;
        means = IntStream.range(0, sinogram.length)
                .mapToDouble(i -> sinogram[i] / 2)
                .toArray();
        grid = Grid.image(size, size, GridConvention.PIXEL_CENTERS);
        this.truth = new float[truth.length];
        for (int i = 0; i < truth.length; i++) {
            this.truth[i] = (float) truth[i];
        }
        range = recipe.targets();
        seed = recipe.seed();
        int most = recipe.batch() == 0 ? beam.rays() : Math.max(1, recipe.batch() / beam.bins());
        raysPerStep = Math.min(beam.rays(), most);
    }

    @Override
    public Batch batch(int step) {
        int[] rays = rays(step);
        int samples = beam.bins();
        float[] coordinates = new float[Math.multiplyExact(2 * samples, rays.length)];
        boolean[] inside = new boolean[samples * rays.length];
        double[] xy = new double[2 * samples];
        for (int i = 0; i < inside.length; i++) {
            if (i % samples == 0) {
                beam.samples(rays[i / samples], samples, xy);
            }
            double down = (1 - xy[2 * (i % samples) + 1]) / 2;
            double right = (xy[2 * (i % samples)] + 1) / 2;
            inside[i] = down >= 0 && down <= 1 && right >= 0 && right <= 1;
            coordinates[2 * i] = (float) Math.max(0, Math.min(1, down));
            coordinates[2 * i + 1] = (float) Math.max(0, Math.min(1, right));
        }
        return new Batch(new PointSet(coordinates, 2), new RayMeans(rays, inside));
    }

    private int[] rays(int step) {
        int count = beam.rays();
        if (raysPerStep == count) {
            return IntStream.range(0, count).toArray();
        }
        int stepsPerEpoch = (count + raysPerStep - 1) / raysPerStep;
        int[] order = new RandomSource(seed * 0x9E3779B97F4A7C15L + step / stepsPerEpoch + 1).permutation(count);
        int first = step % stepsPerEpoch * raysPerStep;
        return IntStream.range(first, Math.min(count, first + raysPerStep))
                .map(i -> order[i])
                .toArray();
    }

    @Override
    public int outputs() {
        return 1;
    }

    /** Of the picture that filtered back-projection makes of the scan. */
    @Override
    public Optional<float[]> description(SignalDescription by) {
        double[] sinogram = Arrays.stream(means).map(mean -> 2 * mean).toArray();
        int size = grid.sizes().get(0);
        float[] picture = CtObjective.floats(CtObjective.rough(beam, sinogram, size));
        return Optional.of(by.describe(picture, size, size));
    }

    @Override
    public Points evaluated() {
        return grid;
    }

    /** Standard PSNR of the picture: on [0,1], clamped, peak 1. */
    @Override
    public double score(float[] outputs) {
        float[] shown = new float[outputs.length];
        for (int i = 0; i < shown.length; i++) {
            shown[i] = range.toUnit(outputs[i]);
        }
        return Psnr.standard(shown, truth);
    }

    /** The rays of a step, each as many consecutive points as there are bins. */
    private final class RayMeans implements OutputLoss {

        private final int[] rays;
        private final boolean[] inside;

        RayMeans(int[] rays, boolean[] inside) {
            this.rays = rays;
            this.inside = inside;
        }

        @Override
        public int group() {
            return beam.bins();
        }

        @Override
        public double gradient(OutputBlock block) {
            int samples = beam.bins();
            double slope = range.toUnit(1) - range.toUnit(0);
            double loss = 0;
            for (int first = 0; first < block.count(); first += samples) {
                double sum = 0;
                for (int i = first; i < first + samples; i++) {
                    sum += inside[block.number(i)] ? range.toUnit(block.value(i, 0)) : 0;
                }
                double residual = sum / samples - means[rays[block.number(first) / samples]];
                loss += residual * residual / rays.length;
                float gradient = (float) (2 * residual * slope / samples / rays.length);
                for (int i = first; i < first + samples; i++) {
                    block.setGradient(i, 0, inside[block.number(i)] ? gradient : 0);
                }
            }
            return loss;
        }
    }
}
