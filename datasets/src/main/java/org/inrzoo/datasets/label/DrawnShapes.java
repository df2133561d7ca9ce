package org.inrzoo.datasets.label;

import java.util.List;
import java.util.Optional;
import org.inrzoo.datasets.RandomNumbers;

/**
 * One shape on a plain ground: RGB, 32×32, 8 classes; colours, place, size and turn are drawn and tell nothing of the class.
 * {@code shapes:SEED} draws others.
 */
public final class DrawnShapes implements PictureSource {

    private static final int SIDE = 32;
    private static final int SAMPLES = 3;
    private static final double NOISE = 0.08;
    private static final double LEAST_CONTRAST = 0.25;

    private static final List<String> CLASSES =
            List.of("disc", "ring", "square", "frame", "triangle", "cross", "star", "bar");

    @Override
    public String name() {
        return "shapes";
    }

    @Override
    public String usage() {
        return "shapes[:SEED]";
    }

    @Override
    public String summary() {
        return "2,000 + 800 computed pictures of a shape in any colour, 32x32, 8 classes";
    }

    @Override
    public Optional<String> licence() {
        return Optional.of("computed; nobody's rights are on it");
    }

    @Override
    public PictureSet read(Optional<String> argument) {
        long seed = PictureSources.seed(this, argument);
        return DrawnPictures.of(name(), 3, SIDE, CLASSES, seed, DrawnShapes::draw);
    }

    private static double[] draw(int label, RandomNumbers random) {
        double[] ground = color(random);
        double[] paint = color(random);
        while (distance(ground, paint) < LEAST_CONTRAST) {
            paint = color(random);
        }
        double radius = random.uniform(5, 12);
        double x0 = random.uniform(radius, SIDE - radius);
        double y0 = random.uniform(radius, SIDE - radius);
        double turn = random.angle();
        double cos = StrictMath.cos(turn) / radius;
        double sin = StrictMath.sin(turn) / radius;
        double[] values = new double[3 * SIDE * SIDE];
        for (int i = 0; i < SIDE * SIDE; i++) {
            int inside = 0;
            int row = i / SIDE;
            for (int s = 0; s < SAMPLES * SAMPLES; s++) {
                int down = s / SAMPLES;
                double x = i % SIDE + (s % SAMPLES + 0.5) / SAMPLES - x0;
                double y = row + (down + 0.5) / SAMPLES - y0;
                inside += isInside(label, x * cos + y * sin, y * cos - x * sin) ? 1 : 0;
            }
            double part = (double) inside / (SAMPLES * SAMPLES);
            for (int c = 0; c < 3; c++) {
                values[c * SIDE * SIDE + i] =
                        ground[c] + part * (paint[c] - ground[c]) + DrawnPictures.noise(random, NOISE);
            }
        }
        return values;
    }

    private static double[] color(RandomNumbers random) {
        return new double[] {random.uniform(), random.uniform(), random.uniform()};
    }

    private static double distance(double[] a, double[] b) {
        return (Math.abs(a[0] - b[0]) + Math.abs(a[1] - b[1]) + Math.abs(a[2] - b[2])) / 3;
    }

    /** Whether a point of the plane, in which the shape fits into the unit disc, is inside it. */
    private static boolean isInside(int label, double x, double y) {
        double square = Math.max(Math.abs(x), Math.abs(y));
        double r = Math.sqrt(x * x + y * y);
        if (r > 1.3) {
            return false;
        }
        return switch (CLASSES.get(label)) {
            case "disc" -> r < 0.85;
            case "ring" -> r < 1 && r > 0.6;
            case "square" -> square < 0.7;
            case "frame" -> square < 0.75 && square > 0.42;
            case "triangle" -> y > -0.5 && y < 1 - 1.75 * Math.abs(x);
            case "cross" -> square < 0.9 && Math.min(Math.abs(x), Math.abs(y)) < 0.25;
            case "star" -> r < 0.62 + 0.38 * StrictMath.cos(5 * StrictMath.atan2(y, x));
            case "bar" -> Math.abs(x) < 0.28 && Math.abs(y) < 0.95;
            default -> throw new IllegalArgumentException("there is no shape " + label);
        };
    }
}
