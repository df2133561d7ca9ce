package org.inrzoo.datasets.label;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** CIFAR-10, Krizhevsky 2009, from its six binary files in a folder of the user's: RGB, 32×32. */
public final class Cifar10 implements PictureSource {

    @Override
    public String name() {
        return "cifar10";
    }

    @Override
    public String usage() {
        return "cifar10:DIR";
    }

    @Override
    public String summary() {
        return "a folder with the binary files of CIFAR-10";
    }

    @Override
    public PictureSet read(Optional<String> argument) {
        Path folder = PictureSources.folder(this, argument);
        List<String> batches = IntStream.rangeClosed(1, 5)
                .mapToObj(number -> "data_batch_" + number + ".bin")
                .toList();
        return new PictureSet(name(), part(folder, batches), part(folder, List.of("test_batch.bin")), List.of());
    }

    private static LabelledPictures part(Path folder, List<String> files) {
        return CifarFile.read(folder, files, 1, 10, "batches.meta.txt");
    }
}
