package org.inrzoo.scan;

import java.util.List;
import java.util.stream.IntStream;
import org.jtransforms.fft.DoubleFFT_2D;
import org.jtransforms.fft.DoubleFFT_3D;

/**
 * What a magnetic resonance scanner keeps of a real picture or volume: those Fourier coefficients that its mask names. The
 * transform is unitary, its zero frequency comes first.
 */
public final class FourierSampling implements LinearOperator {

    private final List<Integer> sizes;
    private final int points;
    private final int[] kept;

    /**
     * The sampling of a grid.
     *
     * @param sizes samples per axis, two or three axes
     * @param mask one for every coefficient, row-major: whether it is kept
     */
    public FourierSampling(List<Integer> sizes, boolean[] mask) {
        this.sizes = List.copyOf(sizes);
        points = sizes.stream().reduce(1, Math::multiplyExact);
        if (sizes.size() < 2 || sizes.size() > 3 || mask.length != points) {
            throw new IllegalArgumentException(
                    "a mask of " + mask.length + " coefficients is not one of a grid of " + sizes);
        }
        kept = IntStream.range(0, points).filter(i -> mask[i]).toArray();
    }

    @Override
    public int inputs() {
        return points;
    }

    /** Two for every coefficient: real part, imaginary part. */
    @Override
    public int outputs() {
        return 2 * kept.length;
    }

    @Override
    public double[] apply(double[] picture) {
        LinearOperator.require(picture, inputs());
        double[] spectrum = new double[2 * points];
        for (int i = 0; i < points; i++) {
            spectrum[2 * i] = picture[i];
        }
        transform(spectrum, true);
        double scale = 1 / Math.sqrt(points);
        double[] coefficients = new double[outputs()];
        for (int i = 0; i < kept.length; i++) {
            coefficients[2 * i] = scale * spectrum[2 * kept[i]];
            coefficients[2 * i + 1] = scale * spectrum[2 * kept[i] + 1];
        }
        return coefficients;
    }

    /** The picture whose missing coefficients are zero: its real part; also the zero-filled reconstruction. */
    @Override
    public double[] adjoint(double[] coefficients) {
        LinearOperator.require(coefficients, outputs());
        double[] spectrum = new double[2 * points];
        for (int i = 0; i < kept.length; i++) {
            spectrum[2 * kept[i]] = coefficients[2 * i];
            spectrum[2 * kept[i] + 1] = coefficients[2 * i + 1];
        }
        transform(spectrum, false);
        double scale = Math.sqrt(points); // JTransforms' inverse divides by the number of points
        double[] picture = new double[points];
        for (int i = 0; i < points; i++) {
            picture[i] = scale * spectrum[2 * i];
        }
        return picture;
    }

    private void transform(double[] spectrum, boolean forward) {
        if (sizes.size() == 2) {
            DoubleFFT_2D fft = new DoubleFFT_2D(sizes.get(0), sizes.get(1));
            if (forward) {
                fft.complexForward(spectrum);
            } else {
                fft.complexInverse(spectrum, true);
            }
            return;
        }
        DoubleFFT_3D fft = new DoubleFFT_3D(sizes.get(0), sizes.get(1), sizes.get(2));
        if (forward) {
            fft.complexForward(spectrum);
        } else {
            fft.complexInverse(spectrum, true);
        }
    }
}
