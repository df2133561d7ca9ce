package org.inrzoo.task;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.inrzoo.family.Variant;
import org.inrzoo.field.Domain;
import org.inrzoo.metric.Measure;
import org.inrzoo.metric.Psnr;
import org.inrzoo.metric.Score;
import org.inrzoo.option.Option;
import org.inrzoo.parameter.RandomSource;
import org.inrzoo.point.GridConvention;
import org.inrzoo.point.Range;
import org.inrzoo.scan.EllipsePhantom;
import org.inrzoo.scan.FilteredBackProjection;
import org.inrzoo.scan.ParallelBeam;
import org.inrzoo.scan.Radon;
import org.inrzoo.scan.Sirt;
import org.inrzoo.signal.Samples;
import org.inrzoo.signal.Signal;

/**
 * Computed tomography with a parallel beam: the means along the rays of a scan instead of the pixels (Tancik et al. 2020, §6.4:
 * 20 views; Saragadam et al. 2023: 100).
 *
 * <p>A network is asked for points along the rays, or for the whole grid of pixels, which the rays then pass, where it looks at
 * neighbouring points and has no values elsewhere.
 *
 * @param preset whose protocol says what the other options leave open
 * @param views over 180 degrees; 0 for as many as the preset has
 * @param bins detectors; 0 for as many as the picture has pixels per side
 * @param photons that leave the source along every ray; 0 for a scan without noise
 * @param noiseSeed draws the noise
 */
public record CtObjective(
        @Option("whose protocol says how many views there are: Tancik's 20, WIRE's 100")
        Protocol preset,

        @Option(value = "views, evenly over 180 degrees; 0 for as many as the preset has", min = 0, max = 10_000)
        int views,

        @Option(value = "detectors; 0 for as many as the picture has pixels per side", min = 0, max = 65_536)
        int bins,

        @Option(
                value = "photons that leave the source along every ray, of which Poisson noise comes; 0 for none",
                min = 0,
                max = 1e15)
        double photons,

        @Option("seed of the noise") long noiseSeed)
        implements ObjectiveKind {

    /** Whose protocol it is. */
    public enum Protocol {
        /** Tancik et al. 2020, §6.4: 20 views. */
        TANCIK(20),
        /** Saragadam et al. 2023: 100 views. */
        WIRE(100);

        private final int views;

        Protocol(int views) {
            this.views = views;
        }
    }

    /** The attenuation of a ray of length 2 through a value of 1, for the noise alone. */
    private static final double ATTENUATION = 2;

    /** The length of a ray: a mean along it is the integral by this. */
    private static final double RAY = 2;

    private static final int SIRT_ITERATIONS = 200;

    /** WIRE's 100 views without noise. */
    public CtObjective() {
        this(Protocol.WIRE, 0, 0, 0, 0);
    }

    @Override
    public String name() {
        return "ct";
    }

    @Override
    public String summary() {
        return "the means along the rays of a parallel-beam scan, by the mean squared error";
    }

    @Override
    public Optional<String> refusal(Signal signal) {
        if (!(signal instanceof Samples) || signal.axes().size() != 2 || signal.channels() != 1) {
            return Optional.of("a scan is of a gray picture, such as image:shepp-logan");
        }
        return signal.axes().get(0).samples() == signal.axes().get(1).samples()
                ? Optional.empty()
                : Optional.of("a scan is of a square picture, and this has "
                        + signal.axes().get(1).samples() + "x"
                        + signal.axes().get(0).samples() + " pixels");
    }

    @Override
    public Observation observe(Signal signal, Variant variant) {
        Samples picture = (Samples) signal;
        int size = picture.axes().get(0).samples();
        double[] truth = new double[picture.values().length];
        for (int i = 0; i < truth.length; i++) {
            truth[i] = (picture.values()[i] - picture.low()) / (picture.high() - picture.low());
        }
        ParallelBeam beam = new ParallelBeam(views == 0 ? preset.views : views, bins == 0 ? size : bins);
        double[] sinogram = noisy(sinogram(picture, truth, beam));
        Domain domain = new Domain(picture.axes(), GridConvention.PIXEL_CENTERS);
        boolean looksAround = variant.architecture(domain.sizes(), 1).reach() > 0;
        return new Observation(
                looksAround
                        ? ofPixels(
                                beam, sinogram, truth, domain, variant.recipe().targets())
                        : new Tomography(beam, sinogram, truth, size, variant.recipe()),
                domain,
                1,
                picture.meaning(variant.recipe().targets()),
                () -> baselines(beam, sinogram, truth, size));
    }

    /** The same loss of rays through the network's pixels, between whose centres they interpolate. */
    private static LinearMeasurements ofPixels(
            ParallelBeam beam, double[] sinogram, double[] truth, Domain domain, Range range) {
        int size = domain.sizes().get(0);
        return new LinearMeasurements(
                new Radon(beam, size),
                sinogram,
                1.0 / (RAY * RAY * beam.rays()),
                () -> rough(beam, sinogram, size),
                truth,
                domain,
                range,
                1);
    }

    /** What filtered back-projection makes of a scan. */
    static double[] rough(ParallelBeam beam, double[] sinogram, int size) {
        return filtered(beam, FilteredBackProjection.Window.HANN, sinogram, size);
    }

    /** Of the phantom exact, of other pictures by interpolation between their pixels. */
    private static double[] sinogram(Samples picture, double[] truth, ParallelBeam beam) {
        boolean exact = picture.source().equals("shepp-logan");
        return exact
                ? EllipsePhantom.sheppLogan().sinogram(beam)
                : new Radon(beam, picture.axes().get(0).samples()).apply(truth);
    }

    /** Counts of photons behind the object, drawn around their means, as line integrals. */
    private double[] noisy(double[] sinogram) {
        if (photons == 0) {
            return sinogram;
        }
        RandomSource random = new RandomSource(noiseSeed * 0xD1342543DE82EF95L + 5);
        return Arrays.stream(sinogram)
                .map(integral -> {
                    double mean = photons * Math.exp(-ATTENUATION * integral);
                    double counted = Math.max(1, Math.rint(mean + Math.sqrt(mean) * random.normal()));
                    return Math.log(photons / counted) / ATTENUATION;
                })
                .toArray();
    }

    private static List<Score> baselines(ParallelBeam beam, double[] sinogram, double[] truth, int size) {
        return List.of(
                score("psnr-fbp-ram-lak", filtered(beam, FilteredBackProjection.Window.RAM_LAK, sinogram, size), truth),
                score("psnr-fbp-hann", filtered(beam, FilteredBackProjection.Window.HANN, sinogram, size), truth),
                score("psnr-sirt", new Sirt(new Radon(beam, size), SIRT_ITERATIONS).reconstruct(sinogram), truth));
    }

    private static double[] filtered(
            ParallelBeam beam, FilteredBackProjection.Window window, double[] sinogram, int size) {
        return new FilteredBackProjection(beam, window).reconstruct(sinogram, size);
    }

    static Score score(String name, double[] picture, double[] truth) {
        return new Measure(name, "dB").of(Psnr.standard(floats(picture), floats(truth)));
    }

    static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
