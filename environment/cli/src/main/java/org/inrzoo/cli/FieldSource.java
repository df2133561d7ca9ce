package org.inrzoo.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.inrzoo.FittedImage;
import org.inrzoo.Pretrained;
import org.inrzoo.field.Field;
import org.inrzoo.run.RunFolder;

/** The function that a fit's folder, its weights file or weights by name hold, of an image or any other signal. */
final class FieldSource {

    private FieldSource() {}

    static Field load(Path folderOrFile) {
        return TrainedSource.named(folderOrFile).map(Pretrained::field).orElseGet(() -> stored(folderOrFile));
    }

    /** The fitted image that they hold. */
    static FittedImage image(Path folderOrFile) {
        return TrainedSource.named(folderOrFile)
                .map(Pretrained::image)
                .orElseGet(() -> FittedImage.load(weights(folderOrFile)));
    }

    private static Path weights(Path folderOrFile) {
        return Files.isDirectory(folderOrFile) ? new RunFolder(folderOrFile).weights() : folderOrFile;
    }

    private static Field stored(Path folderOrFile) {
        Path weights = weights(folderOrFile);
        return Field.isField(weights)
                ? Field.load(weights)
                : FittedImage.load(weights).field();
    }
}
