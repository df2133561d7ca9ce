package org.inrzoo.datasets.label;

import java.util.List;
import java.util.Optional;

/**
 * Fashion-MNIST, Xiao, Rasul and Vollgraf 2017: gray pictures of clothes, 28×28, ten classes. A part of it ships, the first 600
 * training and 200 test pictures of every class in the files' order; {@code fashion:DIR} reads all 70,000 from the IDX files of
 * a user.
 */
public final class Fashion implements PictureSource {

    /** The classes, in the order of their labels. */
    public static final List<String> CLASSES = List.of(
            "t-shirt", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "ankle boot");

    @Override
    public String name() {
        return "fashion";
    }

    @Override
    public String usage() {
        return "fashion[:DIR]";
    }

    @Override
    public String summary() {
        return "6,000 + 2,000 pictures of Fashion-MNIST, or all of it from a folder of its IDX files";
    }

    @Override
    public Optional<String> licence() {
        return Optional.of("MIT, Zalando SE 2017");
    }

    @Override
    public PictureSet read(Optional<String> argument) {
        return argument.isPresent()
                ? IdxFolder.read(PictureSources.folder(this, argument), name(), CLASSES)
                : new PictureSet(name(), shipped("train"), shipped("test"), List.of());
    }

    private static LabelledPictures shipped(String part) {
        return IdxFolder.labelled(
                "fashion-" + part,
                ShippedFile.read("fashion-" + part + "-images.gz", IdxFile::pictures),
                ShippedFile.read("fashion-" + part + "-labels.gz", IdxFile::labels),
                CLASSES);
    }
}
