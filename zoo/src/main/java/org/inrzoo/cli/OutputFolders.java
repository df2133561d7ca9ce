package org.inrzoo.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where a fit goes that was not told: {@code runs/NAME}, numbered when taken. */
final class OutputFolders {

    private OutputFolders() {}

    static Path free(String name) {
        Path folder = Path.of("runs", name);
        for (int number = 2; Files.exists(folder); number++) {
            folder = Path.of("runs", name + "-" + number);
        }
        return folder;
    }
}
