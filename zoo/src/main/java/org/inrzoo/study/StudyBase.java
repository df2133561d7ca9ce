package org.inrzoo.study;

import java.nio.file.Path;

/**
 * A run whose weights a fit goes on from.
 *
 * @param name what the fit's record calls it
 * @param path the run's folder, or the file of its weights
 */
public record StudyBase(String name, Path path) {

    /** A run that the record is to call by its path. */
    public static StudyBase at(Path path) {
        return new StudyBase(path.toString(), path);
    }
}
