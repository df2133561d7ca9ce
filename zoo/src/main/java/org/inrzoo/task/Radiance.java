package org.inrzoo.task;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.inrzoo.datasets.Image;
import org.inrzoo.engine.OutputBlock;
import org.inrzoo.engine.OutputLoss;
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
import org.inrzoo.scene.Obstacle;
import org.inrzoo.scene.OutputLink;
import org.inrzoo.scene.RayDivision;
import org.inrzoo.scene.SceneRays;
import org.inrzoo.scene.StereoScores;
import org.inrzoo.scene.View;
import org.inrzoo.scene.VisualHull;
import org.inrzoo.signal.ViewedScene;

/**
 * The mean squared error of the colours of rays, all that cross the cube around the scene; scored on views that are not learnt from.
 *
 * <p>A step takes as many rays as the recipe's batch has points for, in an order shuffled anew for each epoch. Rays of pictures with a mask are
 * seen in front of another gray at every step (as Müller et al. 2022 do with colours).
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
        perStep = Math.max(1, Math.min(learnt.count(), points / kind.samples()));
        seed = recipe.seed();
        this.link = link;
        this.densities = densities;
        steps = recipe.steps();
        truth = scene.truth();
        hull = kind.empty() < 1 ? Optional.of(new VisualHull(seen, scene.bound(), HULL_CELLS)) : Optional.empty();
    }

    private RayDivision division(SceneRays rays) {
        return new RayDivision(rays, hull, kind.empty(), kind.samples());
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

    @Override
    public Batch batch(int step) {
        int stepsPerEpoch = Math.max(1, learnt.count() / perStep);
        int[] all = shuffled(step / stepsPerEpoch);
        int first = step % stepsPerEpoch * perStep;
        RandomSource random = new RandomSource(seed * 0xD1342543DE82EF95L + step * 0xAEF17502108EF2D9L + 3);
        int samples = kind.samples();
        float[] points = new float[Math.multiplyExact(3 * samples, perStep)];
        int[] rays = new int[perStep];
        RayDivision division = division(learnt);
        for (int i = 0; i < perStep; i++) {
            rays[i] = all[first + i];
            division.divide(rays[i]);
            for (int k = 0; k < samples; k++) {
                double part = kind.stratified() ? random.uniform() : 0.5;
                learnt.point(rays[i], division.part(k, part), points, 3 * (i * samples + k));
            }
        }
        return new Batch(new PointSet(points, 3), new RayColours(rays, backgrounds(rays, step), densities.apply(step)));
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
        return EmissionAbsorption.OUTPUTS;
    }

    @Override
    public Points evaluated() {
        int samples = kind.samples();
        float[] points = new float[Math.multiplyExact(3 * samples, held.count())];
        RayDivision division = division(held);
        for (int i = 0; i < held.count(); i++) {
            division.divide(i);
            for (int k = 0; k < samples; k++) {
                held.point(i, division.part(k, 0.5), points, 3 * (i * samples + k));
            }
        }
        return new PointSet(points, 3);
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
        int samples = kind.samples();
        List<float[]> values = new ArrayList<>();
        for (View view : views) {
            float[] white = new float[view.picture().values().length];
            Arrays.fill(white, (float) WHITE);
            values.add(white);
        }
        EmissionAbsorption medium = new EmissionAbsorption(samples, WHITE, densities.apply(steps));
        double[] colour = new double[3];
        RayDivision division = division(held);
        for (int i = 0; i < held.count(); i++) {
            int from = i * samples;
            division.divide(i);
            EmissionAbsorption.Outputs numbers =
                    (sample, output) -> link.free(outputs[(from + sample) * EmissionAbsorption.OUTPUTS + output]);
            medium.see(numbers, division.lengths(), colour);
            ways[i] = medium.met(numbers, division.lengths());
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
        private final double[] backgrounds;
        private final Density density;

        RayColours(int[] rays, double[] backgrounds, Density density) {
            this.rays = rays;
            this.backgrounds = backgrounds;
            this.density = density;
        }

        @Override
        public int group() {
            return kind.samples();
        }

        @Override
        public double gradient(OutputBlock block) {
            int samples = kind.samples();
            EmissionAbsorption medium = new EmissionAbsorption(samples, WHITE, density);
            double[] colour = new double[3];
            double[] byColour = new double[3];
            RayDivision division = division(learnt);
            double loss = 0;
            for (int first = 0; first < block.count(); first += samples) {
                int from = first;
                int number = block.number(first) / samples;
                int ray = rays[number];
                division.divide(ray);
                medium.on(backgrounds[number]);
                EmissionAbsorption.Outputs outputs = (sample, output) -> link.free(block.value(from + sample, output));
                medium.see(outputs, division.lengths(), colour);
                for (int c = 0; c < 3; c++) {
                    double residual = colour[c] - colourSeen(ray, c, backgrounds[number]);
                    loss += residual * residual / (3.0 * rays.length);
                    byColour[c] = 2 * residual / (3.0 * rays.length);
                }
                medium.differentiate(
                        outputs,
                        division.lengths(),
                        byColour,
                        (sample, output, gradient) -> block.setGradient(from + sample, output, (float)
                                (gradient * link.slope(block.value(from + sample, output)))));
            }
            return loss;
        }
    }
}
