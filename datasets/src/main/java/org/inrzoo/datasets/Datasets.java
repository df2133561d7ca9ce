package org.inrzoo.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

/**
 * The signals to represent, by name.
 *
 * <p>Pictures that ship with the project have a plain name such as {@code camera}: the file {@code name.png} and its
 * facts in {@code name.properties} among the resources of this package. A picture whose bytes are not those the facts
 * describe is refused. Others are computed: {@code camera:bilinear:256} and {@code camera:area:256} are shipped ones
 * whose longer side was brought to 256 pixels by {@link Resize}; {@code perlin:16} and {@code perlin:16:7} are
 * {@link PerlinNoise} of 16 cells per axis, from seed 0 and 7; {@code leaves} and {@code leaves:7} are discs on discs, with edges at every
 * scale, however large the picture.
 */
public final class Datasets {

    private static final List<String> NAMES = List.of("astronaut", "camera");

    private Datasets() {}

    /** The names of all shipped pictures, in alphabetical order. */
    public static List<String> names() {
        return NAMES;
    }

    /** The names of all one-dimensional signals. */
    public static List<String> signals() {
        return Signals.NAMES;
    }

    /** Whether a text is the name of a picture, right or wrong, and not meant as a file's. */
    public static boolean isName(String text) {
        String first = text.split(":", 2)[0];
        return NAMES.contains(first) || first.equals(PerlinNoise.PREFIX) || isLeaves(text);
    }

    private static boolean isLeaves(String name) {
        return name.split(":", 2)[0].equals(Leaves.PREFIX);
    }

    /**
     * A picture at its own size.
     *
     * @throws IllegalArgumentException if there is none of that name
     * @throws IllegalStateException    if the shipped file is not the one its provenance describes
     */
    public static Image image(String name) {
        if (isDrawn(name)) {
            return drawn(name, isLeaves(name) ? Leaves.SIDE : PerlinNoise.SIDE);
        }
        Resized resized = Resized.named(name);
        return resized.side == 0
                ? shipped(resized.picture)
                : shipped(resized.picture).resizeLonger(resized.side, resized.by);
    }

    private static Image drawn(String name, int side) {
        return isLeaves(name)
                ? Leaves.named(name).image(side)
                : PerlinNoise.named(name).image(side);
    }

    /** Whether {@link #large} draws a picture of this name. */
    public static boolean isLarge(String name) {
        return isLeaves(name);
    }

    /**
     * A picture that need not fit in Java's heap; where it does it is that of {@link #image(String, int)}.
     *
     * @param name of a picture that {@link #isLarge}
     * @throws IllegalArgumentException if there is none of that name, or the side is below 1 or above 32,768
     */
    public static LargeImage large(String name, int side) {
        return Leaves.named(name).large(side);
    }

    /**
     * A picture whose longer side has {@code side} pixels: those that are drawn are drawn at that size, others are resized by
     * {@link Resize#AREA}.
     *
     * @throws IllegalArgumentException if there is none of that name, or the side is below 1, or too large for an
     *                                  array or too small for the noise
     * @throws IllegalStateException    if the shipped file is not the one its provenance describes
     */
    public static Image image(String name, int side) {
        return isDrawn(name) ? drawn(name, side) : image(name).resizeLonger(side, Resize.AREA);
    }

    /**
     * A one-dimensional signal.
     *
     * @param seed draws the phases of those that have random ones
     * @throws IllegalArgumentException if there is none of that name
     */
    public static SampledSignal signal(String name, long seed) {
        return Signals.named(name, seed);
    }

    /**
     * Where a picture comes from.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public static Provenance provenance(String name) {
        if (isDrawn(name)) {
            return isLeaves(name) ? ofLeaves(name) : ofNoise(name);
        }
        Resized resized = Resized.named(name);
        Provenance shipped = ofShipped(resized.picture);
        if (resized.side == 0) {
            return shipped;
        }
        Image image = image(name);
        return new Provenance(
                name,
                shipped.title() + "; resized, " + Resized.word(resized.by),
                image.width(),
                image.height(),
                image.channels(),
                shipped.license(),
                shipped.source(),
                image.sha256());
    }

    private static Provenance ofNoise(String name) {
        PerlinNoise noise = PerlinNoise.named(name);
        Image image = image(name);
        return new Provenance(
                name,
                "One octave of Perlin noise, " + noise.cells() + " cells per axis, seed " + noise.seed(),
                image.width(),
                image.height(),
                image.channels(),
                "computed; nobody's rights are on it",
                "Perlin, Improving Noise, SIGGRAPH 2002, as in Aftab et al., Multi-Head ReLU, ICASSP 2022",
                image.sha256());
    }

    private static Provenance ofLeaves(String name) {
        Image image = image(name);
        return new Provenance(
                name,
                "Discs on discs at every scale, seed " + Leaves.named(name).seed(),
                image.width(),
                image.height(),
                image.channels(),
                "computed; nobody's rights are on it",
                "after the dead leaves model: Lee, Mumford and Huang, Occlusion Models for Natural Images, IJCV 2001",
                image.sha256());
    }

    private static Provenance ofShipped(String name) {
        Properties facts = properties(name + ".properties");
        return new Provenance(
                name,
                facts.getProperty("title"),
                Integer.parseInt(facts.getProperty("width")),
                Integer.parseInt(facts.getProperty("height")),
                Integer.parseInt(facts.getProperty("channels")),
                facts.getProperty("licence"),
                facts.getProperty("source"),
                facts.getProperty("sha256"));
    }

    /** Whether a text is the name of a picture, right or wrong, that can be drawn at any size. */
    public static boolean isDrawn(String name) {
        return name.split(":", 2)[0].equals(PerlinNoise.PREFIX) || isLeaves(name);
    }

    private static Image shipped(String name) {
        byte[] file = resource(name + ".png");
        requireUnchanged(ofShipped(name), file);
        return ImageFiles.decode(file, name).image();
    }

    /** A shipped picture as it is (side 0), or resized as the name says. */
    private record Resized(String picture, Resize by, int side) {

        static Resized named(String name) {
            String[] parts = name.split(":", -1);
            if (!NAMES.contains(parts[0])) {
                throw new IllegalArgumentException("there is no data set named '" + name + "'; there are: "
                        + String.join(", ", NAMES) + ", perlin:CELLS, leaves");
            }
            if (parts.length == 1) {
                return new Resized(name, Resize.AREA, 0);
            }
            for (Resize by : Resize.values()) {
                if (parts.length == 3 && parts[1].equals(word(by)) && parts[2].matches("[1-9][0-9]{0,4}")) {
                    return new Resized(parts[0], by, Integer.parseInt(parts[2]));
                }
            }
            throw new IllegalArgumentException("there is no data set named '" + name
                    + "': a resized picture is written " + parts[0] + ":bilinear:256 or " + parts[0] + ":area:256");
        }

        static String word(Resize by) {
            return by.name().toLowerCase(Locale.ROOT);
        }
    }

    static void requireUnchanged(Provenance provenance, byte[] file) {
        String found = Hashes.sha256(file);
        if (!found.equals(provenance.sha256())) {
            throw new IllegalStateException("data set '" + provenance.name() + "' is damaged: its SHA-256 is " + found
                    + " and should be " + provenance.sha256() + "; install the project again");
        }
    }

    private static Properties properties(String name) {
        Properties facts = new Properties();
        try {
            facts.load(new StringReader(new String(resource(name), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new AssertionError("reading from a string does not fail", e);
        }
        return facts;
    }

    private static byte[] resource(String name) {
        try (InputStream in = Datasets.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the shipped file '" + name + "'", e);
        }
    }
}
