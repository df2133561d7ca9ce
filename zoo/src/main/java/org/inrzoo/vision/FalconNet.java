package org.inrzoo.vision;

import java.util.List;
import java.util.Set;
import org.inrzoo.family.Source;

/** FalconNet, Cai and Shen 2023: light-weight networks as alternations of spatial and channel operators; see {@link LightNetwork}. */
public final class FalconNet implements VisionProvider {

    private static final Source SOURCE = new Source(
            "FalconNet: Factorization for the Light-weight ConvNets, Cai and Shen, arXiv 2306.06365",
            "abstract; a reader's note has LightNet's stages and the Meta Light Block",
            Set.of(),
            "Reconstruction: the paper's body could not be read. The order of operators, four stages in the ratio 1:1:3:1 and halving by"
                    + " 2x2 convolutions are as noted, made small here for pictures of 28x28; λ, RepSO's branches, RefCO's factors, where"
                    + " the stem's shortcut joins, norms and recipe are chosen here.");

    @Override
    public List<VisionModel> models() {
        return List.of(
                model(
                        "lightnet-mini",
                        "light blocks of 1x1, depthwise 3x3 and 1x1 convolutions",
                        SpatialOperator.DEPTHWISE,
                        ChannelOperator.DENSE,
                        "lightnet-mini-identity: nothing looks beyond a pixel within the blocks"),
                model(
                        "lightnet-mini-identity",
                        "lightnet-mini whose blocks have no spatial operator",
                        SpatialOperator.IDENTITY,
                        ChannelOperator.DENSE,
                        "lightnet-mini: depthwise convolutions in its place"),
                model(
                        "falconnet-mini-repso",
                        "lightnet-mini with five parallel branches for each depthwise convolution, RepSO, folded into one",
                        SpatialOperator.REP_SO,
                        ChannelOperator.DENSE,
                        "lightnet-mini: plain depthwise convolutions"),
                model(
                        "falconnet-mini-refco",
                        "lightnet-mini with each 1x1 convolution in two grouped factors, RefCO",
                        SpatialOperator.DEPTHWISE,
                        ChannelOperator.REFCO,
                        "lightnet-mini: dense 1x1 convolutions",
                        "lightnet-mini --set width=0.6: about as few parameters"),
                model(
                        "falconnet-mini",
                        "lightnet-mini with both, RepSO and RefCO",
                        SpatialOperator.REP_SO,
                        ChannelOperator.REFCO,
                        "lightnet-mini: plain depthwise and dense 1x1 convolutions",
                        "falconnet-mini-repso and falconnet-mini-refco: one of the two"));
    }

    private static VisionModel model(
            String name, String summary, SpatialOperator spatial, ChannelOperator channel, String... controls) {
        return new VisionModel(name, summary, new LightNetwork(1, 2, spatial, channel), SOURCE, List.of(controls));
    }
}
