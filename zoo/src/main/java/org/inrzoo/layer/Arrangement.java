package org.inrzoo.layer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.inrzoo.option.OptionException;
import org.inrzoo.parameter.RandomSource;

/**
 * Which levels of detail the layers of a Levels-of-Experts network take, Hao et al. 2022, Fig. 1 and §4.1.
 *
 * <p>With N experts per axis and L layers, level i = 1 … L has α = N^i cells per unit of the domain, so that level i
 * reads the i-th digit, base N, of p. Where the levels differ in N, α is the product of all N up to level i.
 */
public enum Arrangement {
    /** Layer i takes level i: each layer subdivides the cells of the one before. */
    COARSE_TO_FINE,
    /** Layer i takes level L+1-i: the finest cells come first. */
    FINE_TO_COARSE,
    /** α = 2^(i-1), β = ½: the digits of the reflected binary code, one of which changes from cell to cell; N = 2. */
    GRAY_CODE,
    /** The levels in a random order, drawn from the seed. */
    RANDOM,
    /** Ablation: every layer takes the finest level, so each combination of experts owns a lattice of its own. */
    INTERLEAVED,
    /** Ablation: every layer takes the coarsest level, so each of N^d blocks has a network of its own. */
    CHUNKED,
    /** Ablation: coarse to fine, each layer's cells turned, stretched by up to √2 and shifted as the seed draws it. */
    RANDOM_AFFINE;

    /**
     * The tilings of {@code layers} layers whose levels have equally many experts.
     *
     * @param dimensions axes of the domain
     * @param experts experts per axis, N
     * @param seed draws what is random; the other arrangements ignore it
     */
    public List<ExpertTiling> tilings(int layers, int dimensions, int experts, Blending blending, long seed) {
        return tilings(Collections.nCopies(layers, experts), dimensions, blending, seed);
    }

    /**
     * The tilings of a network's layers, in their order; level i has as many cells as all N up to its own multiply to.
     *
     * @param experts experts per axis of every level, the coarsest first
     * @param dimensions axes of the domain
     * @param seed draws what is random; the other arrangements ignore it
     */
    public List<ExpertTiling> tilings(List<Integer> experts, int dimensions, Blending blending, long seed) {
        List<ExpertTiling> levels = new ArrayList<>();
        double cells = 1;
        for (int n : experts) {
            cells *= n;
            levels.add(new ExpertTiling(dimensions, n, cells, 0, blending));
        }
        return tilings(levels, seed);
    }

    /**
     * The tilings of a network's layers, in their order.
     *
     * @param levels the tiling of every level, the coarsest first, along the axes of the domain and without offset
     * @param seed draws what is random; the other arrangements ignore it
     */
    public List<ExpertTiling> tilings(List<ExpertTiling> levels, long seed) {
        if (this == GRAY_CODE && levels.stream().anyMatch(level -> level.experts() != 2)) {
            throw new OptionException("the gray-code arrangement needs 2 experts per axis, not "
                    + levels.stream()
                            .map(ExpertTiling::experts)
                            .filter(n -> n != 2)
                            .findFirst()
                            .orElseThrow());
        }
        RandomSource random = new RandomSource(seed);
        int[] order = random.permutation(levels.size());
        List<ExpertTiling> tilings = new ArrayList<>();
        for (int layer = 1; layer <= levels.size(); layer++) {
            ExpertTiling digits = levels.get(level(layer, levels.size(), order) - 1);
            tilings.add(
                    switch (this) {
                        case GRAY_CODE -> digits.scaled(0.5).shifted(0.5);
                        case RANDOM_AFFINE ->
                            digits.scaled(StrictMath.pow(2, random.uniform(0.5)))
                                    .shifted(random.uniform() * digits.experts())
                                    .turned(random.rotation(digits.dimensions()));
                        default -> digits;
                    });
        }
        return tilings;
    }

    private int level(int layer, int layers, int[] order) {
        return switch (this) {
            case COARSE_TO_FINE, GRAY_CODE, RANDOM_AFFINE -> layer;
            case FINE_TO_COARSE -> layers + 1 - layer;
            case RANDOM -> order[layer - 1] + 1;
            case INTERLEAVED -> layers;
            case CHUNKED -> 1;
        };
    }
}
