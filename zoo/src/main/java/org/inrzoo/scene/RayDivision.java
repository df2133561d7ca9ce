package org.inrzoo.scene;

import java.util.Optional;

/**
 * Where the samples of a ray lie: in as many parts of its way through the cube, all of one length, or longer ones where a hull says that
 * there is nothing. The parts cover the whole way, so that nothing is left out. One serves one thread at a time.
 */
public final class RayDivision {

    /** Pieces of the way that are told empty or not. */
    private static final int PIECES = 128;

    private final SceneRays rays;
    private final Optional<VisualHull> hull;
    private final double empty;
    private final double[] ends;
    private final double[] lengths;
    private final double[] reached = new double[PIECES + 1];
    private final float[] place = new float[3];

    /**
     * Divisions of rays.
     *
     * @param hull what may hold something; empty where all may
     * @param empty how densely samples lie where nothing is, as a part of the density elsewhere
     */
    public RayDivision(SceneRays rays, Optional<VisualHull> hull, double empty, int samples) {
        this.rays = rays;
        this.hull = hull;
        this.empty = empty;
        ends = new double[samples + 1];
        lengths = new double[samples];
    }

    /** Divides a ray. */
    public void divide(int ray) {
        int samples = lengths.length;
        if (hull.isEmpty()) {
            for (int i = 0; i <= samples; i++) {
                ends[i] = (double) i / samples;
            }
        } else {
            weigh(ray, hull.get());
            int piece = 0;
            for (int i = 1; i < samples; i++) {
                double wanted = reached[PIECES] * i / samples;
                while (reached[piece + 1] < wanted) {
                    piece++;
                }
                ends[i] = (piece + (wanted - reached[piece]) / (reached[piece + 1] - reached[piece])) / PIECES;
            }
            ends[samples] = 1;
        }
        for (int i = 0; i < samples; i++) {
            lengths[i] = rays.length(ray) * (ends[i + 1] - ends[i]);
        }
    }

    private void weigh(int ray, VisualHull full) {
        for (int k = 0; k < PIECES; k++) {
            rays.point(ray, (k + 0.5) / PIECES, place, 0);
            reached[k + 1] = reached[k] + (full.mayHold(place[0], place[1], place[2]) ? 1 : empty);
        }
    }

    /** The lengths of the parts of the ray that was divided last; overwritten by the next. */
    public double[] lengths() {
        return lengths;
    }

    /** The place at a part of a sample's own part of the way, as a part of the ray's whole way. */
    public double part(int sample, double within) {
        return ends[sample] + within * (ends[sample + 1] - ends[sample]);
    }
}
