package org.inrzoo.compress;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.inrzoo.FitOptions;
import org.inrzoo.datasets.Image;
import org.inrzoo.family.Variant;
import org.inrzoo.network.Architecture;
import org.inrzoo.network.ParameterLayout;
import org.inrzoo.option.OptionException;
import org.inrzoo.option.Options;

/**
 * Finds the network of a model that shows a picture, or another signal, best within some bytes, or in the fewest bytes as well as asked: tries some depths
 * and bits a weight in short fits, each as wide as the bytes allow, then fits the best whole and takes the most bits that there is room for.
 *
 * @param variant the model; what the search may set are its {@code width} and {@code depth}, where it has them
 * @param subject the picture or signal
 * @param options engine, threads and listener of the fits
 * @param tuning steps of training with quantised weights at the end
 * @param notes is told, in a line, what is tried and what came of it
 */
public record Compressor(Variant variant, Subject subject, FitOptions options, int tuning, Consumer<String> notes) {

    private static final String WIDTH = "width";
    private static final String DEPTH = "depth";
    private static final int LEAST_WIDTH = 4;
    private static final int MOST_WIDTH = 1024;
    private static final int FIRST_BITS = 4;
    private static final int LAST_BITS = 12;
    private static final List<Integer> TRIED_BITS = List.of(5, 7);
    private static final List<Integer> CURVE_BITS = List.of(4, 5, 6, 7, 8);

    /** Part of a fit's steps that a short one has. */
    private static final int SHORT = 8;

    /** Rate of the steps of tuning. */
    private static final double TUNING_RATE = 2e-4;

    /** A quantised weight takes about so many bits less than it could, as small ones are more frequent. */
    private static final double SAVED_BITS = 0.6;

    private static final int TENSOR_BYTES = 3;

    /** Bytes of a first try, per pixel, where a quality is asked for, and by what they change. */
    private static final double FIRST_BYTES = 0.03;

    private static final double FACTOR = 1.6;
    private static final int MOST_TRIES = 8;

    /**
     * A way to spend bytes.
     *
     * @param variant the model, sized
     * @param bits of a weight
     */
    private record Plan(Variant variant, int bits) {}

    /** The best picture of at most so many bytes. */
    public Compressed within(int bytes) {
        List<Plan> plans = plans(bytes);
        if (plans.isEmpty()) {
            throw new OptionException("no network of " + variant.name() + " fits into " + bytes + " bytes"
                    + (canChange(WIDTH) ? "" : ": it has no width to be changed")
                    + "; allow more, or name another --model");
        }
        return fitted(best(plans), bytes);
    }

    /** The smallest picture found that is as good as asked. */
    public Compressed atLeast(double psnr) {
        long pixels = subject.samples();
        double bytes = Math.max(300, FIRST_BYTES * pixels);
        Optional<Compressed> smallest = Optional.empty();
        for (int i = 0; i < MOST_TRIES; i++) {
            boolean good = false;
            List<Plan> plans = plans((int) bytes);
            if (!plans.isEmpty()) {
                Compressed found = fitted(best(plans), (int) bytes);
                good = subject.quality(found) >= psnr;
                if (good) {
                    smallest = Optional.of(found);
                } else if (smallest.isPresent()) {
                    break;
                }
            } else if (smallest.isPresent()) {
                break;
            }
            if (!good && bytes > 4.0 * pixels) {
                break;
            }
            bytes *= good ? 1 / FACTOR : smallest.isPresent() ? 1 : FACTOR;
        }
        int most = (int) bytes;
        return smallest.orElseThrow(() -> new OptionException(String.format(
                Locale.ROOT,
                "%s did not reach %.1f dB in files of up to %,d bytes; ask for less, give it more --steps or another --model",
                variant.name(),
                psnr,
                most)));
    }

    /** JPEG of a picture at several qualities. */
    public static List<RatePoint> jpeg(Image image) {
        return JpegCurve.of(image);
    }

    /**
     * How good pictures of about so many bytes are: of the widest network, at the model's own depth, the weights of one fit with
     * several numbers of bits.
     */
    public List<RatePoint> points(int bytes) {
        Variant wide = widest(variant, TRIED_BITS.get(0), bytes)
                .orElseThrow(() -> new OptionException("no network of " + variant.name() + " fits into " + bytes
                        + " bytes; allow more, or leave the model out"));
        Subject.QuantizableFit fitted = subject.fit(wide, options);
        Quantizer quantizer = new Quantizer(tuning, TUNING_RATE, options);
        List<RatePoint> points = new ArrayList<>();
        for (int bits : CURVE_BITS) {
            Compressed made = fitted.quantized(quantizer, bits);
            int size = made.toBytes().length;
            double bpp = 8.0 * size / subject.samples();
            points.add(new RatePoint(variant.name(), made.settings(), bits, size, bpp, subject.quality(made)));
        }
        RatePoint middle = points.get(CURVE_BITS.size() / 2);
        notes.accept(String.format(
                Locale.ROOT,
                "%s %s: %.3f bits a %s, %.2f dB",
                variant.name(),
                middle.settings(),
                middle.bpp(),
                subject.unit(),
                middle.psnr()));
        return points;
    }

