package org.inrzoo.datasets.label;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** CIFAR-100, Krizhevsky 2009, from its two binary files in a folder of the user's, by the fine labels: RGB, 32×32. */
public final class Cifar100 implements PictureSource {

    @Override
    public String name() {
        return "cifar100";
    }

    @Override
    public String usage() {
        return "cifar100:DIR";
    }

    @Override
    public String summary() {
        return "a folder with the binary files of CIFAR-100";
    }

    @Override
    public PictureSet read(Optional<String> argument) {
        Path folder = PictureSources.folder(this, argument);
        return new PictureSet(name(), part(folder, "train.bin"), part(folder, "test.bin"), List.of());
    }

    private static LabelledPictures part(Path folder, String file) {
        return CifarFile.read(folder, List.of(file), 2, 100, "fine_label_names.txt");
    }
}
