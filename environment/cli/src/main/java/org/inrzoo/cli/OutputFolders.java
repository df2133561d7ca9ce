package org.inrzoo.cli;

import java.nio.file.Path;
import org.inrzoo.run.ClaimedFolder;
import org.inrzoo.run.FitPicture;

/** Where a fit goes that was not told: {@code runs/NAME}, numbered when taken. */
final class OutputFolders {

    private OutputFolders() {}

    /** An image as part of a folder's name: without its file's ending. */
    static String name(FitPicture pixels) {
        return name(pixels.name());
    }

    /** A signal's name as part of a folder's. */
    static String name(String signal) {
        return signal.replaceFirst("\\.[^.]*$", "").replace(':', '-');
    }

    /**
     * The folder for a new run.
     *
     * @param out the one asked for, or null
     * @param force whether files of an earlier run may be overwritten
     * @param name what the folder is called where none was asked for
     */
    static ClaimedFolder claim(Path out, boolean force, String name) {
        if (out != null) {
            return ClaimedFolder.of(out, force);
        }
        Path folder = Path.of("runs", name);
        return force ? ClaimedFolder.of(folder, true) : ClaimedFolder.numbered(folder);
    }
}
