package org.inrzoo;

import java.util.Optional;
import org.inrzoo.point.Range;

/**
 * What a PyTorch network's weights do not tell of it.
 *
 * @param xFirst whether a point's first coordinate goes to the right and its second down; else the other way round, as the
 *     zoo and the SIREN authors' code have it
 * @param coordinates the interval both go through over the picture; empty for that of the zoo's model
 * @param firstOmega the frequency factor of the first sine where it is not that of the others; 0 where it is
 */
public record PyTorchConvention(boolean xFirst, Optional<Range> coordinates, double firstOmega) {

    /** Down first, then to the right, in the interval of the zoo's model, and one frequency factor for all sines. */
    public static final PyTorchConvention USUAL = new PyTorchConvention(false, Optional.empty(), 0);

    /** The same for points (x, y). */
    public PyTorchConvention xy() {
        return new PyTorchConvention(true, coordinates, firstOmega);
    }

    /** The same for coordinates in this interval. */
    public PyTorchConvention in(Range range) {
        return new PyTorchConvention(xFirst, Optional.of(range), firstOmega);
    }

    /** The same with a frequency factor of its own for the first sine, above 0. */
    public PyTorchConvention firstOmega(double omega) {
        return new PyTorchConvention(xFirst, coordinates, omega);
    }
}
