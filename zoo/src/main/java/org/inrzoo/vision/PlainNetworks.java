package org.inrzoo.vision;

import java.util.List;
import java.util.Set;
import org.inrzoo.family.Source;

/** The plain networks that others are held against. */
public final class PlainNetworks implements VisionProvider {

    private static final Source OURS = new Source("", "", Set.of(), "The zoo's own baseline, small enough for a CPU.");

    @Override
    public List<VisionModel> models() {
        return List.of(
                model("cnn", "five 3x3 convolutions with batch norm and ReLU", convolutions(1, Rectification.RELU)),
                model(
                        "cnn-wide",
                        "cnn with 1.15 times the channels, of about the parameters of leni-dense",
                        convolutions(1.15, Rectification.RELU)),
                model(
                        "cnn-positive-only",
                        "cnn with a 1x1 convolution and batch norm behind each ReLU, LENI's control",
                        convolutions(1, Rectification.POSITIVE_ONLY)),
                model(
                        "ds",
                        "a convolution and four pairs of a depthwise and a 1x1 convolution",
                        new SeparableNetwork(1, 0, Refocus.NONE)),
                model(
                        "grouped",
                        "ds with convolutions of eight groups in place of the depthwise ones",
                        new SeparableNetwork(1, 8, Refocus.NONE)),
                model(
                        "mlp",
                        "two linear layers with batch norm and ReLU on all values of a picture, and that of the classes",
                        new PerceptronNetwork(1, 2)),
                model(
                        "mixer",
                        "patches of 4x4 and three blocks that mix patches and channels by turns, an MLP-Mixer",
                        new TokenMixer(1, 3, 4)),
                model(
                        "vgg-8",
                        "eight 3x3 convolutions in four stages without batch norm",
                        new StagedNetwork(8, 1, false, Fusion.NONE)),
                model(
                        "vgg-8-norm",
                        "eight 3x3 convolutions in four stages with batch norm",
                        new StagedNetwork(8, 1, true, Fusion.NONE)));
    }

    private static ConvolutionNetwork convolutions(double width, Rectification activation) {
        return new ConvolutionNetwork(width, activation, Refocus.NONE);
    }

    private static VisionModel model(String name, String summary, PictureFamily family) {
        return new VisionModel(name, summary, family, OURS, List.of());
    }
}
