package org.inrzoo.cli;

import java.nio.file.Path;
import org.inrzoo.run.ClaimedFolder;
import picocli.CommandLine.Option;

/** Where results go, and how they are told, of commands that fit. */
final class OutputOptions {

    @Option(names = "--out", paramLabel = "DIR", description = "output folder; default in runs/, numbered when taken")
    private Path out;

    @Option(names = "--force", description = "write into a folder that is not empty")
    private boolean force;

    @Option(names = "--json", description = "print one JSON object and nothing else")
    private boolean json;

    /**
     * The folder for a new run.
     *
     * @param name what it is called in runs/ where none was asked for
     */
    ClaimedFolder claim(String name) {
        return OutputFolders.claim(out, force, name);
    }

    /** Whether a program reads what is printed. */
    boolean json() {
        return json;
    }
}
