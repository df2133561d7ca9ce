package org.inrzoo.datasets.label;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.inrzoo.datasets.SignalFileException;
import org.inrzoo.datasets.file.SignalReading;

/**
 * The four IDX files of MNIST and the sets made in its image, in a folder of the user's, under their usual names: plain or
 * ending with {@code .gz}.
 */
public final class IdxFolder implements PictureSource {

    private static final String KIND = "pictures";

    @Override
    public String name() {
        return "mnist";
    }

    @Override
    public String usage() {
        return "mnist:DIR";
    }

    @Override
    public String summary() {
        return "a folder with the four IDX files of MNIST or a set like it";
    }

    @Override
    public PictureSet read(Optional<String> argument) {
        return read(PictureSources.folder(this, argument), name(), List.of());
    }

    /**
     * The set in a folder.
     *
     * @param classes their names; where empty, as many as the training labels have, named by their numbers
     */
    static PictureSet read(Path folder, String name, List<String> classes) {
        LabelledPictures train = part(folder, "train", classes);
        return SignalReading.guarded(
                KIND,
                folder.toString(),
                () -> new PictureSet(name, train, part(folder, "t10k", train.classes()), List.of()));
    }

    private static LabelledPictures part(Path folder, String part, List<String> classes) {
        Path pictures = file(folder, part + "-images-idx3-ubyte");
        Path labels = file(folder, part + "-labels-idx1-ubyte");
        return labelled(
                labels.toString(),
                SignalReading.file(KIND, pictures, IdxFile::pictures),
                SignalReading.file("labels", labels, IdxFile::labels),
                classes);
    }

    /** Pictures with their labels, which have to be as many, and of these classes where there are any. */
    static LabelledPictures labelled(String name, IdxFile.Pictures pictures, byte[] labels, List<String> classes) {
        return SignalReading.guarded("labels", name, () -> {
            if (labels.length != pictures.count()) {
                throw new IllegalArgumentException(
                        "there are " + labels.length + " labels for " + pictures.count() + " pictures");
            }
            int[] numbers = new int[labels.length];
            int largest = 0;
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = labels[i] & 0xFF;
                largest = Math.max(largest, numbers[i]);
            }
            List<String> names = classes.isEmpty()
                    ? IntStream.rangeClosed(0, largest)
                            .mapToObj(String::valueOf)
                            .toList()
                    : classes;
            return new LabelledPictures(1, pictures.height(), pictures.width(), names, pictures.levels(), numbers);
        });
    }

    /** The file of this name, plain or deflated; other writings of the name are looked for too. */
    private static Path file(Path folder, String name) {
        for (String written : List.of(name, name.replace("-idx", ".idx"))) {
            for (String ending : List.of("", ".gz")) {
                Path file = folder.resolve(written + ending);
                if (Files.exists(file)) {
                    return file;
                }
            }
        }
        throw new SignalFileException("cannot read pictures '" + folder + "': there is no " + name + " or " + name
                + ".gz in it; it wants the four files of MNIST or a set like it");
    }
}
