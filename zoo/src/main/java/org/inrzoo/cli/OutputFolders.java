package org.inrzoo.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.inrzoo.run.Pixels;

/** Where a fit goes that was not told: {@code runs/NAME}, numbered when taken. */
final class OutputFolders {

    private OutputFolders() {}

    /** An image as part of a folder's name: without its file's ending. */
    static String name(Pixels pixels) {
        return pixels.name().replaceFirst("\\.[^.]*$", "").replace(':', '-');
    }

    static Path free(String name) {
        Path folder = Path.of("runs", name);
        for (int number = 2; Files.exists(folder); number++) {
            folder = Path.of("runs", name + "-" + number);
        }
        return folder;
    }
}
