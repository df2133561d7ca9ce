package org.inrzoo.signal;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.inrzoo.datasets.Hashes;
import org.inrzoo.field.Axis;

/**
 * A wave in the plane that is known by what sends it out: a Gaussian source at the origin, e^(-r²/2σ²).
 *
 * @param origin where it came from
 * @param axes y, x; a square around the source
 * @param wavenumber k, radians per unit of length
 * @param width σ of the source
 */
public record Wave(Origin origin, List<Axis> axes, double wavenumber, double width) implements Signal {

    /** Copies the axes. */
    public Wave {
        axes = List.copyOf(axes);
    }

    /** Real and imaginary part. */
    @Override
    public int channels() {
        return 2;
    }

    @Override
    public String sha256() {
        return Hashes.sha256((axes + " " + wavenumber + " " + width).getBytes(StandardCharsets.UTF_8));
    }

    /** The wave itself. */
    public RadiatedWave exact() {
        return new RadiatedWave(wavenumber, width);
    }

    @Override
    public String toString() {
        return kind() + " " + name() + ", wavenumber " + wavenumber;
    }
}
