package org.inrzoo.task;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.inrzoo.family.Variant;
import org.inrzoo.field.Domain;
import org.inrzoo.field.Quantity;
import org.inrzoo.metric.Score;
import org.inrzoo.option.Option;
import org.inrzoo.point.GridConvention;
import org.inrzoo.scan.EllipsePhantom;
import org.inrzoo.scan.FourierSampling;
import org.inrzoo.scan.SamplingMask;
import org.inrzoo.scan.TotalVariation;
import org.inrzoo.signal.Samples;
import org.inrzoo.signal.Signal;

/**
 * Magnetic resonance imaging: some of the Fourier coefficients of a picture or a volume instead of its values (Tancik et al.
 * 2020, §6.4: 12.56 % of those of a 96³ volume by lot).
 *
 * @param mask which coefficients are kept
 * @param acceleration one of so many is kept
 * @param centre the part of all rows that a Cartesian mask keeps around the zero frequency
 * @param maskSeed draws the mask
 */
public record MriObjective(
        @Option("which coefficients are kept") Mask mask,

        @Option(value = "one of so many coefficients is kept", min = 1, max = 1000)
        double acceleration,

        @Option(value = "part of all rows that a Cartesian mask keeps around the zero frequency", min = 0, max = 1)
        double centre,

        @Option("seed of the mask") long maskSeed)
        implements ObjectiveKind {

    /** Which coefficients are kept. */
    public enum Mask {
        /** Whole rows: those of the lowest frequencies, and others by lot. */
        CARTESIAN,
        /** Single coefficients by lot, the likelier the lower their frequency. */
        GAUSSIAN
    }

    private static final double GAUSSIAN_DEVIATION = 0.15;
    private static final double VARIATION_WEIGHT = 1e-3;
    private static final int VARIATION_ITERATIONS = 300;

    /** A quarter of the rows. */
    public MriObjective() {
        this(Mask.CARTESIAN, 4, 0.08, 0);
    }

    @Override
    public String name() {
        return "mri";
    }

    @Override
    public String summary() {
        return "some of the Fourier coefficients of a picture or a volume, by the mean squared error";
    }

    @Override
    public Optional<String> refusal(Signal signal) {
        int axes = signal.axes().size();
        if (!(signal instanceof Samples) || axes < 2 || axes > 3 || signal.channels() != 1) {
            return Optional.of("a scan is of a gray picture or a volume, such as image:shepp-logan");
        }
        return axes == 3 && mask == Mask.CARTESIAN
                ? Optional.of("a Cartesian mask is of a picture; mask=gaussian is of a volume too")
                : Optional.empty();
    }

    @Override
    public Observation observe(Signal signal, Variant variant) {
        Samples truth = (Samples) signal;
        Domain domain = new Domain(truth.axes(), GridConvention.PIXEL_CENTERS);
        Quantity quantity = truth.meaning(variant.recipe().targets());
        List<Integer> sizes = domain.sizes();
        boolean[] kept = mask == Mask.CARTESIAN
                ? SamplingMask.cartesian(sizes.get(0), sizes.get(1), acceleration, centre, maskSeed)
                : SamplingMask.gaussian(sizes, 1 / acceleration, GAUSSIAN_DEVIATION, maskSeed);
        FourierSampling scanner = new FourierSampling(sizes, kept);
        double[] unit = new double[truth.values().length];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = (truth.values()[i] - truth.low()) / (truth.high() - truth.low());
        }
        double[] measured = measured(truth, unit, scanner, kept);
        return new Observation(
                new LinearMeasurements(
                        scanner,
                        measured,
                        1.0 / unit.length,
                        () -> scanner.adjoint(measured),
                        unit,
                        domain,
                        variant.recipe().targets(),
                        levels(variant)),
                domain,
                1,
                quantity,
                () -> baselines(scanner, measured, unit, sizes));
    }

    private static int levels(Variant variant) {
        return variant.family().levelsOfDetail().size();
    }

    /** Of the phantom exact: its continuous transform at the frequencies of the grid; of other signals their discrete one. */
    private static double[] measured(Samples truth, double[] unit, FourierSampling scanner, boolean[] kept) {
        if (!truth.source().equals("shepp-logan")
                || !truth.axes().get(0).unit().equals("pixel")
                || truth.axes().get(0).samples() != truth.axes().get(1).samples()) {
            return scanner.apply(unit);
        }
        return exact(EllipsePhantom.sheppLogan(), truth.axes().get(0).samples(), kept);
    }

    /**
     * The unitary transform of the pixels' centres as far as the phantom's own has it: pixel (row, column) lies at
     * x = (2 column + 1) / n - 1, y = 1 - (2 row + 1) / n, and stands for an area of 4 / n².
     */
    private static double[] exact(EllipsePhantom phantom, int size, boolean[] kept) {
        List<Double> coefficients = new ArrayList<>();
        for (int i = 0; i < kept.length; i++) {
            if (!kept[i]) {
                continue;
            }
            int down = centred(i / size, size);
            int right = centred(i % size, size);
            double[] value = phantom.transform(right / 2.0, -down / 2.0);
            // The grid's first sample lies half a pixel inside the corner (-1, 1).
            double turn = -Math.PI * (down + right) * (size - 1.0) / size;
            double cos = Math.cos(turn);
            double sin = Math.sin(turn);
            double scale = size / 4.0;
            coefficients.add(scale * (value[0] * cos - value[1] * sin));
            coefficients.add(scale * (value[0] * sin + value[1] * cos));
        }
        return coefficients.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static int centred(int frequency, int size) {
        return frequency < (size + 1) / 2 ? frequency : frequency - size;
    }

    private static List<Score> baselines(
            FourierSampling scanner, double[] measured, double[] truth, List<Integer> sizes) {
        Score filled = CtObjective.score("psnr-zero-filled", scanner.adjoint(measured), truth);
        if (sizes.size() != 2) {
            return List.of(filled);
        }
        TotalVariation variation =
                new TotalVariation(scanner, sizes.get(0), sizes.get(1), VARIATION_WEIGHT, VARIATION_ITERATIONS);
        return List.of(filled, CtObjective.score("psnr-total-variation", variation.reconstruct(measured), truth));
    }
}
