package org.inrzoo.datasets.label;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.inrzoo.datasets.file.ByteSource;

/**
 * The test part of the UCI repository's Optical Recognition of Handwritten Digits, Alpaydin and Kaynak 1998: 1,797 gray
 * pictures of 8×8 with 17 levels, by 13 people. The first 1,200 are learnt from, the other 597 tested on.
 */
public final class Digits implements PictureSource {

    private static final int SIDE = 8;
    private static final int CLASSES = 10;
    private static final int LARGEST = 16;
    private static final int TRAIN = 1200;
    private static final int LONGEST_LINE = 512;

    @Override
    public String name() {
        return "digits";
    }

    @Override
    public String usage() {
        return "digits";
    }

    @Override
    public String summary() {
        return "1,200 + 597 handwritten digits of the UCI repository, 8x8";
    }

    @Override
    public Optional<String> licence() {
        return Optional.of("BSD 3-clause, the scikit-learn developers");
    }

    @Override
    public PictureSet read(Optional<String> argument) {
        if (argument.isPresent()) {
            throw PictureSources.wrong(this);
        }
        LabelledPictures all = ShippedFile.read("digits.csv.gz", in -> decode(in.inflated()));
        return new PictureSet(
                name(),
                all.only(IntStream.range(0, TRAIN).toArray()),
                all.only(IntStream.range(TRAIN, all.size()).toArray()),
                List.of());
    }

    /** Lines of 64 levels from 0 to 16, row by row, and the digit. */
    static LabelledPictures decode(ByteSource in) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = in.line(LONGEST_LINE); line != null; line = in.line(LONGEST_LINE)) {
            lines.add(line);
        }
        byte[] pixels = new byte[lines.size() * SIDE * SIDE];
        int[] labels = new int[lines.size()];
        for (int i = 0; i < labels.length; i++) {
            String[] numbers = lines.get(i).split(",", -1);
            if (numbers.length != SIDE * SIDE + 1) {
                throw new IllegalArgumentException("line " + (i + 1) + " has " + numbers.length + " numbers, not 65");
            }
            for (int k = 0; k < SIDE * SIDE; k++) {
                int level = number(numbers[k], LARGEST, i);
                pixels[i * SIDE * SIDE + k] = (byte) Math.round(level * 255f / LARGEST);
            }
            labels[i] = number(numbers[SIDE * SIDE], CLASSES - 1, i);
        }
        List<String> classes =
                IntStream.range(0, CLASSES).mapToObj(String::valueOf).toList();
        return new LabelledPictures(1, SIDE, SIDE, classes, pixels, labels);
    }

    private static int number(String text, int largest, int line) {
        if (!text.matches("[0-9]{1,2}") || Integer.parseInt(text) > largest) {
            throw new IllegalArgumentException(
                    "line " + (line + 1) + " has '" + text + "' where a whole number from 0 to " + largest + " stands");
        }
        return Integer.parseInt(text);
    }
}
