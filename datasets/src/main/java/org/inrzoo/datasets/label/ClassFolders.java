package org.inrzoo.datasets.label;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.inrzoo.datasets.Image;
import org.inrzoo.datasets.ImageFiles;
import org.inrzoo.datasets.file.Room;
import org.inrzoo.datasets.file.SignalReading;

/**
 * A folder with a folder of pictures for every class, in the order of the classes' names.
 *
 * <p>Where the folder has {@code train} and {@code test} in it, these hold the classes; else every fifth picture of a class, by
 * name, is tested on. Pictures are of one size, or are brought to SIDE×SIDE pixels; where one has colour, all are RGB.
 */
public final class ClassFolders implements PictureSource {

    private static final String KIND = "pictures";
    private static final int EVERY = 5;
    private static final Pattern ARGUMENT = Pattern.compile("([1-9][0-9]{0,3}):(.+)");

    @Override
    public String name() {
        return "folder";
    }

    @Override
    public String usage() {
        return "folder:SIDE:DIR";
    }

    @Override
    public String summary() {
        return "a folder with a folder of pictures for every class, at SIDE pixels; their own size for the folder alone";
    }

    @Override
    public PictureSet read(Optional<String> argument) {
        Matcher parts = ARGUMENT.matcher(argument.orElse(""));
        if (!parts.matches()) {
            throw PictureSources.wrong(this);
        }
        try {
            return read(Path.of(parts.group(2)), Optional.of(Integer.parseInt(parts.group(1))));
        } catch (InvalidPathException e) {
            throw PictureSources.wrong(this);
        }
    }

    /** The pictures of a folder, brought to a side where there is one. */
    static PictureSet read(Path folder, Optional<Integer> side) {
        return SignalReading.guarded(KIND, folder.toString(), () -> {
            Path train = folder.resolve("train");
            Path test = folder.resolve("test");
            List<Entry> learnt;
            List<Entry> tested;
            List<String> classes;
            List<String> notes = List.of();
            if (Files.isDirectory(train) && Files.isDirectory(test)) {
                classes = classes(train);
                if (!classes(test).equals(classes)) {
                    throw new IllegalArgumentException("its folders train and test have other classes");
                }
                learnt = entries(train, classes);
                tested = entries(test, classes);
            } else {
                classes = classes(folder);
                List<Entry> all = entries(folder, classes);
                learnt = all.stream()
                        .filter(entry -> entry.place % EVERY != EVERY - 1)
                        .toList();
                tested = all.stream()
                        .filter(entry -> entry.place % EVERY == EVERY - 1)
                        .toList();
                notes = List.of("there are no folders train and test: every fifth picture of a class is tested on");
                if (tested.isEmpty()) {
                    throw new IllegalArgumentException("no class has five pictures, and every fifth is tested on");
                }
            }
            List<Image> images = new ArrayList<>();
            for (Entry entry : Stream.concat(learnt.stream(), tested.stream()).toList()) {
                images.add(image(entry, side, images, learnt.size() + tested.size()));
            }
            int channels = images.stream().mapToInt(Image::channels).max().orElse(1);
            return new PictureSet(
                    folder.toString(),
                    labelled(learnt, images.subList(0, learnt.size()), channels, classes),
                    labelled(tested, images.subList(learnt.size(), images.size()), channels, classes),
                    notes);
        });
    }

    /** One picture's file, its class and its place among the class' pictures. */
    private record Entry(Path file, int label, int place) {}

    private static List<String> classes(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            List<String> names = entries.filter(Files::isDirectory)
                    .map(entry -> entry.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .toList();
            if (names.size() < 2) {
                throw new IllegalArgumentException(
                        "it wants a folder of pictures for each of two classes or more, and has " + names.size()
                                + " folders in it");
            }
            return names;
        }
    }

    private static List<Entry> entries(Path folder, List<String> classes) throws IOException {
        List<Entry> all = new ArrayList<>();
        for (int label = 0; label < classes.size(); label++) {
            List<Path> files;
            try (Stream<Path> entries = Files.list(folder.resolve(classes.get(label)))) {
                files = entries.filter(ImageFiles::isPicture).sorted().toList();
            }
            if (files.isEmpty()) {
                throw new IllegalArgumentException("there is no picture of the class '" + classes.get(label) + "'");
            }
            for (int place = 0; place < files.size(); place++) {
                all.add(new Entry(files.get(place), label, place));
            }
        }
        return all;
    }

    private static Image image(Entry entry, Optional<Integer> side, List<Image> before, int count) {
        Image read = ImageFiles.read(entry.file).image();
        Image image = side.map(pixels -> read.resize(pixels, pixels)).orElse(read);
        Image first = before.isEmpty() ? image : before.get(0);
        if (before.isEmpty()) {
            Room.require((long) count * 3 * Float.BYTES * image.width() * image.height(), "the " + count + " pictures");
        }
        if (image.width() != first.width() || image.height() != first.height()) {
            throw new IllegalArgumentException("its pictures differ in size: '" + entry.file.getFileName() + "' has "
                    + image.width() + "x" + image.height() + ", not " + first.width() + "x" + first.height()
                    + "; folder:SIDE:DIR brings all to one");
        }
        return image;
    }

    private static LabelledPictures labelled(
            List<Entry> entries, List<Image> images, int channels, List<String> classes) {
        int height = images.get(0).height();
        int width = images.get(0).width();
        int plane = height * width;
        byte[] pixels = new byte[Math.multiplyExact(images.size(), channels * plane)];
        for (int i = 0; i < images.size(); i++) {
            Image image = images.get(i);
            for (int c = 0; c < channels; c++) {
                for (int k = 0; k < plane; k++) {
                    float value = image.values()[k * image.channels() + (image.channels() == 1 ? 0 : c)];
                    pixels[(i * channels + c) * plane + k] = (byte) Math.round(value * 255);
                }
            }
        }
        return new LabelledPictures(
                channels,
                height,
                width,
                classes,
                pixels,
                entries.stream().mapToInt(Entry::label).toArray());
    }
}
