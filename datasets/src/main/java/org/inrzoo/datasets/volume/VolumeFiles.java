package org.inrzoo.datasets.volume;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.inrzoo.datasets.file.ByteSource;
import org.inrzoo.datasets.file.SignalReading;

/**
 * Reads NIfTI-1 (.nii, .nii.gz), NumPy arrays (.npy), stacks of TIFF pages and series of DICOM files in a folder, whatever
 * their names; writes NIfTI-1 and NumPy arrays.
 *
 * <p>Values are those the file means, slopes and offsets applied. The first axis of a NumPy array is z. The y axis points up
 * in NIfTI files and down in pictures: rows of TIFF and DICOM files are turned round, so that it points up in every volume.
 */
public final class VolumeFiles {

    private static final String KIND = "volume";

    /**
     * A volume and what a user should know about how it was read.
     *
     * @param volume the volume
     * @param notes  short sentences, such as "the first of 20 volumes is taken"; often none
     */
    public record Loaded(Volume volume, List<String> notes) {
        /** Copies the notes. */
        public Loaded {
            notes = List.copyOf(notes);
        }
    }

    private VolumeFiles() {}

    /**
     * The volume in a file, or in the DICOM files of a folder.
     *
     * @throws org.inrzoo.datasets.SignalFileException if it is missing, unreadable, empty, cut off, damaged, of another
     *     format, or does not fit in memory
     */
    public static Loaded read(Path file) {
        return Files.isDirectory(file)
                ? SignalReading.guarded(KIND, file.toString(), () -> DicomSeries.read(file))
                : SignalReading.file(KIND, file, VolumeFiles::decode);
    }

    /**
     * The volume in the bytes of a file.
     *
     * @param name what to call the volume in messages
     * @throws org.inrzoo.datasets.SignalFileException as of {@link #read}
     */
    public static Loaded decode(byte[] bytes, String name) {
        return SignalReading.bytes(KIND, name, bytes, VolumeFiles::decode);
    }

    private static Loaded decode(ByteSource in) throws IOException {
        if (in.startsWith("\u001f\u008b")) {
            ByteSource inflated = in.inflated();
            Loaded loaded = plain(inflated);
            inflated.toTheEnd(); // the checksum stands there
            return loaded;
        }
        return plain(in);
    }

    private static Loaded plain(ByteSource in) throws IOException {
        if (in.startsWith("\u0093NUMPY")) {
            return new Loaded(NumpyFile.read(in), List.of());
        }
        // Before TIFF, since DICOM files may begin like one.
        if (DicomSlice.is(in.peek(132))) {
            return DicomSlice.read(in)
                    .map(slice -> DicomSeries.of(List.of(slice)))
                    .orElseThrow(() -> new IllegalArgumentException("it has no picture in it, or the file is cut off"));
        }
        if (in.startsWith("II") || in.startsWith("MM")) {
            return TiffStack.read(in);
        }
        if (NiftiHeader.is(in.peek(NiftiHeader.BYTES))) {
            return NiftiHeader.read(in).volume(in);
        }
        throw new IllegalArgumentException(
                "it is cut off, damaged or no volume that is read here (NIfTI-1, NumPy .npy, TIFF stack, DICOM)");
    }

    /**
     * Writes a volume as the file's name says, replacing an earlier file: .nii and .nii.gz are NIfTI-1 of 32-bit floats, .npy
     * is a NumPy array of them, [z, y, x].
     *
     * @throws IllegalArgumentException       if the name has another ending, or NIfTI's 32,767 voxels along an axis are too few
     * @throws java.io.UncheckedIOException if the file cannot be written
     */
    public static void write(Path file, Volume volume) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".nii") || name.endsWith(".nii.gz")) {
            NiftiHeader.write(file, volume, name.endsWith(".gz"));
        } else if (name.endsWith(".npy")) {
            NumpyFile.write(file, volume);
        } else {
            throw new IllegalArgumentException(
                    "cannot write '" + file + "': a volume's name ends with .nii, .nii.gz or .npy");
        }
    }
}
