package org.inrzoo.vision;

import java.util.List;
import java.util.Set;
import org.inrzoo.family.Source;

/** Evolution, Cai 2023: convolution, involution and self-attention by one formula; see {@link EvolutionKernel}. */
public final class Evolution implements VisionProvider {

    private static final Source SOURCE = new Source(
            "Evolution: A Unified Formula for Feature Operators from a High-level Perspective, Cai, arXiv 2305.14409",
            "abstract",
            Set.of(),
            "Reconstruction: the paper's body could not be read, and it is one of theory. That an evolution function makes a kernel, of"
                    + " which convolution, self-attention and involution are cases, is the abstract's; the formula's form, the networks"
                    + " and the recipe are chosen here.");

    @Override
    public List<VisionModel> models() {
        return List.of(
                pure("evolution-convolution", "three blocks of 3x3 convolutions", EvolutionFunction.CONVOLUTION),
                pure("evolution-involution", "three blocks of 3x3 involutions", EvolutionFunction.INVOLUTION),
                pure("evolution-attention", "three blocks of self-attention", EvolutionFunction.ATTENTION),
                model(
                        "evolution-hybrid",
                        "blocks of a convolution, an involution and self-attention",
                        new EvolutionNetwork(
                                1,
                                EvolutionFunction.CONVOLUTION,
                                EvolutionFunction.INVOLUTION,
                                EvolutionFunction.ATTENTION),
                        "evolution-convolution, evolution-involution and evolution-attention: one of the three alone"));
    }

    private static VisionModel pure(String name, String summary, EvolutionFunction function) {
        return model(
                name,
                summary + " as cases of one formula",
                new EvolutionNetwork(1, function, function, function),
                "evolution-hybrid: all three kinds by turns");
    }

    private static VisionModel model(String name, String summary, PictureFamily family, String control) {
        return new VisionModel(
                name,
                summary,
                family,
                SOURCE,
                List.of(control, "parameters differ between the four: --set width=W makes them equal"));
    }
}
