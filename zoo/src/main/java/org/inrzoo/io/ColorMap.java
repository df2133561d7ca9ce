package org.inrzoo.io;

/**
 * Colours for numbers from 0 to 1, from near black over purple and orange to light yellow.
 *
 * <p>The map is a straight rise of perceived lightness in the OKLab colour space, so that equal steps look equal, also
 * in gray print and to colour-blind eyes. On the way up the hue turns by half a circle and the colours are strongest in
 * the middle.
 */
public final class ColorMap {

    private static final double DARKEST = 0.12;
    private static final double LIGHTEST = 0.97;
    private static final double FIRST_HUE = Math.toRadians(285);
    private static final double LAST_HUE = Math.toRadians(465);
    private static final double MIN_CHROMA = 0.03;
    private static final double MAX_CHROMA = 0.18;

    private ColorMap() {}

    /** The colour of a number as 0xRRGGBB; numbers outside [0, 1] get the colour of the nearer end. */
    public static int rgb(double value) {
        double t = Math.max(0, Math.min(1, value));
        double lightness = between(DARKEST, LIGHTEST, t);
        double hue = between(FIRST_HUE, LAST_HUE, t);
        double chroma = between(MIN_CHROMA, MAX_CHROMA, Math.sin(Math.PI * t));
        return fromOkLab(lightness, chroma * Math.cos(hue), chroma * Math.sin(hue));
    }

    private static double between(double first, double last, double t) {
        return first + t * (last - first);
    }

    private static int fromOkLab(double lightness, double a, double b) {
        double l = cube(lightness + 0.3963377774 * a + 0.2158037573 * b);
        double m = cube(lightness - 0.1055613458 * a - 0.0638541728 * b);
        double s = cube(lightness - 0.0894841775 * a - 1.2914855480 * b);
        return level(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s) << 16
                | level(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s) << 8
                | level(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s);
    }

    private static double cube(double x) {
        return x * x * x;
    }

    /** The 8-bit sRGB level of a linear intensity. */
    private static int level(double linear) {
        double x = Math.max(0, Math.min(1, linear));
        double encoded = x <= 0.0031308 ? 12.92 * x : 1.055 * Math.pow(x, 1 / 2.4) - 0.055;
        return (int) Math.round(255 * encoded);
    }
}
