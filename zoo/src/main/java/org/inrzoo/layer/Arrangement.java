package org.inrzoo.layer;

import java.util.ArrayList;
import java.util.List;
import org.inrzoo.option.OptionException;

/**
 * In which order the layers of a Levels-of-Experts network take the levels of detail, Hao et al. 2022, Fig. 1.
 *
 * <p>With N experts per axis and L layers, level i = 1 … L has α = N^i cells per unit of the domain, so that layer i
 * reads the i-th digit, base N, of p.
 */
public enum Arrangement {
    /** α = N^i: each layer subdivides the cells of the one before. */
    COARSE_TO_FINE,
    /** α = N^(L+1-i): the finest cells come first. */
    FINE_TO_COARSE,
    /** α = 2^(i-1), β = ½: the digits of the reflected binary code, one of which changes from cell to cell; N = 2. */
    GRAY_CODE,
    /** The levels in a random order, drawn from the seed. */
    RANDOM;

    /**
     * The tilings of layers 1 … {@code layers}.
     *
     * @param dimensions axes of the domain
     * @param experts experts per axis, N, at least 2
     * @param seed draws the order of {@link #RANDOM}; the others ignore it
     */
    public List<Tiling> tilings(int layers, int dimensions, int experts, Blending blending, long seed) {
        if (this == GRAY_CODE && experts != 2) {
            throw new OptionException("the gray-code arrangement needs 2 experts per axis, not " + experts);
        }
        int[] order = new RandomSource(seed).permutation(layers);
        List<Tiling> tilings = new ArrayList<>();
        for (int i = 1; i <= layers; i++) {
            double level = switch (this) {
                case COARSE_TO_FINE -> i;
                case FINE_TO_COARSE -> layers + 1 - i;
                case GRAY_CODE -> i - 1;
                case RANDOM -> order[i - 1] + 1;
            };
            double beta = this == GRAY_CODE ? 0.5 : 0;
            tilings.add(new Tiling(dimensions, experts, Math.pow(experts, level), beta, blending));
        }
        return tilings;
    }
}
