package org.inrzoo.study;

import java.util.Locale;
import org.inrzoo.metric.Measure;

/** How measures are called at the head of tables and axes, and in files. */
final class Headings {

    private static final String WORDS = "[^A-Za-z0-9]+";

    private Headings() {}

    /** The main measure with its unit: {@code PSNR, dB}, or {@code IOU} where the number stands alone. */
    static String of(Measure main) {
        return of(main, "");
    }

    /**
     * The main measure with what is said of it: {@code PSNR at the end, dB}.
     *
     * @param more follows the name, such as {@code " at the end"}
     */
    static String of(Measure main, String more) {
        return unit(main.name().toUpperCase(Locale.ROOT) + more, main);
    }

    /**
     * A further measure: an abbreviation as the main one, {@code PSNR, dB}; else without the main one's name before its own,
     * {@code between, dB} for {@code psnr-between}.
     */
    static String further(Measure further, Measure main) {
        String prefix = main.name() + "-";
        String name = further.name();
        if (!name.contains("-")) {
            return of(further);
        }
        return unit(name.startsWith(prefix) ? name.substring(prefix.length()) : name, further);
    }

    /** Text with a measure's unit behind it. */
    static String unit(String text, Measure measure) {
        return measure.unit().isEmpty() ? text : text + ", " + measure.unit();
    }

    /** A measure as a key: {@code psnrBetween} for {@code psnr-between}. */
    static String key(Measure measure) {
        StringBuilder key = new StringBuilder();
        for (String word : measure.name().split(WORDS)) {
            key.append(
                    key.length() == 0 || word.isEmpty()
                            ? word
                            : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return key.toString();
    }

    /** Digits behind the point: hundredths of a unit, or, where the number stands alone, four. */
    static int decimals(Measure measure) {
        return measure.unit().isEmpty() ? 4 : 2;
    }

    /** A number of a measure, without its unit. */
    static String number(Measure measure, double value) {
        return String.format(Locale.ROOT, "%." + decimals(measure) + "f", value);
    }
}
