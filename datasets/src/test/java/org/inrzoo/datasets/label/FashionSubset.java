package org.inrzoo.datasets.label;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.inrzoo.datasets.Hashes;

/**
 * Makes the part of Fashion-MNIST that ships of the whole set: {@code FashionSubset FOLDER RESOURCES}, where FOLDER holds the
 * four IDX files and RESOURCES is this package's folder among the resources. The first 600 training and 200 test pictures of
 * every class are taken, in the files' order.
 */
final class FashionSubset {

    private static final int TRAIN_PER_CLASS = 600;
    private static final int TEST_PER_CLASS = 200;

    private FashionSubset() {}

    public static void main(String[] arguments) throws IOException {
        PictureSet all = new Fashion().read(Optional.of(arguments[0]));
        Path folder = Path.of(arguments[1]);
        write(folder, "fashion-train", first(all.train(), TRAIN_PER_CLASS));
        write(folder, "fashion-test", first(all.test(), TEST_PER_CLASS));
        Map<String, String> hashes = new TreeMap<>();
        for (String name : List.of(
                "digits.csv.gz",
                "fashion-train-images.gz",
                "fashion-train-labels.gz",
                "fashion-test-images.gz",
                "fashion-test-labels.gz")) {
            hashes.put(name, Hashes.sha256(folder.resolve(name)));
        }
        StringBuilder lines = new StringBuilder();
        hashes.forEach((name, hash) -> lines.append(name + " = " + hash + "\n"));
        Files.writeString(folder.resolve("sha256.properties"), lines.toString(), StandardCharsets.UTF_8);
    }

    static LabelledPictures first(LabelledPictures all, int perClass) {
        int[] found = new int[all.classes().size()];
        return all.only(IntStream.range(0, all.size())
                .filter(i -> found[all.labels()[i]]++ < perClass)
                .toArray());
    }

    private static void write(Path folder, String name, LabelledPictures pictures) throws IOException {
        try (DataOutputStream out = deflated(folder.resolve(name + "-images.gz"))) {
            out.writeInt(0x803);
            out.writeInt(pictures.size());
            out.writeInt(pictures.height());
            out.writeInt(pictures.width());
            out.write(pictures.pixels());
        }
        try (DataOutputStream out = deflated(folder.resolve(name + "-labels.gz"))) {
            out.writeInt(0x801);
            out.writeInt(pictures.size());
            for (int label : pictures.labels()) {
                out.writeByte(label);
            }
        }
    }

    private static DataOutputStream deflated(Path file) throws IOException {
        OutputStream out = Files.newOutputStream(file);
        return new DataOutputStream(new GZIPOutputStream(out, 1 << 16) {
            {
                def.setLevel(Deflater.BEST_COMPRESSION);
            }
        });
    }
}
