package org.inrzoo.vision;

import java.util.List;
import java.util.Set;
import org.inrzoo.family.Source;

/** RefConv, Cai et al. 2023: trained kernels are refocused; see {@link Refocus}. */
public final class RefConv implements VisionProvider {

    private static final Source SOURCE = new Source(
            "RefConv: Re-parameterized Refocusing Convolution for Powerful ConvNets, Cai et al., arXiv 2310.10563",
            "the layer as in the authors' released code; the networks, data and recipe here are the zoo's",
            Set.of("refocus"),
            "The layer and its first values are as released; networks and recipe are chosen here, for pictures of 28x28. The basis"
                    + " comes from a trained run of the plain network, --from; without one it is random.");

    @Override
    public List<VisionModel> models() {
        return List.of(
                model(
                        "refconv-ds",
                        "ds whose 3x3 kernels are refocused from a trained ds",
                        new SeparableNetwork(1, 0, Refocus.RELEASED),
                        "ds"),
                model(
                        "refconv-ds-zero",
                        "refconv-ds that starts at the trained ds: refocusing is zero at first",
                        new SeparableNetwork(1, 0, Refocus.ZERO),
                        "ds"),
                model(
                        "refconv-cnn",
                        "cnn whose 3x3 kernels are refocused from a trained cnn, plane by plane",
                        new ConvolutionNetwork(1, Rectification.RELU, Refocus.RELEASED),
                        "cnn"),
                model(
                        "refconv-grouped",
                        "grouped whose 3x3 kernels are refocused from a trained grouped, group by group",
                        new SeparableNetwork(1, 8, Refocus.RELEASED),
                        "grouped"));
    }

    private static VisionModel model(String name, String summary, PictureFamily family, String plain) {
        return new VisionModel(
                name,
                summary,
                family,
                SOURCE,
                List.of(plain + " --from the same run: the fair control, trained on for as many epochs"));
    }
}
