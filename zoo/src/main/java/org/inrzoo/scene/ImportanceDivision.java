package org.inrzoo.scene;

import java.util.Arrays;

/**
 * Divides a ray anew where a first look at it found light (Mildenhall et al. 2020, equation 5): the parts' weights, as parts of their sum, are a
 * density along the ray, of which the new parts hold equal shares. Theirs are samples drawn from that density beside the first ones; here a
 * part of the new ones is as dense as the first, and all are drawn within parts of their own.
 *
 * <pre>p_i = e / n + (1 - e) w_i / Σ w     probability of first part i of n</pre>
 */
public final class ImportanceDivision {

    private static final double NOTHING = 1e-12;

    private final double even;
    private final double[] probabilities;

    /**
     * Of rays with so many first parts.
     *
     * @param first n
     * @param even e, above 0: what is shared out as the first parts are
     */
    public ImportanceDivision(int first, double even) {
        this.even = even;
        probabilities = new double[first];
    }

    /**
     * Divides a ray anew.
     *
     * @param lengths of the first parts, which cover the whole way
     * @param weights of the first parts, none below 0; where all are 0 the new parts are as dense as the first
     * @param target receives the lengths of the new parts, which cover the whole way too, from {@code at} on
     * @param count of new parts
     */
    public void divide(double[] lengths, double[] weights, double[] target, int at, int count) {
        int n = probabilities.length;
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += weights[i];
        }
        if (sum < NOTHING) {
            Arrays.fill(probabilities, 1.0 / n);
        } else {
            for (int i = 0; i < n; i++) {
                probabilities[i] = even / n + (1 - even) * weights[i] / sum;
            }
        }
        int part = 0;
        double before = 0; // probability of the parts before
        double way = 0; // their length
        double last = 0;
        for (int k = 1; k <= count; k++) {
            double wanted = (double) k / count;
            while (part < n - 1 && before + probabilities[part] < wanted) {
                before += probabilities[part];
                way += lengths[part];
                part++;
            }
            double within = k == count ? 1 : Math.min(1, (wanted - before) / probabilities[part]);
            double end = k == count ? rest(lengths, part, way) : way + within * lengths[part];
            target[at + k - 1] = Math.max(0, end - last);
            last = end;
        }
    }

    /** The end of the whole way. */
    private static double rest(double[] lengths, int part, double way) {
        double end = way;
        for (int i = part; i < lengths.length; i++) {
            end += lengths[i];
        }
        return end;
    }
}
