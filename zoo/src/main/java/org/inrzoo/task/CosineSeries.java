package org.inrzoo.task;

import java.util.Arrays;

/**
 * Derivatives of a signal through its samples: of the series of cosines that passes through all of them and goes on beyond both
 * ends as in a mirror.
 *
 * <pre>
 * f(p) = Σ_k c_k cos(π k p),   c_k = (2 - [k = 0]) / n · Σ_i f_i cos(π k p_i),   p_i = (i + ½)/n
 * f'(p) = -Σ_k π k c_k sin(π k p),   f''(p) = -Σ_k (π k)² c_k cos(π k p)
 * </pre>
 */
final class CosineSeries {

    private final int count;
    private final double[] turns;

    /** The series through {@code count} samples, at the centres of as many equal parts of [0,1]. */
    CosineSeries(int count) {
        this.count = count;
        turns = new double[4 * count]; // cos(π j / 2n): all angles are π k (2i + 1) / 2n
        for (int j = 0; j < turns.length; j++) {
            turns[j] = Math.cos(Math.PI * j / (2 * count));
        }
    }

    private double cosine(int k, int i) {
        return turns[(int) ((long) k * (2 * i + 1) % turns.length)];
    }

    /** sin x = cos(x - π/2), n steps of the table back. */
    private double sine(int k, int i) {
        return turns[(int) (((long) k * (2 * i + 1) + 3L * count) % turns.length)];
    }

    /**
     * The derivatives at the samples.
     *
     * @param samples [count]
     * @param first receives f', [count], per unit of p
     * @param second receives f''
     */
    void derivatives(double[] samples, double[] first, double[] second) {
        Arrays.fill(first, 0);
        Arrays.fill(second, 0);
        for (int k = 1; k < count; k++) {
            double coefficient = 0;
            for (int i = 0; i < count; i++) {
                coefficient += 2 * samples[i] * cosine(k, i) / count;
            }
            double angular = Math.PI * k;
            for (int i = 0; i < count; i++) {
                first[i] -= angular * coefficient * sine(k, i);
                second[i] -= angular * angular * coefficient * cosine(k, i);
            }
        }
    }
}
