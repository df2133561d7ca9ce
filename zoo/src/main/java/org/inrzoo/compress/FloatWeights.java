package org.inrzoo.compress;

import java.util.List;
import org.inrzoo.FittedImage;
import org.inrzoo.datasets.Image;
import org.inrzoo.io.HalfPrecision;
import org.inrzoo.metric.Psnr;
import org.inrzoo.network.Network;
import org.inrzoo.network.NormFolding;
import org.inrzoo.network.ParameterLayout;

/**
 * Sizes and qualities of a fitted picture whose weights are kept as floats, as the tables of COIN (Dupont et al. 2021) and of the
 * normalisation papers' code count them: values times their bits, without a header and without coding.
 *
 * <p>Normalisations are folded into the linear layers first where they can be, so they cost no bits; what statistics stay are counted.
 * Half precision rounds what is kept. Sums are of single precision, so that cross normalisation, whose sums over a picture are beyond
 * the largest half-precision number, has no NaN here.
 */
public final class FloatWeights {

    private static final int SINGLE = 32;
    private static final int HALF = 16;

    private FloatWeights() {}

    /**
     * The points of 32 and of 16 bits a value.
     *
     * @param image what was fitted
     */
    public static List<RatePoint> of(FittedImage fitted, Image image) {
        FittedImage finest = fitted.levels() == 1 ? fitted : fitted.level(fitted.levels());
        Network trained = NormFolding.fold(new Network(finest.architecture(), finest.parameters()));
        PictureNetwork model = PictureNetwork.of(finest);
        model.requireSame(trained);
        return List.of(point(model, trained, SINGLE, image), point(model, half(trained), HALF, image));
    }

    private static Network half(Network trained) {
        float[] rounded = trained.parameters().clone();
        for (int i = 0; i < rounded.length; i++) {
            rounded[i] = HalfPrecision.nearest(rounded[i]);
        }
        return new Network(trained.architecture(), rounded);
    }

    private static RatePoint point(PictureNetwork model, Network network, int bits, Image image) {
        Network drawn = model.drawn();
        int values = network.architecture().parameters().slots().stream()
                .filter(slot -> !QuantizedNetwork.isDrawn(slot, network, drawn))
                .mapToInt(ParameterLayout.Slot::length)
                .sum();
        int bytes = values * bits / Byte.SIZE;
        double bpp = (double) values * bits / model.width() / model.height();
        double psnr = Psnr.standard(model.draw(network).values(), image.values());
        return new RatePoint(model.variant().name(), NamedVariant.settings(model.variant()), bits, bytes, bpp, psnr);
    }
}
