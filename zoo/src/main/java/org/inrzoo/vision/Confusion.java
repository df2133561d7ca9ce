package org.inrzoo.vision;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.inrzoo.io.ColorMap;
import org.inrzoo.io.Fonts;

/**
 * What a classifier said of pictures whose classes are known.
 *
 * @param classes their names
 * @param counts pictures by their class (row) and what was said (column)
 * @param loss mean cross-entropy, in nats
 */
public record Confusion(List<String> classes, List<List<Integer>> counts, double loss) {

    private static final int CELL = 34;
    private static final int LABELS = 96;
    private static final int NAME_LENGTH = 12;

    /**
     * One class.
     *
     * @param name its name
     * @param pictures those of the class
     * @param right those of them that were said to be
     * @param recall right over pictures, 0 to 1; 0 where there are none
     * @param precision right over all that were said to be of the class, 0 to 1; 0 where there are none
     */
    public record ClassScores(String name, int pictures, int right, double recall, double precision) {}

    /** Copies the counts. */
    public Confusion {
        classes = List.copyOf(classes);
        counts = counts.stream().map(List::copyOf).toList();
    }

    static Confusion of(List<String> classes, int[][] counts, double loss) {
        return new Confusion(
                classes,
                Arrays.stream(counts)
                        .map(row -> Arrays.stream(row).boxed().toList())
                        .toList(),
                loss);
    }

    /** All pictures. */
    public int pictures() {
        return counts.stream().flatMap(List::stream).mapToInt(Integer::intValue).sum();
    }

    /** The share of the pictures whose class was said, 0 to 1. */
    public double accuracy() {
        int right = 0;
        for (int k = 0; k < classes.size(); k++) {
            right += counts.get(k).get(k);
        }
        return (double) right / pictures();
    }

    /** Class by class. */
    public List<ClassScores> lines() {
        List<ClassScores> lines = new ArrayList<>();
        for (int k = 0; k < classes.size(); k++) {
            int column = k;
            int pictures = counts.get(k).stream().mapToInt(Integer::intValue).sum();
            int said = counts.stream().mapToInt(row -> row.get(column)).sum();
            int right = counts.get(k).get(k);
            lines.add(new ClassScores(
                    classes.get(k),
                    pictures,
                    right,
                    pictures == 0 ? 0 : (double) right / pictures,
                    said == 0 ? 0 : (double) right / said));
        }
        return lines;
    }

    /** The lines as a table to be read, with a heading. */
    public String table() {
        StringBuilder text = new StringBuilder(
                String.format(Locale.ROOT, "%-20s %9s %9s %9s%n", "class", "pictures", "recall", "precision"));
        for (ClassScores line : lines()) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-20s %9d %8.2f%% %8.2f%%%n",
                    line.name(),
                    line.pictures(),
                    100 * line.recall(),
                    100 * line.precision()));
        }
        return text.toString();
    }

    /** The counts as a picture: a row for every class, lighter where more were said to be of the column's. */
    public BufferedImage picture() {
        int n = classes.size();
        BufferedImage picture =
                new BufferedImage(LABELS + n * CELL + 8, LABELS + n * CELL + 8, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, picture.getWidth(), picture.getHeight());
        for (int row = 0; row < n; row++) {
            int all = Math.max(
                    1, counts.get(row).stream().mapToInt(Integer::intValue).sum());
            for (int column = 0; column < n; column++) {
                graphics.setColor(
                        new Color(ColorMap.rgb((double) counts.get(row).get(column) / all)));
                graphics.fillRect(LABELS + column * CELL, LABELS + row * CELL, CELL - 1, CELL - 1);
            }
        }
        if (Fonts.missing().isEmpty()) {
            write(graphics);
        }
        graphics.dispose();
        return picture;
    }

    private void write(Graphics2D graphics) {
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        int n = classes.size();
        for (int row = 0; row < n; row++) {
            String name = classes.get(row);
            String shown = name.length() > NAME_LENGTH ? name.substring(0, NAME_LENGTH) : name;
            graphics.setColor(Color.BLACK);
            graphics.drawString(shown, 6, LABELS + row * CELL + 21);
            Graphics2D turned = (Graphics2D) graphics.create();
            turned.rotate(-Math.PI / 2, LABELS + row * CELL + 21, LABELS - 6);
            turned.drawString(shown, LABELS + row * CELL + 21, LABELS - 6);
            turned.dispose();
            int all = counts.get(row).stream().mapToInt(Integer::intValue).sum();
            for (int column = 0; column < n; column++) {
                int count = counts.get(row).get(column);
                if (count > 0) {
                    graphics.setColor(2 * count > all ? Color.BLACK : Color.WHITE);
                    graphics.drawString(String.valueOf(count), LABELS + column * CELL + 5, LABELS + row * CELL + 21);
                }
            }
        }
    }
}
