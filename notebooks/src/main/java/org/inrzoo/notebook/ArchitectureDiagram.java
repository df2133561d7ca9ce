package org.inrzoo.notebook;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.inrzoo.chart.ChartStyle;
import org.inrzoo.layer.IntermediateOutputs;
import org.inrzoo.layer.Layer;
import org.inrzoo.network.Architecture;

/**
 * A network as a drawing, from the point on the left to the value on the right: a box for every layer with weights, the
 * higher the more features leave it, and beneath it what is done to each feature.
 *
 * @param title text above
 * @param architecture the network
 */
public record ArchitectureDiagram(String title, Architecture architecture) {

    private static final int COLUMN = 100;
    private static final int BOX = 56;
    private static final int MAX_HEIGHT = 150;
    private static final int MIDDLE = 125;
    private static final int HEIGHT = 300;
    private static final int SHEET = 4;
    private static final int MAX_SHEETS = 5;
    private static final int CHIP = 34;
    private static final int MAX_COLUMNS = 7;
    private static final Color PAPER = new Color(0xE8F1F8);
    private static final Color LINE = ChartStyle.color(0);

    /** A box, what hangs beneath it, and how many of the same kind follow each other here. */
    private record Column(LayerSketch box, int features, List<LayerSketch> below, int times) {

        private boolean looksLike(Column other) {
            return box.title().equals(other.box.title())
                    && features == other.features
                    && titles(below).equals(titles(other.below));
        }

        private static List<String> titles(List<LayerSketch> sketches) {
            return sketches.stream().map(LayerSketch::title).toList();
        }
    }

    /** The picture. */
    public BufferedImage draw() {
        List<Column> columns = columns();
        if (columns.size() > MAX_COLUMNS) {
            columns = merged(columns);
        }
        int width = COLUMN * (columns.size() + 2);
        BufferedImage picture = new BufferedImage(width, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = picture.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, width, HEIGHT);
        g.setColor(ChartStyle.INK);
        g.setFont(ChartStyle.font(15));
        g.drawString(title, 12, 24);
        g.setFont(ChartStyle.font(12));
        text(g, "point", COLUMN / 2 - 6, MIDDLE - 4);
        text(
                g,
                architecture.dimensions() == 1 ? "1 coordinate" : architecture.dimensions() + " coordinates",
                COLUMN / 2 - 6,
                MIDDLE + 12);
        for (int i = 0; i < columns.size(); i++) {
            draw(g, columns.get(i), COLUMN * (i + 1) + COLUMN / 2);
        }
        int right = width - COLUMN / 2;
        arrow(g, right - BOX / 2 - 8);
        String values = architecture.outputs() == 1
                ? "value"
                : String.format(Locale.ROOT, "%,d values", architecture.outputs());
        g.drawString(values, right - BOX / 2, MIDDLE + 4);
        g.dispose();
        return picture;
    }

