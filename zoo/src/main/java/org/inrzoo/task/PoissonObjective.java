package org.inrzoo.task;

import java.util.Optional;
import org.inrzoo.datasets.Image;
import org.inrzoo.family.Variant;
import org.inrzoo.field.Domain;
import org.inrzoo.layer.DerivativeOrder;
import org.inrzoo.option.Option;
import org.inrzoo.point.GridConvention;
import org.inrzoo.signal.Samples;
import org.inrzoo.signal.Signal;

/**
 * A picture's gradients, or its Laplacian, instead of its values (Sitzmann et al. 2020, §4.1).
 *
 * @param from which of them is observed
 */
public record PoissonObjective(
        @Option("what is observed of the picture") KnownDerivative from) implements ObjectiveKind {

    /** What is observed. */
    public enum KnownDerivative {
        /** How the brightness changes along each axis. */
        GRADIENT(DerivativeOrder.GRADIENT),
        /** The sum of its second derivatives. */
        LAPLACIAN(DerivativeOrder.LAPLACIAN);

        private final DerivativeOrder order;

        KnownDerivative(DerivativeOrder order) {
            this.order = order;
        }
    }

    /** From gradients. */
    public PoissonObjective() {
        this(KnownDerivative.GRADIENT);
    }

    @Override
    public String name() {
        return "poisson";
    }

    @Override
    public String summary() {
        return "a picture's gradients or its Laplacian instead of its values, by the mean squared error";
    }

    @Override
    public Optional<String> refusal(Signal signal) {
        boolean picture = signal instanceof Samples && signal.axes().size() == 2;
        return picture && (signal.channels() == 1 || signal.channels() == 3)
                ? Optional.empty()
                : Optional.of("gradients are of a picture, such as image:camera");
    }

    @Override
    public Observation observe(Signal signal, Variant variant) {
        Samples samples = (Samples) signal;
        float[] unit = new float[samples.values().length];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = (float) ((samples.values()[i] - samples.low()) / (samples.high() - samples.low()));
        }
        Image picture =
                new Image(samples.axes().get(1).samples(), samples.axes().get(0).samples(), samples.channels(), unit);
        Domain domain = new Domain(samples.axes(), GridConvention.PIXEL_CENTERS);
        return new Observation(
                new PoissonImage(picture, domain.scales(), from.order, variant.recipe()),
                domain,
                samples.channels(),
                samples.meaning(variant.recipe().targets()));
    }
}
