package org.inrzoo.datasets;

import java.util.Locale;
import java.util.Map;

/**
 * The colour that shows through the transparent parts of a picture.
 *
 * @param red   from 0 to 1
 * @param green from 0 to 1
 * @param blue  from 0 to 1
 */
public record Background(float red, float green, float blue) {

    /** What pages and documents are like. */
    public static final Background WHITE = new Background(1, 1, 1);

    private static final Map<String, String> NAMES = Map.of("white", "#ffffff", "black", "#000000", "gray", "#808080");

    /**
     * The colour that a text names: white, black, gray, or its levels of red, green and blue as {@code #rrggbb}.
     *
     * @throws IllegalArgumentException if it names none
     */
    public static Background parse(String text) {
        String digits = NAMES.getOrDefault(text.toLowerCase(Locale.ROOT), text);
        if (!digits.matches("#[0-9a-fA-F]{6}")) {
            throw new IllegalArgumentException(
                    "a background cannot be '" + text + "'; it is white, black, gray or a colour such as #3366cc");
        }
        int rgb = Integer.parseInt(digits.substring(1), 16);
        return new Background((rgb >> 16) / 255f, (rgb >> 8 & 0xff) / 255f, (rgb & 0xff) / 255f);
    }

    /** Whether red, green and blue are equal, so that gray pictures stay gray on it. */
    boolean isGray() {
        return red == green && green == blue;
    }

    float level(int channel) {
        return channel == 0 ? red : channel == 1 ? green : blue;
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        String digits = String.format(Locale.ROOT, "#%02x%02x%02x", eightBits(red), eightBits(green), eightBits(blue));
        return NAMES.entrySet().stream()
                .filter(name -> name.getValue().equals(digits))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(digits);
    }

    private static int eightBits(float level) {
        return Math.round(255 * level);
    }
}
