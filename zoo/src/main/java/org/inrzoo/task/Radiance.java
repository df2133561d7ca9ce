package org.inrzoo.task;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.inrzoo.datasets.Image;
import org.inrzoo.engine.OutputBlock;
import org.inrzoo.engine.OutputLoss;
import org.inrzoo.fit.NetworkAnswers;
import org.inrzoo.fit.Objective;
import org.inrzoo.fit.Recipe;
import org.inrzoo.metric.Measure;
import org.inrzoo.metric.Psnr;
import org.inrzoo.metric.Score;
import org.inrzoo.parameter.RandomSource;
import org.inrzoo.point.PointSet;
import org.inrzoo.point.Points;
import org.inrzoo.scene.Camera;
import org.inrzoo.scene.Density;
import org.inrzoo.scene.EmissionAbsorption;
import org.inrzoo.scene.ImportanceDivision;
import org.inrzoo.scene.Obstacle;
import org.inrzoo.scene.OutputLink;
import org.inrzoo.scene.RayDivision;
import org.inrzoo.scene.SceneRays;
import org.inrzoo.scene.SeenOutputs;
import org.inrzoo.scene.StereoScores;
import org.inrzoo.scene.View;
import org.inrzoo.scene.VisualHull;
import org.inrzoo.signal.ViewedScene;

/**
 * The mean squared error of the colours of rays, all that cross the cube around the scene; scored on views that are not learnt from.
 *
 * <p>A step takes as many rays as the recipe's batch has points for, in an order shuffled anew for each epoch. Rays of pictures with a mask are
 * seen in front of another gray at every step (as Müller et al. 2022 do with colours). Where some of the samples are to lie where others found
 * light, the network is asked at these first, at every step and for the scores.
 */
final class Radiance implements Objective {

    private static final double WHITE = 1;
    private static final int HULL_CELLS = 64;

    /** Points of a step where a recipe would take all. */
    private static final int BATCH = 1 << 16;

    private static final Measure WORST = new Measure("psnr-worst-view", "dB");

    /** Distances as levels below the side of the cube around the scene: 2 % of it are 34 dB. */
    private static final Measure DEPTH = new Measure("depth", "dB");

    private static final Measure CHAMFER = new Measure("chamfer", "dB");
    private static final Measure ACCURACY = new Measure("accuracy", "");
    private static final Measure COMPLETENESS = new Measure("completeness", "");

    private final RadianceObjective kind;
    private final SceneRays learnt;
    private final SceneRays held;
    private final List<View> seen;
    private final List<View> views;
    private final int perStep;
    private final long seed;
    private final OutputLink link;
    private final IntFunction<Density> densities;
    private final int steps;
    private final Optional<VisualHull> hull;
    private final Optional<Obstacle> truth;
    private int shuffled = -1;
    private int[] order;
    private double[] lastLengths; // of the rays that were evaluated last

    /**
     * The objective.
     *
     * @param link makes free numbers of outputs
     * @param densities what the fourth free numbers mean at each step; after the last one that of its number
     */
    Radiance(
            ViewedScene scene, RadianceObjective kind, Recipe recipe, OutputLink link, IntFunction<Density> densities) {
        this.kind = kind;
        views = scene.held();
        learnt = SceneRays.of(cameras(scene.learnt()), scene.bound());
        held = SceneRays.of(cameras(views), scene.bound());
        seen = scene.learnt();
        int points = recipe.batch() == 0 ? BATCH : recipe.batch();
        perStep = Math.max(1, Math.min(learnt.count(), points / samples()));
        seed = recipe.seed();
        this.link = link;
        this.densities = densities;
        steps = recipe.steps();
        truth = scene.truth();
        hull = kind.empty() < 1 ? Optional.of(new VisualHull(seen, scene.bound(), HULL_CELLS)) : Optional.empty();
    }

    private static List<Camera> cameras(List<View> views) {
        return views.stream().map(View::camera).toList();
    }

    /** What a ray's pixel would be on another background than white. */
    private double colourSeen(int ray, int channel, double background) {
        View view = seen.get(learnt.view(ray));
        int pixel = learnt.pixel(ray);
        return view.picture().values()[3 * pixel + channel] - (WHITE - background) * (1 - view.opacity(pixel));
    }

    /** Without an answer of the network, all samples are spread evenly. */
    @Override
    public Batch batch(int step) {
        return batch(step, Optional.empty());
    }

    @Override
    public boolean asks() {
        return kind.fine() > 0;
    }

    @Override
    public Batch batch(int step, NetworkAnswers network) {
        return batch(step, Optional.of(network));
    }

