package org.inrzoo.datasets.volume;

import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.inrzoo.datasets.file.ByteSource;
import org.inrzoo.datasets.file.Room;
import org.inrzoo.datasets.volume.VolumeFiles.Loaded;

/** The pages of a TIFF file as slices: gray values of 8, 16 or 32 bits or real ones, as they are stored. */
final class TiffStack {

    /** Bytes that one byte of a compressed page becomes, at most. */
    private static final long MAX_INFLATION = 1032;

    private TiffStack() {}

    static Loaded read(ByteSource in) throws IOException {
        if (in.remaining() > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("it has more than 2 GiB; save it as NIfTI (.nii)");
        }
        byte[] file = in.take(in.remaining()).array();
        TiffPages.requireWhole(file);
        try (ImageInputStream stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            ImageReader reader = ImageIO.getImageReadersByFormatName("tiff").next();
            try {
                reader.setInput(stream, false, true);
                return pages(reader, file.length);
            } finally {
                reader.dispose();
            }
        }
    }

    private static Loaded pages(ImageReader reader, long size) throws IOException {
        int depth = reader.getNumImages(true);
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        long count = Volume.count(depth, height, width);
        if (count / MAX_INFLATION > size) {
            throw new EOFException();
        }
        Room.require(count * Float.BYTES, count + " values");
        float[] values = new float[(int) count];
        for (int z = 0; z < depth; z++) {
            if (reader.getWidth(z) != width || reader.getHeight(z) != height) {
                throw new IllegalArgumentException("its pages differ in size: page " + z + " has " + reader.getWidth(z)
                        + "x" + reader.getHeight(z) + ", not " + width + "x" + height);
            }
            Raster page = reader.read(z).getRaster();
            if (page.getNumBands() != 1) {
                throw new IllegalArgumentException("its pages are coloured; save them as gray values");
            }
            for (int y = 0; y < height; y++) {
                float[] row = page.getSamples(0, y, width, 1, 0, (float[]) null);
                System.arraycopy(row, 0, values, (z * height + height - 1 - y) * width, width);
            }
        }
        List<String> notes = new ArrayList<>();
        notes.add("a TIFF file does not say how far voxels lie apart: taken for 1 mm");
        NiftiHeader.requireFinite(values, notes);
        return new Loaded(new Volume(depth, height, width, Spacing.UNIT, "", values), notes);
    }
}
