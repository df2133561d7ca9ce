package org.inrzoo.scene;

import java.util.ArrayList;
import java.util.List;

/** The rays of some cameras that cross a cube about 0, each from where it enters to where it leaves; what misses it sees the background. */
public final class SceneRays {

    private static final int NUMBERS = 7;

    private final double bound;
    private final double[] segments;
    private final int[] viewOf;
    private final int[] pixelOf;

    private SceneRays(double bound, List<double[]> segments, List<int[]> sources) {
        this.bound = bound;
        this.segments = new double[NUMBERS * segments.size()];
        viewOf = new int[segments.size()];
        pixelOf = new int[segments.size()];
        for (int i = 0; i < viewOf.length; i++) {
            System.arraycopy(segments.get(i), 0, this.segments, NUMBERS * i, NUMBERS);
            viewOf[i] = sources.get(i)[0];
            pixelOf[i] = sources.get(i)[1];
        }
    }

    /**
     * The rays of all pixels.
     *
     * @param bound half the cube's side
     */
    public static SceneRays of(List<Camera> cameras, double bound) {
        List<double[]> segments = new ArrayList<>();
        List<int[]> sources = new ArrayList<>();
        for (int v = 0; v < cameras.size(); v++) {
            Camera camera = cameras.get(v);
            for (int pixel = 0; pixel < camera.width() * camera.height(); pixel++) {
                double[] segment = segment(
                        camera.position(), camera.direction(pixel % camera.width(), pixel / camera.width()), bound);
                if (segment[6] > 0) {
                    segments.add(segment);
                    sources.add(new int[] {v, pixel});
                }
            }
        }
        return new SceneRays(bound, segments, sources);
    }

    /** Where the ray enters the cube (3), the unit direction (3), and its length inside, 0 where it misses. */
    private static double[] segment(Vector origin, Vector direction, double bound) {
        double[] o = {origin.x(), origin.y(), origin.z()};
        double[] d = {direction.x(), direction.y(), direction.z()};
        double near = 0;
        double far = Double.POSITIVE_INFINITY;
        for (int axis = 0; axis < 3; axis++) {
            double a = (-bound - o[axis]) / d[axis];
            double b = (bound - o[axis]) / d[axis];
            near = Math.max(near, Math.min(a, b));
            far = Math.min(far, Math.max(a, b));
        }
        double length = Math.max(0, far - near);
        return new double[] {o[0] + near * d[0], o[1] + near * d[1], o[2] + near * d[2], d[0], d[1], d[2], length};
    }

    /** How many rays there are. */
    public int count() {
        return viewOf.length;
    }

    /** The ray's length inside the cube. */
    public double length(int ray) {
        return segments[NUMBERS * ray + 6];
    }

    /** Half the cube's side. */
    public double bound() {
        return bound;
    }

    /** The unit vector along a ray. */
    public Vector direction(int ray) {
        int from = NUMBERS * ray + 3;
        return new Vector(segments[from], segments[from + 1], segments[from + 2]);
    }

    /** The place so far along a ray's way through the cube. */
    public Vector place(int ray, double way) {
        int from = NUMBERS * ray;
        return new Vector(segments[from], segments[from + 1], segments[from + 2])
                .plus(direction(ray).times(way));
    }

    /** The number of its camera. */
    public int view(int ray) {
        return viewOf[ray];
    }

    /** The number of its pixel, row by row. */
    public int pixel(int ray) {
        return pixelOf[ray];
    }

    /** Writes the point at a part of the ray's way through the cube, z, y, x in [0,1], to {@code target} from {@code at} on. */
    public void point(int ray, double part, float[] target, int at) {
        int from = NUMBERS * ray;
        double t = part * segments[from + 6];
        for (int axis = 0; axis < 3; axis++) {
            double place = segments[from + axis] + t * segments[from + 3 + axis];
            target[at + 2 - axis] = (float) Math.max(0, Math.min(1, (place + bound) / (2 * bound)));
        }
    }
}