    private Batch batch(int step, Optional<NetworkAnswers> network) {
        int stepsPerEpoch = Math.max(1, learnt.count() / perStep);
        int[] all = shuffled(step / stepsPerEpoch);
        int first = step % stepsPerEpoch * perStep;
        RandomSource random = new RandomSource(seed * 0xD1342543DE82EF95L + step * 0xAEF17502108EF2D9L + 3);
        int[] rays = Arrays.copyOfRange(all, first, first + perStep);
        Density density = densities.apply(step);
        RaySamples drawn = drawn(learnt, rays, network, density, kind.stratified() ? random::uniform : () -> 0.5);
        return new Batch(
                new PointSet(drawn.points, 3), new RayColours(rays, drawn.lengths, backgrounds(rays, step), density));
    }

    /** Samples of each ray. */
    private int samples() {
        return kind.samples() + kind.fine();
    }

    /**
     * Samples of some rays.
     *
     * @param within where a sample lies in its part
     */
    private RaySamples drawn(
            SceneRays rays, int[] which, Optional<NetworkAnswers> network, Density density, DoubleSupplier within) {
        boolean looks = asks() && network.isPresent();
        int samples = looks ? kind.samples() : samples();
        RaySamples even = new RaySamples(which.length, samples);
        RayDivision division = new RayDivision(rays, hull, kind.empty(), samples);
        for (int i = 0; i < which.length; i++) {
            division.divide(which[i]);
            for (int k = 0; k < samples; k++) {
                rays.point(which[i], division.part(k, within.getAsDouble()), even.points, 3 * (i * samples + k));
            }
            System.arraycopy(division.lengths(), 0, even.lengths, i * samples, samples);
        }
        return looks ? refined(rays, which, even, network.get(), density, within) : even;
    }

    private RaySamples refined(
            SceneRays rays,
            int[] which,
            RaySamples first,
            NetworkAnswers network,
            Density density,
            DoubleSupplier within) {
        float[] answers = network.at(new PointSet(first.points, 3));
        SeenOutputs.PointOutputs source = (point, output) -> answers[point * outputs() + output];
        SeenOutputs sight = new SeenOutputs(kind.directions(), link);
        int few = kind.samples();
        int all = samples();
        EmissionAbsorption medium = new EmissionAbsorption(few, WHITE, density);
        ImportanceDivision division = new ImportanceDivision(few, (double) few / all);
        RaySamples finer = new RaySamples(which.length, all);
        double[] lengths = new double[few];
        double[] colour = new double[3];
        for (int i = 0; i < which.length; i++) {
            int from = i * few;
            System.arraycopy(first.lengths, from, lengths, 0, few);
            sight.along(rays.direction(which[i]));
            medium.see((sample, number) -> sight.number(source, from + sample, number), lengths, colour);
            division.divide(lengths, medium.weights(), finer.lengths, i * all, all);
            double way = 0;
            for (int k = 0; k < all; k++) {
                double length = finer.lengths[i * all + k];
                double part = (way + within.getAsDouble() * length) / rays.length(which[i]);
                rays.point(which[i], part, finer.points, 3 * (i * all + k));
                way += length;
            }
        }
        return finer;
    }

    /** Samples of rays: their points, and the lengths of the parts of their rays that they stand for. */
    private static final class RaySamples {

        private final float[] points; // [rays, samples, 3]
        private final double[] lengths; // [rays, samples]

        RaySamples(int rays, int samples) {
            points = new float[Math.multiplyExact(3 * samples, rays)];
            lengths = new double[Math.multiplyExact(samples, rays)];
        }
    }

    /** Any brightness behind rays of pictures with a mask, so that what is solid and white differs from what is not there. */
    private double[] backgrounds(int[] rays, int step) {
        RandomSource random = new RandomSource(seed * 0xA24BAED4963EE407L + step + 5);
        return Arrays.stream(rays)
                .mapToDouble(ray -> seen.get(learnt.view(ray)).mask().isPresent() ? random.uniform() : WHITE)
                .toArray();
    }

    /** An epoch's rays; kept, since steps come one behind the other. */
    private int[] shuffled(int epoch) {
        if (epoch != shuffled) {
            order = new RandomSource(seed * 0x9E3779B97F4A7C15L + epoch + 1).permutation(learnt.count());
            shuffled = epoch;
        }
        return order;
    }

    @Override
    public int outputs() {
        return SeenOutputs.count(kind.directions());
    }

    @Override
    public Points evaluated() {
        return evaluated(Optional.empty());
    }

    @Override
    public Points evaluated(NetworkAnswers network) {
        return evaluated(Optional.of(network));
    }

    private Points evaluated(Optional<NetworkAnswers> network) {
        int[] all = IntStream.range(0, held.count()).toArray();
        RaySamples drawn = drawn(held, all, network, densities.apply(steps), () -> 0.5);
        lastLengths = drawn.lengths;
        return new PointSet(drawn.points, 3);
    }