    /** What is worth a try for so many bytes. */
    private List<Plan> plans(int bytes) {
        List<Plan> plans = new ArrayList<>();
        for (Variant deep : depths()) {
            for (int bits : TRIED_BITS) {
                widest(deep, bits, bytes).ifPresent(wide -> plans.add(new Plan(wide, bits)));
            }
        }
        return plans;
    }

    private List<Variant> depths() {
        if (!canChange(DEPTH)) {
            return List.of(variant);
        }
        int usual = (Integer) variant.settings().get(DEPTH);
        return List.of(variant, variant.with(DEPTH, 2 * usual));
    }

    private boolean canChange(String option) {
        return Options.has(variant.hyperparameters().getClass(), option);
    }

    /** The widest network of so many bytes. */
    private Optional<Variant> widest(Variant deep, int bits, int bytes) {
        if (!canChange(WIDTH)) {
            return Optional.of(deep).filter(same -> estimate(same, bits) <= bytes);
        }
        int low = LEAST_WIDTH - 2;
        int high = MOST_WIDTH;
        while (high - low > 2) {
            int middle = (low + high) / 4 * 2; // even, as some models ask for
            if (estimate(deep.with(WIDTH, middle), bits) <= bytes) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low < LEAST_WIDTH ? Optional.empty() : Optional.of(deep.with(WIDTH, low));
    }

    /** About how many bytes a model's file takes. */
    private double estimate(Variant sized, int bits) {
        Architecture architecture = subject.architecture(sized);
        Precision precision = Precision.of(architecture, bits, subject.longestAxis());
        double total = 0;
        int tensors = 0;
        for (ParameterLayout.Slot slot : architecture.parameters().slots()) {
            if (slot.parameter().trainable()) {
                total += slot.length() * (precision.of(slot) - SAVED_BITS) / 8;
                tensors++;
            }
        }
        return subject.description() + TENSOR_BYTES * tensors + total;
    }

    /** The plan whose short fit is best. */
    private Plan best(List<Plan> plans) {
        if (plans.size() == 1) {
            return plans.get(0);
        }
        record Tried(Plan plan, double psnr) {}
        return plans.stream()
                .map(plan -> {
                    int steps = Math.max(1, (Integer) plan.variant.settings().get("steps") / SHORT);
                    double psnr = subject.quality(subject.fit(plan.variant.with("steps", steps), options)
                            .quantized(rounding(), plan.bits));
                    notes.accept(String.format(Locale.ROOT, "%s, %d bits: %.2f dB", shape(plan), plan.bits, psnr));
                    return new Tried(plan, psnr);
                })
                .max(Comparator.comparingDouble(Tried::psnr))
                .orElseThrow()
                .plan;
    }

    private static String shape(Plan plan) {
        Map<String, Object> settings = plan.variant.settings();
        return plan.variant.name() + " of width " + settings.get(WIDTH) + " and depth " + settings.get(DEPTH);
    }

    /** Without tuning. */
    private Quantizer rounding() {
        return new Quantizer(0, TUNING_RATE, options);
    }

    /** The whole fit, and the most bits a weight that there is room for. */
    private Compressed fitted(Plan plan, int bytes) {
        Subject.QuantizableFit fitted = subject.fit(plan.variant, options);
        Compressed best = null;
        double psnr = Double.NEGATIVE_INFINITY;
        for (int bits = FIRST_BITS; bits <= LAST_BITS; bits++) {
            Compressed rounded = fitted.quantized(rounding(), bits);
            if (best != null && rounded.toBytes().length > bytes) {
                break;
            }
            Compressed tuned = fitted.quantized(new Quantizer(tuning, TUNING_RATE, options), bits);
            Compressed kept = tuned.toBytes().length <= bytes ? tuned : rounded;
            double quality = subject.quality(kept);
            if (quality > psnr) {
                best = kept;
                psnr = quality;
            }
        }
        if (best.toBytes().length > bytes) {
            throw new OptionException("the smallest file of " + shape(plan) + " has " + best.toBytes().length
                    + " bytes; allow as many, or name another --model");
        }
        notes.accept(String.format(
                Locale.ROOT, "%s, %d bits: %,d bytes, %.2f dB", shape(plan), best.bits(), best.toBytes().length, psnr));
        return best;
    }
}
