package org.inrzoo.scene;

/**
 * The density of a solid by its signed distance, VolSDF's (Yariv et al. 2021, equations 2 and 3): 1/β inside, none outside, by Laplace's
 * distribution between.
 *
 * <pre>σ(d) = ½ e^(-d/β) / β outside, (1 - ½ e^(d/β)) / β inside</pre>
 *
 * @param beta how soft the surface is, a length
 */
public record LaplaceDensity(double beta) implements Density {

    @Override
    public double of(double distance) {
        double tail = 0.5 * Math.exp(-Math.abs(distance) / beta);
        return (distance > 0 ? tail : 1 - tail) / beta;
    }

    @Override
    public double slope(double distance) {
        return -0.5 * Math.exp(-Math.abs(distance) / beta) / (beta * beta);
    }

    @Override
    public boolean isOfDistance() {
        return true;
    }
}
