package org.inrzoo.datasets.video;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.inrzoo.datasets.AtomicFiles;
import org.inrzoo.datasets.Background;
import org.inrzoo.datasets.FileFailure;
import org.inrzoo.datasets.Image;
import org.inrzoo.datasets.ImageFiles;
import org.inrzoo.datasets.ReadOptions;
import org.inrzoo.datasets.file.Room;
import org.inrzoo.datasets.video.VideoFiles.Loaded;

/** A video as a folder: its frames as pictures, and the file {@code rate.txt} with how many are shown in a second. */
final class FrameFolder {

    private static final String RATE = "rate.txt";
    private static final double RATE_UNLESS_SAID = 25;
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    private static final Pattern PICTURE =
            Pattern.compile(".*\\.(png|jpe?g|tiff?|webp|gif|bmp)", Pattern.CASE_INSENSITIVE);

    private FrameFolder() {}

    static Loaded read(Path folder, Clip clip) throws IOException {
        List<Path> files;
        try (Stream<Path> entries = Files.list(folder)) {
            files = entries.filter(entry -> PICTURE.matcher(name(entry)).matches() && Files.isRegularFile(entry))
                    .sorted((a, b) -> inOrder(name(a)).compareTo(inOrder(name(b))))
                    .toList();
        }
        if (files.isEmpty()) {
            throw new IllegalArgumentException("there is no picture in the folder");
        }
        List<String> notes = new ArrayList<>();
        double rate = rate(folder, notes);
        List<Image> frames = new ArrayList<>();
        ReadOptions options = new ReadOptions(clip.side(), Background.WHITE);
        List<Path> wanted = IntStream.range(0, files.size())
                .filter(i -> clip.has(i / rate))
                .mapToObj(files::get)
                .toList();
        for (Path file : wanted) {
            Image frame = ImageFiles.read(file, options).image();
            if (frames.isEmpty()) {
                Room.require(
                        2L * Float.BYTES * frame.values().length * wanted.size(), "the " + wanted.size() + " frames");
            }
            requireSameSize(frames, frame, file);
            frames.add(frame);
        }
        requireSome(frames, files.size() / rate, clip);
        return new Loaded(Video.of(frames, rate), notes);
    }

    private static void requireSameSize(List<Image> frames, Image frame, Path file) {
        Image first = frames.isEmpty() ? frame : frames.get(0);
        if (frame.width() != first.width() || frame.height() != first.height()) {
            throw new IllegalArgumentException("its pictures differ in size: '" + name(file) + "' has " + frame.width()
                    + "x" + frame.height() + ", not " + first.width() + "x" + first.height());
        }
    }

    /** Refuses a part of a video in which no frame begins. */
    static void requireSome(List<Image> frames, double seconds, Clip clip) {
        if (frames.isEmpty()) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "it has %.3f s, so no frame begins in the part from %.3f s on", seconds, clip.from()));
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    /** A text whose order is that of the names with their numbers by value. */
    private static String inOrder(String name) {
        Matcher digits = DIGITS.matcher(name);
        return digits.replaceAll(number -> {
            String value = new BigInteger(number.group()).toString();
            return "0".repeat(Math.max(0, 40 - value.length())) + value;
        });
    }

    private static double rate(Path folder, List<String> notes) throws IOException {
        Path file = folder.resolve(RATE);
        if (!Files.isRegularFile(file)) {
            notes.add("nothing says how many frames are shown in a second (a file " + RATE + " would): taken for 25");
            return RATE_UNLESS_SAID;
        }
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(64);
        }
        String text = new String(bytes, StandardCharsets.UTF_8).strip();
        if (!text.matches("[0-9]{1,6}([.][0-9]{1,12})?") || Double.parseDouble(text) == 0) {
            throw new IllegalArgumentException(
                    "its file " + RATE + " has no number of frames a second in it, such as 24");
        }
        return Double.parseDouble(text);
    }

    static void write(Path folder, Video video) {
        try {
            Files.createDirectory(folder);
        } catch (IOException e) {
            throw FileFailure.of("write", folder, e);
        }
        String digits = "%0" + Math.max(4, String.valueOf(video.frames() - 1).length()) + "d";
        for (int t = 0; t < video.frames(); t++) {
            Image frame = video.frame(t);
            String number = String.format(Locale.ROOT, digits, t);
            AtomicFiles.write(
                    folder.resolve("frame-" + number + ".png"),
                    out -> ImageIO.write(frame.toBufferedImage(frame.bits()), "png", out));
        }
        String rate = new BigDecimal(video.rate())
                .setScale(12, RoundingMode.HALF_EVEN)
                .stripTrailingZeros()
                .toPlainString();
        AtomicFiles.write(folder.resolve(RATE), rate.getBytes(StandardCharsets.US_ASCII));
    }
}
