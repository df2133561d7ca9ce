package org.inrzoo.notebook;

import java.nio.file.Files;
import java.nio.file.Path;

/** The project's folder, in which notebooks find records and leave theirs. */
final class Project {

    /** The folder that only the project has. */
    private static final Path RESULTS = Path.of("zoo", "results");

    private Project() {}

    /**
     * The folder that {@code begin} is, or lies in.
     *
     * @throws IllegalStateException when neither it nor one above it is the project's
     */
    static Path above(Path begin) {
        Path project = begin;
        while (!Files.isDirectory(project.resolve(RESULTS))) {
            project = project.getParent();
            if (project == null) {
                throw new IllegalStateException("the records lie in the project's folder " + RESULTS + ", and '" + begin
                        + "' is outside of it: start the notebook with 'inrzoo notebook'");
            }
        }
        return project;
    }
}
