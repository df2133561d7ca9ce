package org.inrzoo.task;

/**
 * A signal between its samples: the series of cosines that passes through all of them and goes on beyond both ends as in a mirror,
 * with its derivatives.
 *
 * <pre>
 * f(p) = Σ_k c_k cos(π k p),   c_k = (2 - [k = 0]) / n · Σ_i f_i cos(π k p_i),   p_i = (i + ½)/n
 * f'(p) = -Σ_k π k c_k sin(π k p),   f''(p) = -Σ_k (π k)² c_k cos(π k p)
 * </pre>
 */
final class CosineSeries {

    private final int samples;
    private final int places;
    private final double[] coefficients; // [k, samples]
    private final double[] cosines; // [places, k]
    private final double[] sines;

    /**
     * The series through {@code samples} samples at the centres of as many equal parts of [0,1], looked at in the centres of {@code
     * places} parts.
     */
    CosineSeries(int samples, int places) {
        this.samples = samples;
        this.places = places;
        coefficients = new double[samples * samples];
        cosines = new double[places * samples];
        sines = new double[places * samples];
        for (int k = 0; k < samples; k++) {
            for (int i = 0; i < samples; i++) {
                double weight = (k == 0 ? 1.0 : 2.0) / samples;
                coefficients[k * samples + i] = weight * Math.cos(Math.PI * k * (i + 0.5) / samples);
            }
            for (int i = 0; i < places; i++) {
                double phase = Math.PI * k * (i + 0.5) / places;
                cosines[i * samples + k] = Math.cos(phase);
                sines[i * samples + k] = Math.sin(phase);
            }
        }
    }

    /** Places on the line. */
    int places() {
        return places;
    }

    /**
     * The derivative of some order at the places.
     *
     * @param order 0, 1 or 2
     * @param line [samples]
     * @return [places], per unit of p
     */
    double[] derivative(int order, double[] line) {
        double[] weighted = new double[samples];
        for (int k = 0; k < samples; k++) {
            double sum = 0;
            for (int i = 0; i < samples; i++) {
                sum += line[i] * coefficients[k * samples + i];
            }
            weighted[k] = sum * (order == 0 ? 1 : order == 1 ? -Math.PI * k : -Math.PI * k * Math.PI * k);
        }
        double[] waves = order == 1 ? sines : cosines;
        double[] result = new double[places];
        for (int place = 0; place < places; place++) {
            double sum = 0;
            for (int k = 0; k < samples; k++) {
                sum += weighted[k] * waves[place * samples + k];
            }
            result[place] = sum;
        }
        return result;
    }
}
