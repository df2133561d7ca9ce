package org.inrzoo.datasets;

import com.twelvemonkeys.imageio.metadata.CompoundDirectory;
import com.twelvemonkeys.imageio.metadata.Directory;
import com.twelvemonkeys.imageio.metadata.tiff.TIFF;
import com.twelvemonkeys.imageio.metadata.tiff.TIFFReader;
import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import java.io.IOException;
import java.util.Optional;
import javax.imageio.stream.ImageInputStream;

/** What EXIF data say about how a picture is to be seen. */
final class Exif {

    private Exif() {}

    /** The orientation that EXIF data name, or that of a TIFF file, which has the same format; upright if they name none. */
    static Orientation orientation(byte[] exif) {
        return directory(exif)
                .map(tags -> tags.getEntryById(TIFF.TAG_ORIENTATION))
                .filter(entry -> entry.getValue() instanceof Number)
                .map(entry -> Orientation.of(((Number) entry.getValue()).intValue()))
                .orElse(Orientation.UPRIGHT);
    }

    /** The tags of EXIF data, or of a TIFF file's first picture; none where they are damaged. */
    static Optional<Directory> directory(byte[] exif) {
        // The length of such a stream is known, so that the reader makes no room for more values than there can be.
        try (ImageInputStream in = new ByteArrayImageInputStream(exif)) {
            Directory all = new TIFFReader().read(in);
            return Optional.of(all instanceof CompoundDirectory pages ? pages.getDirectory(0) : all);
        } catch (IOException | RuntimeException e) {
            return Optional.empty(); // data that are damaged say nothing, and the picture is all there
        }
    }
}
