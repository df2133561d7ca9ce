package org.inrzoo.page;

import java.util.Locale;

/** Pieces of Markdown. */
final class Markdown {

    private Markdown() {}

    /** A text as a table's cell, where a bar would begin the next one. */
    static String cell(String text) {
        return text.replace("|", "\\|");
    }

    /** A number of two decimals, or nothing. */
    static String number(Double value) {
        return value == null ? "" : String.format(Locale.ROOT, "%.2f", value);
    }

    /** The anchor that a heading gets. */
    static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 -]", "").replace(' ', '-');
    }
}
