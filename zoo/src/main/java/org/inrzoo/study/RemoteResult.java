package org.inrzoo.study;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.inrzoo.fit.FitException;

/**
 * What comes back of a fit that was done elsewhere.
 *
 * @param files what it leaves in its folder, see {@link FolderBytes}
 * @param isDiverged whether it diverged, and leaves no record
 * @param failure why it could not be done, in one line; empty when it could
 * @param notes what a person should know of it, in one line each
 * @param seconds what it took there
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content below
public record RemoteResult(byte[] files, boolean isDiverged, String failure, List<String> notes, double seconds)
        implements Serializable {

    static RemoteResult ended(byte[] files, List<String> notes) {
        return new RemoteResult(files, false, "", List.copyOf(notes), 0);
    }

    static RemoteResult diverged(byte[] files) {
        return new RemoteResult(files, true, "", List.of(), 0);
    }

    static RemoteResult failed(String why) {
        return new RemoteResult(new byte[0], false, why, List.of(), 0);
    }

    /** The same, which took so many seconds. */
    RemoteResult in(double taken) {
        return new RemoteResult(files, isDiverged, failure, notes, taken);
    }

    /**
     * Writes the files.
     *
     * @throws FitException when there are none, since the fit has failed
     */
    void leaveIn(Path folder) {
        if (!failure.isEmpty()) {
            throw new FitException(failure);
        }
        FolderBytes.write(files, folder);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RemoteResult that
                && Arrays.equals(files, that.files)
                && isDiverged == that.isDiverged
                && failure.equals(that.failure)
                && notes.equals(that.notes)
                && Double.compare(seconds, that.seconds) == 0;
    }

    @Override
    public int hashCode() {
        return Objects.hash(Arrays.hashCode(files), isDiverged, failure, notes, seconds);
    }

    @Override
    public String toString() {
        return "RemoteResult[" + files.length + " bytes, isDiverged=" + isDiverged + ", failure=" + failure + ", notes="
                + notes + ", seconds=" + seconds + "]";
    }
}
