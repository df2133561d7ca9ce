package org.inrzoo.datasets;

import com.twelvemonkeys.imageio.metadata.CompoundDirectory;
import com.twelvemonkeys.imageio.metadata.Directory;
import com.twelvemonkeys.imageio.metadata.Entry;
import com.twelvemonkeys.imageio.metadata.tiff.TIFF;
import com.twelvemonkeys.imageio.metadata.tiff.TIFFReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** What EXIF data say about how a picture is to be seen. */
final class Exif {

    private Exif() {}

    /** The orientation that EXIF data name, or that of a TIFF file, which has the same format; upright if they name none. */
    static Orientation orientation(byte[] exif) {
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(exif))) {
            Directory all = new TIFFReader().read(in);
            Directory first = all instanceof CompoundDirectory pages ? pages.getDirectory(0) : all;
            Entry entry = first.getEntryById(TIFF.TAG_ORIENTATION);
            return entry != null && entry.getValue() instanceof Number value
                    ? Orientation.of(value.intValue())
                    : Orientation.UPRIGHT;
        } catch (IOException | RuntimeException e) {
            return Orientation.UPRIGHT; // data that are damaged say nothing, and the picture is all there
        }
    }
}
