package org.inrzoo.task;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
import org.inrzoo.scene.EmissionAbsorption;
import org.inrzoo.scene.SceneRays;
import org.inrzoo.scene.View;
import org.inrzoo.signal.ViewedScene;

/**
 * The mean squared error of the colours of rays, all that cross the cube around the scene; scored on views that are not learnt from.
 *
 * <p>A step takes as many rays as the recipe's batch has points for, in an order shuffled anew for each epoch.
 */
final class Radiance implements Objective {

    private static final double WHITE = 1;

    /** Points of a step where a recipe would take all. */
    private static final int BATCH = 1 << 16;

    private static final Measure WORST = new Measure("psnr-worst-view", "dB");

    private final RadianceObjective kind;
    private final SceneRays learnt;
    private final SceneRays held;
    private final List<View> seen;
    private final List<View> views;
    private final int perStep;
    private final long seed;

    Radiance(ViewedScene scene, RadianceObjective kind, Recipe recipe) {
        this.kind = kind;
        views = scene.held();
        learnt = SceneRays.of(cameras(scene.learnt()), scene.bound());
        held = SceneRays.of(cameras(views), scene.bound());
        seen = scene.learnt();
        int points = recipe.batch() == 0 ? BATCH : recipe.batch();
        perStep = Math.max(1, Math.min(learnt.count(), points / kind.samples()));
        seed = recipe.seed();
    }

    private static List<Camera> cameras(List<View> views) {
        return views.stream().map(View::camera).toList();
    }

    private float colourSeen(int ray, int channel) {
        return seen.get(learnt.view(ray)).picture().values()[3 * learnt.pixel(ray) + channel];
    }

    @Override
    public Batch batch(int step) {
        int stepsPerEpoch = Math.max(1, learnt.count() / perStep);
        RandomSource order = new RandomSource(seed * 0x9E3779B97F4A7C15L + step / stepsPerEpoch + 1);
        int[] all = order.permutation(learnt.count());
        int first = step % stepsPerEpoch * perStep;
        RandomSource random = new RandomSource(seed * 0xD1342543DE82EF95L + step * 0xAEF17502108EF2D9L + 3);
        int samples = kind.samples();
        float[] points = new float[Math.multiplyExact(3 * samples, perStep)];
        int[] rays = new int[perStep];
        for (int i = 0; i < perStep; i++) {
            rays[i] = all[first + i];
            for (int k = 0; k < samples; k++) {
                double part = kind.stratified() ? random.uniform() : 0.5;
                learnt.point(rays[i], (k + part) / samples, points, 3 * (i * samples + k));
            }
        }
        return new Batch(new PointSet(points, 3), new RayColours(rays));
    }

    @Override
    public int outputs() {
        return EmissionAbsorption.OUTPUTS;
    }

    @Override
    public Points evaluated() {
        int samples = kind.samples();
        float[] points = new float[Math.multiplyExact(3 * samples, held.count())];
        for (int i = 0; i < held.count(); i++) {
            for (int k = 0; k < samples; k++) {
                held.point(i, (k + 0.5) / samples, points, 3 * (i * samples + k));
            }
        }
        return new PointSet(points, 3);
    }

    @Override
    public double score(float[] outputs) {
        return scores(outputs).get(0).value();
    }

    /** Mean PSNR over the held views, and that of the worst. */
    @Override
    public List<Score> scores(float[] outputs) {
        List<Image> shown = pictures(outputs);
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

    private List<Image> pictures(float[] outputs) {
        int samples = kind.samples();
        List<float[]> values = new ArrayList<>();
        for (View view : views) {
            float[] white = new float[view.picture().values().length];
            Arrays.fill(white, (float) WHITE);
            values.add(white);
        }
        EmissionAbsorption medium = new EmissionAbsorption(samples, WHITE);
        double[] colour = new double[3];
        for (int i = 0; i < held.count(); i++) {
            int from = i * samples;
            medium.see(
                    (sample, output) -> outputs[(from + sample) * EmissionAbsorption.OUTPUTS + output],
                    held.length(i) / samples,
                    colour);
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

        RayColours(int[] rays) {
            this.rays = rays;
        }

        @Override
        public int group() {
            return kind.samples();
        }

        @Override
        public double gradient(OutputBlock block) {
            int samples = kind.samples();
            EmissionAbsorption medium = new EmissionAbsorption(samples, WHITE);
            double[] colour = new double[3];
            double[] byColour = new double[3];
            double loss = 0;
            for (int first = 0; first < block.count(); first += samples) {
                int from = first;
                int ray = rays[block.number(first) / samples];
                double delta = learnt.length(ray) / samples;
                EmissionAbsorption.Outputs outputs = (sample, output) -> block.value(from + sample, output);
                medium.see(outputs, delta, colour);
                for (int c = 0; c < 3; c++) {
                    double residual = colour[c] - colourSeen(ray, c);
                    loss += residual * residual / (3.0 * rays.length);
                    byColour[c] = 2 * residual / (3.0 * rays.length);
                }
                medium.differentiate(
                        outputs,
                        delta,
                        byColour,
                        (sample, output, gradient) -> block.setGradient(from + sample, output, gradient));
            }
            return loss;
        }
    }
}
