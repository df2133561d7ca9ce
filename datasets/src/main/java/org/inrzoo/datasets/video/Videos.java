package org.inrzoo.datasets.video;

import java.util.ArrayList;
import java.util.List;
import org.inrzoo.datasets.Image;
import org.inrzoo.datasets.PerlinNoise;
import org.inrzoo.datasets.RandomNumbers;

/**
 * Videos by name, computed and nobody's: {@code scene} and {@code scene:7}, a moving scene from seed 0 and 7, of 48 frames of
 * 128x128 in colour, 24 a second.
 */
public final class Videos {

    private static final int FRAMES = 48;
    private static final int SIDE = 128;
    private static final double RATE = 24;
    private static final int BALLS = 5;

    private Videos() {}

    /** The names. */
    public static List<String> names() {
        return List.of("scene");
    }

    /**
     * A video by its name.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public static Video named(String name) {
        if (name.matches("scene(:[0-9]{1,18})?")) {
            return scene(name.equals("scene") ? 0 : Long.parseLong(name.substring(6)), FRAMES, SIDE, RATE);
        }
        throw new IllegalArgumentException(
                "there is no video named '" + name + "'; there are: scene, scene:SEED such as scene:7");
    }

    /** A ball that flies to and fro; places and sizes in sides of the frame, turns and speeds in turns a second. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Ball(
            double x,
            double y,
            double reach,
            double speed,
            double phase,
            double radius,
            double stripes,
            double[] colour) {

        double centreX(double t) {
            return x + reach * StrictMath.sin(2 * StrictMath.PI * (speed * t + phase));
        }

        double centreY(double t) {
            return y + 0.6 * reach * StrictMath.cos(2 * StrictMath.PI * (1.3 * speed * t + phase));
        }

        /** How bright its surface is, which turns with it: stripes, darker towards the edge. */
        double shade(double dx, double dy, double t) {
            double angle = 2 * StrictMath.PI * (speed * t + phase);
            double along = StrictMath.cos(angle) * dx + StrictMath.sin(angle) * dy;
            double stripe = 0.75 + 0.25 * StrictMath.sin(2 * StrictMath.PI * stripes * along / radius);
            return stripe * (0.45 + 0.55 * StrictMath.sqrt(Math.max(0, 1 - (dx * dx + dy * dy) / (radius * radius))));
        }
    }

    /**
     * A moving scene with detail at several scales: a sky of noise that drifts, a chequered floor that comes nearer, and
     * balls with stripes, coarse and fine, that fly and turn before them.
     *
     * @param seed   draws the noise and the balls
     * @param frames at least 1
     * @param side   pixels of a frame along both axes, at least 16
     * @param rate   frames a second, positive
     */
    public static Video scene(long seed, int frames, int side, double rate) {
        if (frames < 1 || side < 16 || side > 4096 || !(rate > 0) || (long) frames * side * side > 1 << 29) {
            throw new IllegalArgumentException("no scene has " + frames + " frames of " + side + "x" + side);
        }
        RandomNumbers random = new RandomNumbers(seed);
        List<Ball> balls = random(random);
        Image coarse = new PerlinNoise(4, seed).image(256);
        Image fine = new PerlinNoise(24, seed + 1).image(256);
        float[] values = new float[frames * side * side * 3];
        double[] colour = new double[3];
        int at = 0;
        for (int frame = 0; frame < frames; frame++) {
            double t = frame / rate;
            for (int y = 0; y < side; y++) {
                for (int x = 0; x < side; x++) {
                    paint(colour, (x + 0.5) / side, (y + 0.5) / side, t, 1.0 / side, balls, coarse, fine);
                    for (double value : colour) {
                        values[at++] = (float) Math.max(0, Math.min(1, value));
                    }
                }
            }
        }
        return new Video(frames, side, side, 3, rate, values);
    }

    private static List<Ball> random(RandomNumbers random) {
        List<Ball> balls = new ArrayList<>();
        for (int i = 0; i < BALLS; i++) {
            double[] colour = {random.uniform(0.2, 1), random.uniform(0.2, 1), random.uniform(0.2, 1)};
            balls.add(new Ball(
                    random.uniform(0.25, 0.75),
                    random.uniform(0.25, 0.65),
                    random.uniform(0.1, 0.3),
                    random.uniform(0.2, 0.6),
                    random.uniform(),
                    random.uniform(0.06, 0.16),
                    random.uniform(0.5, 3),
                    colour));
        }
        return balls;
    }

    private static void paint(
            double[] colour, double x, double y, double t, double pixel, List<Ball> balls, Image coarse, Image fine) {
        if (y < 0.62) {
            double cloud = 0.75 * noise(coarse, x + 0.08 * t, y) + 0.25 * noise(fine, x + 0.12 * t, y);
            set(colour, 0.35 + 0.5 * cloud, 0.5 + 0.4 * cloud, 0.8 + 0.15 * cloud);
        } else {
            double depth = 0.25 / (y - 0.55);
            double tile = wave(3 * (x - 0.5) * depth * 2) * wave(3 * (depth + 0.4 * t));
            double far = Math.min(1, 12 * pixel * depth * depth); // tiles smaller than pixels become gray
            double level = 0.45 + 0.3 * (1 - far) * Math.max(-1, Math.min(1, 4 * tile));
            set(colour, level, 0.9 * level, 0.75 * level);
        }
        for (Ball ball : balls) {
            double dx = x - ball.centreX(t);
            double dy = y - ball.centreY(t);
            double inside = (ball.radius() - StrictMath.sqrt(dx * dx + dy * dy)) / pixel + 0.5;
            if (inside > 0) {
                double covered = Math.min(1, inside);
                double shade = ball.shade(dx, dy, t);
                for (int channel = 0; channel < 3; channel++) {
                    colour[channel] += covered * (shade * ball.colour()[channel] - colour[channel]);
                }
            }
        }
    }

    private static void set(double[] colour, double red, double green, double blue) {
        colour[0] = red;
        colour[1] = green;
        colour[2] = blue;
    }

    private static double wave(double turns) {
        return StrictMath.sin(2 * StrictMath.PI * turns);
    }

    /** Between the pixels of the noise, mirrored so that it has no seam. */
    private static double noise(Image noise, double x, double y) {
        double u = mirrored(x) * (noise.width() - 1);
        double v = mirrored(y) * (noise.height() - 1);
        int left = Math.min((int) u, noise.width() - 2);
        int top = Math.min((int) v, noise.height() - 2);
        double upper = mix(value(noise, left, top), value(noise, left + 1, top), u - left);
        double lower = mix(value(noise, left, top + 1), value(noise, left + 1, top + 1), u - left);
        return mix(upper, lower, v - top);
    }

    private static double mirrored(double x) {
        double folded = Math.abs(x) % 2;
        return folded > 1 ? 2 - folded : folded;
    }

    private static double value(Image noise, int x, int y) {
        return noise.values()[y * noise.width() + x];
    }

    private static double mix(double a, double b, double t) {
        return a + t * (b - a);
    }
}
