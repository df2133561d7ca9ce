package org.inrzoo.datasets.label;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.inrzoo.datasets.SignalFileException;
import org.inrzoo.datasets.file.ByteSource;
import org.inrzoo.datasets.file.SignalReading;

/** CIFAR's binary files: records of label bytes, the last of which counts here, and 3,072 levels, planes R, G, B of 32×32. */
final class CifarFile {

    private static final String KIND = "pictures";
    private static final int SIDE = 32;
    private static final int LEVELS = 3 * SIDE * SIDE;

    private CifarFile() {}

    /**
     * The pictures of several files, one after the other.
     *
     * @param labelBytes label bytes in front of a picture: 1 for CIFAR-10, 2 for CIFAR-100
     * @param classes how many there are
     * @param namesFile the file in the folder that names them, a line each; where there is none they have numbers
     */
    static LabelledPictures read(Path folder, List<String> files, int labelBytes, int classes, String namesFile) {
        List<byte[]> records = files.stream()
                .map(file -> SignalReading.file(KIND, present(folder, file), in -> records(in, labelBytes, classes)))
                .toList();
        return SignalReading.guarded(
                KIND, folder.toString(), () -> labelled(records, labelBytes, names(folder, namesFile, classes)));
    }

    private static LabelledPictures labelled(List<byte[]> records, int labelBytes, List<String> names) {
        int record = labelBytes + LEVELS;
        int count = records.stream().mapToInt(bytes -> bytes.length / record).sum();
        byte[] pixels = new byte[Math.multiplyExact(count, LEVELS)];
        int[] labels = new int[count];
        int at = 0;
        for (byte[] bytes : records) {
            for (int from = 0; from < bytes.length; from += record) {
                labels[at] = bytes[from + labelBytes - 1] & 0xFF;
                System.arraycopy(bytes, from + labelBytes, pixels, at * LEVELS, LEVELS);
                at++;
            }
        }
        return new LabelledPictures(3, SIDE, SIDE, names, pixels, labels);
    }

    static byte[] records(ByteSource in, int labelBytes, int classes) throws IOException {
        long size = in.remaining();
        int record = labelBytes + LEVELS;
        if (size % record != 0) {
            throw new IllegalArgumentException(
                    "it is cut off or no CIFAR binary file: its " + size + " bytes are no records of " + record);
        }
        byte[] bytes = in.take(size).array();
        for (int from = 0; from < bytes.length; from += record) {
            int label = bytes[from + labelBytes - 1] & 0xFF;
            if (label >= classes) {
                throw new IllegalArgumentException("picture " + from / record + " has the label " + label
                        + ", and there are " + classes + " classes");
            }
        }
        return bytes;
    }

    private static List<String> names(Path folder, String file, int classes) throws IOException {
        Path path = folder.resolve(file);
        if (!Files.isRegularFile(path)) {
            return IntStream.range(0, classes).mapToObj(String::valueOf).toList();
        }
        List<String> names = Files.readAllLines(path, StandardCharsets.UTF_8).stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        if (names.size() != classes) {
            throw new IllegalArgumentException(
                    "its file " + file + " names " + names.size() + " classes, not " + classes);
        }
        return names;
    }

    private static Path present(Path folder, String file) {
        Path path = folder.resolve(file);
        if (!Files.exists(path)) {
            throw new SignalFileException("cannot read pictures '" + folder + "': there is no " + file
                    + " in it; it wants CIFAR's binary files");
        }
        return path;
    }
}
