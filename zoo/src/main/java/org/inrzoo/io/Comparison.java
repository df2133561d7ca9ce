package org.inrzoo.io;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.Polygon;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.inrzoo.datasets.Image;

/** Draws two images and their differences: a column for each of the three panels, and the colour bar at the right. */
final class Comparison {

    private static final int MIN_PANEL = 256;
    private static final int MAX_PANEL = 1024;
    private static final int MIN_BAR_HEIGHT = 128;
    private static final int MARGIN = 16;
    private static final int GAP = 20;
    private static final int LINE = 28;
    private static final int BAR_WIDTH = 18;
    private static final int TICK = 5;
    private static final int ARROW = 12;

    private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 14);
    private static final Color INK = new Color(0x222222);
    private static final Color FRAME = new Color(0xbbbbbb);

    private final Image original;
    private final Image reconstruction;
    private final Image errors;
    private final ErrorScale scale;
    private final Optional<FontMetrics> font;
    private final int panelWidth;
    private final int panelHeight;

    Comparison(Image original, Image reconstruction) {
        this(original, reconstruction, Fonts.metrics(FONT));
    }

    /** A comparison whose texts are written in a font, or without texts where there is none. */
    Comparison(Image original, Image reconstruction, Optional<FontMetrics> font) {
        this.font = font;
        this.original = original;
        this.reconstruction = reconstruction;
        this.errors = errors(original, reconstruction);
        this.scale = ErrorScale.of(errors.values());
        double factor = factor(original.width(), original.height());
        this.panelWidth = Math.max(1, (int) Math.round(original.width() * factor));
        this.panelHeight = Math.max(1, (int) Math.round(original.height() * factor));
    }

    private static Image errors(Image a, Image b) {
        if (a.width() != b.width() || a.height() != b.height() || a.channels() != b.channels()) {
            throw new IllegalArgumentException("only images of the same size can be compared, not " + a + " and " + b);
        }
        float[] errors = new float[a.width() * a.height()];
        for (int i = 0; i < errors.length; i++) {
            double sum = 0;
            for (int k = i * a.channels(); k < (i + 1) * a.channels(); k++) {
                sum += Math.abs((double) a.values()[k] - b.values()[k]);
            }
            errors[i] = (float) (sum / a.channels());
        }
        return new Image(a.width(), a.height(), 1, errors);
    }

    /** A whole number for small images, however long and thin, and at most 1 for large ones. */
    private static double factor(int width, int height) {
        int longer = Math.max(width, height);
        if (longer > MAX_PANEL) {
            return (double) MAX_PANEL / longer;
        }
        return Math.min((MIN_PANEL + width - 1) / width, MAX_PANEL / longer);
    }

    BufferedImage draw(String caption) {
        int labels = font.map(metrics -> scale.labels().stream()
                        .mapToInt(metrics::stringWidth)
                        .max()
                        .orElseThrow())
                .orElse(0);
        int column = Math.max(panelWidth, MIN_PANEL);
        int body = Math.max(panelHeight, MIN_BAR_HEIGHT);
        int width = MARGIN + 3 * (column + GAP) + BAR_WIDTH + 2 * TICK + labels + MARGIN;
        int height = MARGIN + LINE + body + (caption.isBlank() ? 0 : LINE) + MARGIN;
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = picture.createGraphics();
        try {
            prepare(g, width, height);
            int top = MARGIN + LINE;
            drawPanel(g, "original", scaled(original).toBufferedImage(), MARGIN, top, body);
            drawPanel(g, "reconstruction", scaled(reconstruction).toBufferedImage(), MARGIN + column + GAP, top, body);
            drawPanel(g, errorTitle(), colored(scaled(errors)), MARGIN + 2 * (column + GAP), top, body);
            drawBar(g, MARGIN + 3 * (column + GAP), top, body);
            font.ifPresent(
                    metrics -> g.drawString(shortened(caption, metrics, width - 2 * MARGIN), MARGIN, height - MARGIN));
        } finally {
            g.dispose();
        }
        return picture;
    }

    private static void prepare(Graphics2D g, int width, int height) {
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, width, height);
        g.setColor(INK);
        g.setFont(FONT);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    }

    /** Shrunk images are averaged here; enlarged ones repeat their pixels when they are drawn. */
    private Image scaled(Image image) {
        boolean shrunk = panelWidth < image.width() || panelHeight < image.height();
        return shrunk ? image.resize(panelWidth, panelHeight) : image;
    }

    private BufferedImage colored(Image errors) {
        BufferedImage picture = new BufferedImage(errors.width(), errors.height(), BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < errors.values().length; i++) {
            picture.setRGB(i % errors.width(), i / errors.width(), ColorMap.rgb(errors.values()[i] / scale.top()));
        }
        return picture;
    }

    private String errorTitle() {
        return scale.max() == 0
                ? "absolute error: none"
                : String.format(Locale.ROOT, "absolute error, at most %.2g", scale.max());
    }

    private void drawPanel(Graphics2D g, String title, BufferedImage panel, int left, int top, int body) {
        int y = top + (body - panelHeight) / 2;
        if (font.isPresent()) {
            g.drawString(title, left, top - 10);
        }
        g.drawImage(panel, left, y, panelWidth, panelHeight, null);
        frame(g, left, y, panelWidth, panelHeight);
    }

    private void drawBar(Graphics2D g, int left, int top, int body) {
        int head = scale.isClipped() ? ARROW : 0;
        int height = body - head;
        if (scale.isClipped()) {
            g.setColor(new Color(ColorMap.rgb(1)));
            Polygon arrow = new Polygon(
                    new int[] {left, left + BAR_WIDTH, left + BAR_WIDTH / 2},
                    new int[] {top + head, top + head, top},
                    3);
            g.fillPolygon(arrow);
            g.setColor(FRAME);
            g.drawPolygon(arrow);
        }
        for (int y = 0; y < height; y++) {
            g.setColor(new Color(ColorMap.rgb(1 - y / (height - 1.0))));
            g.fillRect(left, top + head + y, BAR_WIDTH, 1);
        }
        frame(g, left, top + head, BAR_WIDTH, height);
        drawTicks(g, left + BAR_WIDTH, top + head, height);
    }

    private void drawTicks(Graphics2D g, int left, int top, int height) {
        List<String> labels = scale.labels();
        for (int i = 0; i < labels.size(); i++) {
            String label = labels.get(i);
            int y = top + (int) Math.round((height - 1) * (1 - (double) i / scale.steps()));
            g.drawLine(left, y, left + TICK, y);
            font.ifPresent(metrics -> g.drawString(label, left + 2 * TICK, y + metrics.getAscent() / 2 - 1));
        }
    }

    private static void frame(Graphics2D g, int x, int y, int width, int height) {
        g.setColor(FRAME);
        g.drawRect(x - 1, y - 1, width + 1, height + 1);
        g.setColor(INK);
    }

    private static String shortened(String text, FontMetrics font, int width) {
        String line = text.strip().replaceAll("\\s+", " ");
        if (font.stringWidth(line) <= width) {
            return line;
        }
        while (font.stringWidth(line + "\u2026") > width) {
            line = line.substring(0, line.length() - 1);
        }
        return line + "\u2026";
    }
}