    /** The layers in their order, those of a chain with intermediate outputs one by one. */
    private Stream<IntermediateOutputs.Part> parts() {
        List<Layer> layers = architecture.layers();
        List<IntermediateOutputs.Part> parts = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            int inputs = architecture.inputs(i);
            if (layers.get(i) instanceof IntermediateOutputs chain) {
                parts.addAll(chain.parts(inputs));
            } else {
                parts.add(new IntermediateOutputs.Part("", layers.get(i), inputs));
            }
        }
        return parts.stream();
    }

    private List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        parts().forEach(part -> {
            LayerSketch sketch = LayerSketch.of(part.layer());
            if (sketch.attached() && !columns.isEmpty()) {
                columns.get(columns.size() - 1).below.add(sketch);
            } else {
                columns.add(new Column(sketch, part.layer().outputs(part.inputs()), new ArrayList<>(), 1));
            }
        });
        return columns;
    }

    /** One column in the place of several alike. */
    private static List<Column> merged(List<Column> columns) {
        List<Column> merged = new ArrayList<>();
        for (Column column : columns) {
            Column last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last != null && last.looksLike(column)) {
                merged.set(merged.size() - 1, new Column(last.box, last.features, last.below, last.times + 1));
            } else {
                merged.add(column);
            }
        }
        return merged;
    }

    private static void draw(Graphics2D g, Column column, int center) {
        int height = (int) Math.min(MAX_HEIGHT, 34 + 13 * Math.log(column.features) / Math.log(2));
        int left = center - BOX / 2;
        int top = MIDDLE - height / 2;
        arrow(g, left - 4);
        g.setStroke(new BasicStroke(1.5f));
        for (int sheet = Math.min(MAX_SHEETS, column.box.copies()) - 1; sheet >= 0; sheet--) {
            g.setColor(PAPER);
            g.fillRoundRect(left + sheet * SHEET, top - sheet * SHEET, BOX, height, 10, 10);
            g.setColor(LINE);
            g.drawRoundRect(left + sheet * SHEET, top - sheet * SHEET, BOX, height, 10, 10);
        }
        g.setColor(ChartStyle.INK);
        g.setFont(ChartStyle.font(14));
        text(g, String.format(Locale.ROOT, "%,d", column.features), center, MIDDLE + 5);
        g.setFont(ChartStyle.font(11));
        if (column.times > 1) {
            text(g, "× " + column.times, center, top - SHEET * MAX_SHEETS - 2);
        }
        int y = MIDDLE + MAX_HEIGHT / 2 + 14;
        for (String line : lines(column.box.title())) {
            text(g, line, center, y);
            y += 13;
        }
        for (LayerSketch below : column.below) {
            y = drawBelow(g, below, center, y);
        }
    }

    private static int drawBelow(Graphics2D g, LayerSketch sketch, int center, int top) {
        int y = top;
        if (sketch.curve().isPresent()) {
            curve(g, sketch.curve().get(), center - CHIP / 2, y - 6);
            y += CHIP + 7;
        }
        text(g, sketch.title(), center, y);
        return y + 13;
    }

    private static void curve(Graphics2D g, DoubleUnaryOperator function, int left, int top) {
        Path2D path = new Path2D.Double();
        for (int i = 0; i <= CHIP; i++) {
            double value = function.applyAsDouble(2.0 * i / CHIP - 1);
            double y = top + CHIP / 2.0 - value * (CHIP / 2.0 - 5);
            if (i == 0) {
                path.moveTo(left, y);
            } else {
                path.lineTo(left + i, y);
            }
        }
        g.setColor(new Color(0xDDDDDD));
        g.setStroke(new BasicStroke(1));
        g.drawRect(left, top, CHIP, CHIP);
        g.setColor(ChartStyle.color(1));
        g.setStroke(new BasicStroke(1.8f));
        g.draw(path);
        g.setColor(ChartStyle.INK);
    }

    private static void arrow(Graphics2D g, int tip) {
        int begin = tip - COLUMN + BOX + 14;
        g.setColor(ChartStyle.INK);
        g.setStroke(new BasicStroke(1.2f));
        g.drawLine(begin, MIDDLE, tip, MIDDLE);
        g.drawLine(tip - 5, MIDDLE - 4, tip, MIDDLE);
        g.drawLine(tip - 5, MIDDLE + 4, tip, MIDDLE);
    }

    /** Words in lines that fit a column. */
    private static List<String> lines(String words) {
        List<String> lines = new ArrayList<>();
        for (String word : words.split(" ")) {
            String last = lines.isEmpty() ? "" : lines.get(lines.size() - 1);
            if (!last.isEmpty() && last.length() + word.length() < 14) {
                lines.set(lines.size() - 1, last + " " + word);
            } else {
                lines.add(word);
            }
        }
        return lines;
    }

    private static void text(Graphics2D g, String text, int center, int y) {
        g.drawString(text, center - g.getFontMetrics().stringWidth(text) / 2, y);
    }
}
