package org.inrzoo.cli;

import java.util.Locale;

/** Times in words, as rough as a person wants them. */
final class Durations {

    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final double FINE = 10;

    private Durations() {}

    /** {@code 45 s}, {@code 3 min 20 s}, {@code 25 min}, {@code 2 h 5 min}, {@code 12 days}; empty for what is no time. */
    static String words(double seconds) {
        if (!(seconds >= 0) || Double.isInfinite(seconds)) {
            return "";
        }
        long whole = Math.round(seconds);
        if (whole < MINUTE) {
            return whole + " s";
        }
        if (whole < FINE * MINUTE) {
            return two(whole, MINUTE, "min", 1, "s");
        }
        if (Math.round(seconds / MINUTE) < 60) {
            return Math.round(seconds / MINUTE) + " min";
        }
        if (Math.round(seconds / MINUTE) * MINUTE < 2 * DAY) {
            return two(Math.round(seconds / MINUTE) * MINUTE, HOUR, "h", MINUTE, "min");
        }
        return String.format(Locale.ROOT, "%,d days", Math.round(seconds / DAY));
    }

    /** {@code ", 3 min left"}, or nothing where that is not known or no time is left. */
    static String left(double seconds) {
        String words = words(seconds);
        return words.isEmpty() || words.equals("0 s") ? "" : ", " + words + " left";
    }

    private static String two(long seconds, long unit, String name, long smaller, String smallerName) {
        long rest = seconds % unit / smaller;
        return seconds / unit + " " + name + (rest == 0 ? "" : " " + rest + " " + smallerName);
    }
}
