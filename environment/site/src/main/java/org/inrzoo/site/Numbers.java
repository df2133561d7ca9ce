package org.inrzoo.site;

import java.util.Locale;
import java.util.OptionalDouble;

/** Numbers as pages have them. */
final class Numbers {

    private Numbers() {}

    /** A whole number with its thousands apart. */
    static String whole(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** A number of so many decimals; infinite ones as a sign. */
    static String decimals(int count, double number) {
        return Double.isInfinite(number) ? "∞" : String.format(Locale.ROOT, "%,." + count + "f", number);
    }

    /** A number and its unit, or a dash. */
    static String orDash(int count, OptionalDouble number, String unit) {
        return number.isPresent() ? decimals(count, number.getAsDouble()) + " " + unit : "–";
    }

    /** How long something took, as short as can be. */
    static String seconds(double seconds) {
        return seconds < 9.95
                ? decimals(1, seconds) + " s"
                : seconds < 600 ? decimals(0, seconds) + " s" : decimals(0, seconds / 60) + " min";
    }
}
