package org.inrzoo.datasets.volume;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.inrzoo.datasets.AtomicFiles;
import org.inrzoo.datasets.file.ByteSource;
import org.inrzoo.datasets.file.NumberType;
import org.inrzoo.datasets.volume.VolumeFiles.Loaded;

/**
 * The 348 bytes with which a NIfTI-1 file begins; see the NIfTI-1 data format, nifti.nimh.nih.gov, file nifti1.h.
 *
 * @param order     of the bytes of all numbers
 * @param dim       the number of axes, then how many values along each: x, y, z, time, …
 * @param type      of the values
 * @param pixdim    steps along the axes, from index 1 on, in the file's unit
 * @param unit      the unit of the first three steps, millimetres
 * @param offset    where the values begin, bytes
 * @param slope     times which a stored value is meant
 * @param intercept plus which a stored value is meant
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record NiftiHeader(
        ByteOrder order,
        int[] dim,
        NumberType type,
        float[] pixdim,
        double unit,
        long offset,
        double slope,
        double intercept) {

    static final int BYTES = 348;

    private static final int AXES = 7;
    private static final int NIFTI_2_BYTES = 540;
    private static final int DIM = 40;
    private static final int DATATYPE = 70;
    private static final int BITPIX = 72;
    private static final int PIXDIM = 76;
    private static final int VOX_OFFSET = 108;
    private static final int SCL_SLOPE = 112;
    private static final int SCL_INTER = 116;
    private static final int XYZT_UNITS = 123;
    private static final int QFORM_CODE = 252;
    private static final int SFORM_CODE = 254;
    private static final int SROW_X = 280;
    private static final int MAGIC = 344;
    private static final int DATA = 352;
    private static final int FLOAT32 = 16;
    private static final int MILLIMETRES = 2;

    /** Whether a file that begins so is NIfTI, right or wrong, or what became of it. */
    static boolean is(byte[] start) {
        if (start.length < Integer.BYTES) {
            return false;
        }
        int size = ByteBuffer.wrap(start).getInt();
        return List.of(BYTES, NIFTI_2_BYTES).contains(size)
                || List.of(BYTES, NIFTI_2_BYTES).contains(Integer.reverseBytes(size));
    }

    static NiftiHeader read(ByteSource in) throws IOException {
        byte[] start = in.peek(Integer.BYTES);
        ByteOrder order = ByteBuffer.wrap(start).getInt() >> 16 == 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        if (ByteBuffer.wrap(start).order(order).getInt() == NIFTI_2_BYTES) {
            throw new IllegalArgumentException("it is NIfTI-2; save it as NIfTI-1");
        }
        ByteBuffer header = in.order(order).take(BYTES);
        String magic = new String(header.array(), MAGIC, 3, StandardCharsets.ISO_8859_1);
        if (magic.equals("ni1")) {
            throw new IllegalArgumentException("its values are in another file; save it as one file, .nii");
        }
        if (!magic.equals("n+1")) {
            throw new IllegalArgumentException("it is no NIfTI-1 file, perhaps Analyze 7.5; save it as NIfTI-1");
        }
        return new NiftiHeader(
                order,
                dim(header),
                type(header.getShort(DATATYPE), header.getShort(BITPIX)),
                pixdim(header),
                millimetres(header.get(XYZT_UNITS) & 7),
                offset(header.getFloat(VOX_OFFSET)),
                slope(header),
                header.getFloat(SCL_SLOPE) == 0 ? 0 : finite("scl_inter", header.getFloat(SCL_INTER)));
    }

    private static int[] dim(ByteBuffer header) {
        int axes = header.getShort(DIM);
        if (axes < 1 || axes > AXES) {
            throw new IllegalArgumentException("its header has " + axes + " axes, not 1 to 7");
        }
        int[] dim = new int[AXES + 1];
        Arrays.fill(dim, 1);
        for (int axis = 1; axis <= axes; axis++) {
            dim[axis] = header.getShort(DIM + 2 * axis);
            if (dim[axis] < 1) {
                throw new IllegalArgumentException("its header has " + dim[axis] + " values along axis " + axis);
            }
        }
        dim[0] = axes;
        return dim;
    }

    private static NumberType type(int code, int bits) {
        NumberType type =
                switch (code) {
                    case 2 -> NumberType.U8;
                    case 4 -> NumberType.I16;
                    case 8 -> NumberType.I32;
                    case FLOAT32 -> NumberType.F32;
                    case 64 -> NumberType.F64;
                    case 256 -> NumberType.I8;
                    case 512 -> NumberType.U16;
                    case 768 -> NumberType.U32;
                    case 1024 -> NumberType.I64;
                    case 1280 -> NumberType.U64;
                    default ->
                        throw new IllegalArgumentException("its values are of type " + code
                                + ", which is not read here (colours, complex numbers, …); save it as float32");
                };
        if (bits != 8 * type.bytes()) {
            throw new IllegalArgumentException(
                    "its header says " + bits + " bits a value, but its type has " + 8 * type.bytes());
        }
        return type;
    }

    private static float[] pixdim(ByteBuffer header) {
        float[] steps = new float[AXES + 1];
        for (int axis = 1; axis <= 3; axis++) {
            steps[axis] = (float) Math.abs(finite("pixdim", header.getFloat(PIXDIM + Float.BYTES * axis)));
        }
        return steps;
    }

    private static double millimetres(int code) {
        return switch (code) {
            case 1 -> 1000;
            case 3 -> 0.001;
            default -> 1; // 0: not said
        };
    }

    private static long offset(float said) {
        if (!(said >= DATA && said < 0x1p53f && said == Math.rint(said))) {
            throw new IllegalArgumentException(
                    "its header says its values begin at byte " + said + ", which cannot be");
        }
        return (long) said;
    }

    private static double slope(ByteBuffer header) {
        double slope = finite("scl_slope", header.getFloat(SCL_SLOPE));
        return slope == 0 ? 1 : slope; // 0: none
    }

    private static double finite(String field, double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("its header's " + field + " is " + value);
        }
        return value;
    }

    /** The first volume, from the source that the header was just read from. */
    Loaded volume(ByteSource in) throws IOException {
        List<String> notes = new ArrayList<>();
        long volumes = 1;
        for (int axis = 4; axis <= AXES; axis++) {
            volumes = Math.multiplyExact(volumes, dim[axis]);
        }
        long count = Volume.count(dim[3], dim[2], dim[1]);
        in.require(Math.addExact(
                offset - in.position(), Math.multiplyExact(Math.multiplyExact(count, volumes), type.bytes())));
        in.skip(offset - in.position());
        float[] values = in.floats(type, count, slope, intercept);
        if (volumes > 1) {
            notes.add("the first of " + volumes + " volumes is taken");
        }
        requireFinite(values, notes);
        return new Loaded(new Volume(dim[3], dim[2], dim[1], spacing(notes), "", values), notes);
    }

    private Spacing spacing(List<String> notes) {
        double[] steps = new double[3];
        for (int axis = 1; axis <= 3; axis++) {
            steps[axis - 1] = pixdim[axis] * unit;
            if (!(steps[axis - 1] > 0) && dim[axis] > 1) {
                notes.add("its header does not say how far voxels lie apart along axis " + axis + ": taken for 1 mm");
            }
            steps[axis - 1] = steps[axis - 1] > 0 ? steps[axis - 1] : 1;
        }
        return new Spacing(steps[2], steps[1], steps[0]);
    }

    /** Statistics are no number where nothing was measured. */
    static void requireFinite(float[] values, List<String> notes) {
        int changed = 0;
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                values[i] = 0;
                changed++;
            }
        }
        if (changed > 0) {
            notes.add(changed + " values that are not finite are taken for 0");
        }
    }

    static void write(Path file, Volume volume, boolean deflated) {
        if (Math.max(Math.max(volume.depth(), volume.height()), volume.width()) > Short.MAX_VALUE) {
            throw new IllegalArgumentException("cannot write '" + file
                    + "': NIfTI-1 has at most 32767 voxels along an axis, not those of " + volume);
        }
        AtomicFiles.write(file, out -> {
            if (deflated) {
                GZIPOutputStream gzip = new GZIPOutputStream(out);
                write(volume, gzip);
                gzip.finish();
            } else {
                write(volume, out);
            }
        });
    }

    private static void write(Volume volume, OutputStream out) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(DATA).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(0, BYTES);
        int[] dim = {3, volume.width(), volume.height(), volume.depth(), 1, 1, 1, 1};
        Spacing spacing = volume.spacing();
        double[] steps = {1, spacing.x(), spacing.y(), spacing.z(), 1, 1, 1, 1};
        for (int axis = 0; axis <= AXES; axis++) {
            header.putShort(DIM + 2 * axis, (short) dim[axis]);
            header.putFloat(PIXDIM + Float.BYTES * axis, (float) steps[axis]);
        }
        header.putShort(DATATYPE, (short) FLOAT32).putShort(BITPIX, (short) 32);
        header.putFloat(VOX_OFFSET, DATA).putFloat(SCL_SLOPE, 1);
        header.put(XYZT_UNITS, (byte) MILLIMETRES);
        // Voxel (x, y, z) lies at its index times the steps.
        header.putShort(QFORM_CODE, (short) 0).putShort(SFORM_CODE, (short) 1);
        for (int axis = 0; axis < 3; axis++) {
            header.putFloat(SROW_X + Float.BYTES * (4 * axis + axis), (float) steps[axis + 1]);
        }
        header.put(MAGIC, new byte[] {'n', '+', '1', 0});
        out.write(header.array());
        FloatBytes.write(volume.values(), out);
    }
}
