package org.inrzoo.scan;

import org.apache.commons.math3.special.BesselJ;

/**
 * A filled ellipse, and what scanners measure of it in closed form.
 *
 * @param value added to the picture inside
 * @param a half axis along the ellipse's own x, greater than 0
 * @param b half axis along its own y, greater than 0
 * @param x centre
 * @param y centre, upwards
 * @param degrees by which the ellipse is turned, counter-clockwise
 */
public record Ellipse(double value, double a, double b, double x, double y, double degrees) {

    /** Checks the axes. */
    public Ellipse {
        if (!(a > 0 && b > 0)) {
            throw new IllegalArgumentException("an ellipse's half axes are positive, not " + a + " and " + b);
        }
    }

    /** The ellipse's value at a point: {@link #value} inside, 0 outside. */
    public double at(double px, double py) {
        double radius = Math.max(a, b);
        if (square(px - x) + square(py - y) > radius * radius) {
            return 0;
        }
        double cos = Math.cos(Math.toRadians(degrees));
        double sin = Math.sin(Math.toRadians(degrees));
        double u = ((px - x) * cos + (py - y) * sin) / a;
        double v = ((py - y) * cos - (px - x) * sin) / b;
        return u * u + v * v <= 1 ? value : 0;
    }

    /**
     * The integral along the line x cos θ + y sin θ = s: the value times the length of the chord (Kak and Slaney, Principles of
     * Computerized Tomographic Imaging, §3.1).
     *
     * @param theta the direction of the line's normal, radians
     * @param s the line's distance from the centre of the field of view
     */
    public double lineIntegral(double theta, double s) {
        double turned = theta - Math.toRadians(degrees);
        double reach = square(a * Math.cos(turned)) + square(b * Math.sin(turned));
        double offset = s - x * Math.cos(theta) - y * Math.sin(theta);
        double chord = reach - offset * offset;
        return chord <= 0 ? 0 : 2 * value * a * b * Math.sqrt(chord) / reach;
    }

    /**
     * The Fourier transform ∫∫ f e^{-2πi(kx·x + ky·y)}, by Bessel's J₁ (Van de Walle et al., IEEE Trans. Med. Imaging 19, 2000).
     *
     * @param kx cycles per unit of x
     * @param ky cycles per unit of y
     * @return real part, imaginary part
     */
    public double[] transform(double kx, double ky) {
        double cos = Math.cos(Math.toRadians(degrees));
        double sin = Math.sin(Math.toRadians(degrees));
        double radius = Math.hypot(a * (kx * cos + ky * sin), b * (ky * cos - kx * sin));
        double size = radius < 1e-12 ? Math.PI : BesselJ.value(1, 2 * Math.PI * radius) / radius;
        double amplitude = value * a * b * size;
        double phase = -2 * Math.PI * (kx * x + ky * y);
        return new double[] {amplitude * Math.cos(phase), amplitude * Math.sin(phase)};
    }

    private static double square(double value) {
        return value * value;
    }
}
