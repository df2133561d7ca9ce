package org.inrzoo.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.inrzoo.FittedImage;
import org.inrzoo.field.Field;
import org.inrzoo.run.RunFolder;

/** The function that a fit's folder or its weights file holds, of an image or any other signal. */
final class FieldSource {

    private FieldSource() {}

    static Field load(Path folderOrFile) {
        Path weights = Files.isDirectory(folderOrFile) ? new RunFolder(folderOrFile).weights() : folderOrFile;
        return Field.isField(weights)
                ? Field.load(weights)
                : FittedImage.load(weights).field();
    }
}
