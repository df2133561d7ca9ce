package org.inrzoo.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Stroke;
import org.jfree.chart.plot.Plot;

/** The look that all charts share: those of the command line and those of the notebooks. */
public final class ChartStyle {

    /** Pixels across a chart. */
    public static final int WIDTH = 640;

    /** Pixels down a chart. */
    public static final int HEIGHT = 400;

    /** The colour of text. */
    public static final Color INK = new Color(0x333333);

    /** Colours that stay apart for colour-blind eyes and in gray print (Okabe and Ito 2008; a brown for their yellow, which white hides). */
    private static final Color[] COLORS = {
        new Color(0x0072B2),
        new Color(0xD55E00),
        new Color(0x009E73),
        new Color(0xCC79A7),
        new Color(0xE69F00),
        new Color(0x56B4E9),
        new Color(0x000000),
        new Color(0x7F6000)
    };

    /** Each for four lines; null is a line without gaps. */
    private static final float[][] DASHES = {null, {9, 4}, {3, 3}, {12, 4, 3, 4}};

    private static final int LINES_PER_DASH = 4;
    private static final float LINE_WIDTH = 2.2f;

    private ChartStyle() {}

    /** The colour of the series of this number, from 0; they come round again. */
    public static Color color(int series) {
        return COLORS[series % COLORS.length];
    }

    /** For areas behind a line of this colour. */
    public static Color pale(Color color) {
        return new Color(color.getRed(), color.getGreen(), color.getBlue(), 60);
    }

    /**
     * The stroke of the series of this number, from 0: from the fifth on dashed, so that a line is told from others by more
     * than its colour.
     */
    public static Stroke stroke(int series) {
        float[] dash = DASHES[series / LINES_PER_DASH % DASHES.length];
        return new BasicStroke(LINE_WIDTH, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dash, 0);
    }

    /** The font of all text, in pixels. */
    public static Font font(int size) {
        return new Font(Font.SANS_SERIF, Font.PLAIN, size);
    }

    /** Gives what lies between axes the look: white, without a frame. */
    public static void apply(Plot plot) {
        plot.setBackgroundPaint(Color.WHITE);
        plot.setOutlineVisible(false);
    }
}
