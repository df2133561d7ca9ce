package org.inrzoo.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;

/**
 * The pictures that ship with the project.
 *
 * <p>For each name there is a file {@code name.png} and its facts in {@code name.properties} among the resources of
 * this package. A picture whose bytes are not those the facts describe is refused.
 */
public final class Datasets {

    private static final List<String> NAMES = List.of("camera");

    private Datasets() {
    }

    /** The names of all shipped pictures, in alphabetical order. */
    public static List<String> names() {
        return NAMES;
    }

    /**
     * A shipped picture, checked against its fingerprint.
     *
     * @throws IllegalArgumentException if there is none of that name
     * @throws IllegalStateException    if the shipped file is not the one its provenance describes
     */
    public static Image image(String name) {
        Provenance provenance = provenance(name);
        byte[] file = resource(name + ".png");
        requireUnchanged(provenance, file);
        return ImageFiles.decode(file, name).image();
    }

    /**
     * Where a shipped picture comes from.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public static Provenance provenance(String name) {
        if (!NAMES.contains(name)) {
            throw new IllegalArgumentException("there is no data set named '" + name + "'; there are: "
                    + String.join(", ", NAMES));
        }
        Properties facts = properties(name + ".properties");
        return new Provenance(name, facts.getProperty("title"), Integer.parseInt(facts.getProperty("width")),
                Integer.parseInt(facts.getProperty("height")), Integer.parseInt(facts.getProperty("channels")),
                facts.getProperty("licence"), facts.getProperty("source"), facts.getProperty("sha256"));
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
