package org.inrzoo.weights;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.inrzoo.option.Glob;
import org.inrzoo.option.Nearest;
import org.inrzoo.option.OptionException;
import org.inrzoo.option.Quoted;

/**
 * All weights that can be had by name: those in the folders and jars that the system property {@value #PROPERTY} names or, without it, the
 * variable {@value #VARIABLE}, then those on the class path. Of two of one name the first counts.
 */
public final class WeightsShelves {

    /** The system property that names folders and jars, between them what the system puts between parts of a path. */
    public static final String PROPERTY = "inrzoo.weights";

    /** The variable of the environment that does. */
    public static final String VARIABLE = "INRZOO_WEIGHTS";

    private static final int SUGGESTIONS = 3;

    private WeightsShelves() {}

    /**
     * Weights, and where they are.
     *
     * @param shelf the place
     * @param entry what is known of them
     */
    public record Found(WeightsShelf shelf, WeightsEntry entry) {}

    /**
     * The places, in the order in which they are looked at.
     *
     * @throws OptionException when one is named that is not there
     */
    public static List<WeightsShelf> all() {
        String named = System.getProperty(PROPERTY, System.getenv(VARIABLE));
        List<WeightsShelf> shelves = new ArrayList<>();
        if (named != null) {
            Arrays.stream(named.split(File.pathSeparator))
                    .filter(place -> !place.isBlank())
                    .map(place -> WeightsShelf.of(Path.of(place)))
                    .forEach(shelves::add);
        }
        shelves.addAll(WeightsShelf.onClassPath());
        return shelves;
    }

    /** The weights whose names match the glob, such as {@code siren.*}, by name. */
    public static List<Found> list(String glob) {
        Map<String, Found> found = new TreeMap<>();
        for (WeightsShelf shelf : all()) {
            for (WeightsEntry entry : shelf.entries()) {
                if (Glob.matches(glob, entry.name())) {
                    found.putIfAbsent(entry.name(), new Found(shelf, entry));
                }
            }
        }
        return List.copyOf(found.values());
    }

    /** The names of all weights, in alphabetical order. */
    public static List<String> names() {
        return all().stream()
                .flatMap(shelf -> shelf.names().stream())
                .distinct()
                .sorted()
                .toList();
    }

    /**
     * The weights of a name.
     *
     * @param name {@code MODEL.TAG}
     * @throws OptionException when there are none; the message lists the nearest names
     */
    public static Found find(String name) {
        WeightsName wanted = WeightsName.parse(name);
        for (WeightsShelf shelf : all()) {
            if (shelf.has(wanted)) {
                return new Found(shelf, shelf.entry(wanted));
            }
        }
        throw missing(name);
    }

    /** What to say where there are no weights of a name. */
    public static OptionException missing(String name) {
        List<String> names = names();
        return new OptionException("there are no weights " + Quoted.of(name)
                + (names.isEmpty()
                        ? ": add the jar org.inrzoo:inr-zoo-weights, or name a folder of them by " + VARIABLE
                        : "; nearest: " + String.join(", ", Nearest.of(name, names, SUGGESTIONS))));
    }
}