    @Override
    public double score(float[] outputs) {
        return colourScores(pictures(outputs, new double[held.count()])).get(0).value();
    }

    /** Mean PSNR over the held views, and that of the worst; where the truth is known, how well their rays find the surface. */
    @Override
    public List<Score> scores(float[] outputs) {
        double[] ways = new double[held.count()];
        List<Score> scores = new ArrayList<>(colourScores(pictures(outputs, ways)));
        truth.ifPresent(surface -> {
            StereoScores stereo = StereoScores.of(held, surface, ray -> ways[ray]);
            scores.add(DEPTH.of(-20 * Math.log10(stereo.depth())));
            scores.add(CHAMFER.of(-20 * Math.log10(stereo.chamfer())));
            scores.add(ACCURACY.of(stereo.accuracy()));
            scores.add(COMPLETENESS.of(stereo.completeness()));
        });
        return scores;
    }

    private List<Score> colourScores(List<Image> shown) {
        double sum = 0;
        double worst = Double.POSITIVE_INFINITY;
        for (int i = 0; i < views.size(); i++) {
            double psnr =
                    Psnr.standard(shown.get(i).values(), views.get(i).picture().values());
            sum += psnr;
            worst = Math.min(worst, psnr);
        }
        return List.of(Measure.PSNR.of(sum / views.size()), WORST.of(worst));
    }

    /** The held views as the network shows them; {@code ways} receives where their rays meet a surface. */
    private List<Image> pictures(float[] outputs, double[] ways) {
        int samples = samples();
        if (lastLengths == null) {
            evaluated();
        }
        List<float[]> values = new ArrayList<>();
        for (View view : views) {
            float[] white = new float[view.picture().values().length];
            Arrays.fill(white, (float) WHITE);
            values.add(white);
        }
        EmissionAbsorption medium = new EmissionAbsorption(samples, WHITE, densities.apply(steps));
        SeenOutputs sight = new SeenOutputs(kind.directions(), link);
        SeenOutputs.PointOutputs source = (point, output) -> outputs[point * outputs() + output];
        double[] colour = new double[3];
        double[] lengths = new double[samples];
        for (int i = 0; i < held.count(); i++) {
            int from = i * samples;
            System.arraycopy(lastLengths, from, lengths, 0, samples);
            sight.along(held.direction(i));
            EmissionAbsorption.Outputs numbers = (sample, number) -> sight.number(source, from + sample, number);
            medium.see(numbers, lengths, colour);
            ways[i] = medium.met(numbers, lengths);
            for (int c = 0; c < 3; c++) {
                values.get(held.view(i))[3 * held.pixel(i) + c] = (float) colour[c];
            }
        }
        List<Image> pictures = new ArrayList<>();
        for (int i = 0; i < views.size(); i++) {
            Image truth = views.get(i).picture();
            pictures.add(new Image(truth.width(), truth.height(), 3, values.get(i)));
        }
        return pictures;
    }

    /** The rays of a step, each as many consecutive points as there are samples. */
    private final class RayColours implements OutputLoss {

        private final int[] rays;
        private final double[] lengths;
        private final double[] backgrounds;
        private final Density density;

        RayColours(int[] rays, double[] lengths, double[] backgrounds, Density density) {
            this.rays = rays;
            this.lengths = lengths;
            this.backgrounds = backgrounds;
            this.density = density;
        }

        @Override
        public int group() {
            return samples();
        }

        @Override
        public double gradient(OutputBlock block) {
            int samples = samples();
            EmissionAbsorption medium = new EmissionAbsorption(samples, WHITE, density);
            SeenOutputs sight = new SeenOutputs(kind.directions(), link);
            double[] colour = new double[3];
            double[] byColour = new double[3];
            double[] parts = new double[samples];
            SeenOutputs.PointOutputs source = block::value;
            SeenOutputs.PointGradients sink = block::setGradient;
            double loss = 0;
            for (int first = 0; first < block.count(); first += samples) {
                int from = first;
                int number = block.number(first) / samples;
                int ray = rays[number];
                System.arraycopy(lengths, number * samples, parts, 0, samples);
                sight.along(learnt.direction(ray));
                medium.on(backgrounds[number]);
                EmissionAbsorption.Outputs outputs = (sample, output) -> sight.number(source, from + sample, output);
                medium.see(outputs, parts, colour);
                for (int c = 0; c < 3; c++) {
                    double residual = colour[c] - colourSeen(ray, c, backgrounds[number]);
                    loss += residual * residual / (3.0 * rays.length);
                    byColour[c] = 2 * residual / (3.0 * rays.length);
                }
                medium.differentiate(
                        outputs,
                        parts,
                        byColour,
                        (sample, output, gradient) ->
                                sight.differentiate(source, from + sample, output, gradient, sink));
            }
            return loss;
        }
    }
}
