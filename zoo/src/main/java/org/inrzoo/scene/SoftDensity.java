package org.inrzoo.scene;

/** σ = 20 softplus(x - 3): above 0 everywhere, thin at first. */
public record SoftDensity() implements Density {

    private static final double DENSITY = 20;
    private static final double SHIFT = 3;

    @Override
    public double of(double number) {
        double x = number - SHIFT;
        return DENSITY * (Math.max(0, x) + Math.log1p(Math.exp(-Math.abs(x))));
    }

    @Override
    public double slope(double number) {
        return DENSITY / (1 + Math.exp(SHIFT - number));
    }
}
