package org.inrzoo.datasets.volume;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.inrzoo.datasets.file.ByteSource;
import org.inrzoo.datasets.file.NumberType;
import org.inrzoo.datasets.file.Room;

/**
 * One DICOM file of uncompressed gray values; see DICOM PS3.5 and PS3.10.
 *
 * <p>Read by hand: the decoder of {@code net.imagej:ij} is not public, prints its complaints and takes memory by what a
 * header says.
 *
 * @param series    which series it belongs to
 * @param number    its number in the series
 * @param frames    slices in it, mostly 1
 * @param rows      of a slice
 * @param columns   of a slice
 * @param values    [frames, rows, columns], slope and intercept applied, the upper row first
 * @param spacing   rows and columns apart; z as far as one file tells
 * @param place     of the slice along its normal, millimetres; NaN where the file does not say
 * @param unit      "HU" where values are Hounsfield units, else empty
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record DicomSlice(
        String series,
        int number,
        int frames,
        int rows,
        int columns,
        float[] values,
        Spacing spacing,
        double place,
        String unit) {

    private static final int PREAMBLE = 128;
    private static final String MAGIC = "DICM";
    private static final long UNDEFINED = 0xFFFF_FFFFL;
    private static final int DEEPEST = 32;
    private static final int LONGEST_TEXT = 1 << 16;

    private static final int SYNTAX = 0x0002_0010;
    private static final int MODALITY = 0x0008_0060;
    private static final int THICKNESS = 0x0018_0050;
    private static final int BETWEEN = 0x0018_0088;
    private static final int SERIES = 0x0020_000E;
    private static final int NUMBER = 0x0020_0013;
    private static final int POSITION = 0x0020_0032;
    private static final int ORIENTATION = 0x0020_0037;
    private static final int SAMPLES = 0x0028_0002;
    private static final int PHOTOMETRIC = 0x0028_0004;
    private static final int FRAMES = 0x0028_0008;
    private static final int ROWS = 0x0028_0010;
    private static final int COLUMNS = 0x0028_0011;
    private static final int PIXEL_SPACING = 0x0028_0030;
    private static final int ALLOCATED = 0x0028_0100;
    private static final int STORED = 0x0028_0101;
    private static final int SIGNED = 0x0028_0103;
    private static final int INTERCEPT = 0x0028_1052;
    private static final int SLOPE = 0x0028_1053;
    private static final int PIXELS = 0x7FE0_0010;
    private static final int ITEM = 0xFFFE_E000;
    private static final int ITEM_END = 0xFFFE_E00D;
    private static final int SEQUENCE_END = 0xFFFE_E0DD;

    private static final Set<Integer> TEXTS = Set.of(
            PHOTOMETRIC,
            SYNTAX,
            MODALITY,
            THICKNESS,
            BETWEEN,
            SERIES,
            NUMBER,
            POSITION,
            ORIENTATION,
            FRAMES,
            PIXEL_SPACING,
            INTERCEPT,
            SLOPE);
    private static final Set<Integer> SHORTS = Set.of(SAMPLES, ROWS, COLUMNS, ALLOCATED, STORED, SIGNED);

    /** Value representations whose length has 32 bits. */
    private static final Set<String> LONG =
            Set.of("OB", "OD", "OF", "OL", "OV", "OW", "SQ", "SV", "UC", "UN", "UR", "UT", "UV");

    /** Whether a file that begins so is DICOM. */
    static boolean is(byte[] start) {
        return start.length >= PREAMBLE + MAGIC.length()
                && new String(start, PREAMBLE, MAGIC.length(), StandardCharsets.ISO_8859_1).equals(MAGIC);
    }

    /** The slice, or nothing where the file ends without one: reports and plans are DICOM files too. */
    static Optional<DicomSlice> read(ByteSource in) throws IOException {
        in.skip(PREAMBLE + MAGIC.length());
        return new Elements(in).slice();
    }

    /** What stands in the file before the values. */
    private static final class Elements {

        private final ByteSource in;
        private final Map<Integer, String> texts = new HashMap<>();
        private boolean explicit = true;
        private ByteOrder order = ByteOrder.LITTLE_ENDIAN;

        Elements(ByteSource in) {
            this.in = in;
        }

        Optional<DicomSlice> slice() throws IOException {
            boolean body = false;
            while (true) {
                if (in.peek(1).length == 0) {
                    return Optional.empty();
                }
                if (!body && !inFileMeta()) {
                    body = true;
                    followSyntax();
                }
                int tag = tag();
                String kind = explicit ? in.text(2) : "";
                long length = length(kind);
                if (tag == PIXELS) {
                    return Optional.of(slice(length));
                }
                if (length == UNDEFINED) {
                    skipSequence(0);
                } else if (TEXTS.contains(tag) && length <= LONGEST_TEXT) {
                    texts.put(tag, in.text((int) length).replace('\0', ' ').strip());
                } else if (SHORTS.contains(tag) && length == 2) {
                    texts.put(tag, String.valueOf((int) in.number(NumberType.U16)));
                } else {
                    in.skip(length);
                }
            }
        }

        /** The elements of group 2 come first and are always explicit, the low byte first. */
        private boolean inFileMeta() throws IOException {
            return Arrays.equals(in.peek(2), new byte[] {2, 0});
        }

        private void followSyntax() {
            String syntax = texts.getOrDefault(SYNTAX, "1.2.840.10008.1.2");
            switch (syntax) {
                case "1.2.840.10008.1.2" -> explicit = false;
                case "1.2.840.10008.1.2.1" -> explicit = true;
                case "1.2.840.10008.1.2.2" -> order = ByteOrder.BIG_ENDIAN;
                default ->
                    throw new IllegalArgumentException("its values are compressed (transfer syntax " + printable(syntax)
                            + "); uncompress it first, such as by 'gdcmconv --raw FILE RAW'");
            }
            in.order(order);
        }

        private static String printable(String text) {
            return text.length() > 64 ? "damaged" : text.replaceAll("[^0-9.]", "?");
        }

        private int tag() throws IOException {
            int group = (int) in.number(NumberType.U16);
            return group << 16 | (int) in.number(NumberType.U16);
        }

        private long length(String kind) throws IOException {
            if (!explicit) {
                return (long) in.number(NumberType.U32);
            }
            if (LONG.contains(kind)) {
                in.skip(2);
                return (long) in.number(NumberType.U32);
            }
            return (long) in.number(NumberType.U16);
        }

        /** Passes over the items of a sequence that ends with a mark. */
        private void skipSequence(int depth) throws IOException {
            if (depth > DEEPEST) {
                throw new IllegalArgumentException("it is damaged: sequences in sequences, " + depth + " deep");
            }
            while (true) {
                int tag = tag();
                long length = (long) in.number(NumberType.U32);
                if (tag == SEQUENCE_END) {
                    return;
                }
                if (tag != ITEM) {
                    throw new IllegalArgumentException("it is damaged: a sequence has something else than items");
                }
                if (length == UNDEFINED) {
                    skipItem(depth);
                } else {
                    in.skip(length);
                }
            }
        }

        private void skipItem(int depth) throws IOException {
            while (true) {
                int tag = tag();
                if (tag == ITEM_END) {
                    in.skip(4);
                    return;
                }
                long length = length(explicit ? in.text(2) : "");
                if (length == UNDEFINED) {
                    skipSequence(depth + 1);
                } else {
                    in.skip(length);
                }
            }
        }

        private DicomSlice slice(long length) throws IOException {
            int rows = whole(ROWS, 0);
            int columns = whole(COLUMNS, 0);
            int frames = whole(FRAMES, 1);
            int bits = whole(ALLOCATED, 0);
            if (whole(SAMPLES, 1) != 1 || texts.getOrDefault(PHOTOMETRIC, "").startsWith("PALETTE")) {
                throw new IllegalArgumentException("its values are colours; only gray values are read");
            }
            if (bits != 8 && bits != 16 && bits != 32) {
                throw new IllegalArgumentException("its values have " + bits + " bits, not 8, 16 or 32");
            }
            long count = Volume.count(frames, rows, columns);
            if (length != UNDEFINED && Math.multiplyExact(count, bits / 8) > length) {
                throw new EOFException();
            }
            float[] values = values(count, bits);
            double[] between = numbers(PIXEL_SPACING, 2);
            return new DicomSlice(
                    texts.getOrDefault(SERIES, ""),
                    whole(NUMBER, 0),
                    frames,
                    rows,
                    columns,
                    values,
                    new Spacing(thickness(), step(between[0]), step(between[1])),
                    place(),
                    texts.getOrDefault(MODALITY, "").equals("CT") ? "HU" : "");
        }

        private float[] values(long count, int bits) throws IOException {
            in.require(count * bits / 8);
            Room.require(count * Float.BYTES, count + " values");
            int unused = bits - Math.max(1, Math.min(bits, whole(STORED, bits)));
            boolean signed = whole(SIGNED, 0) == 1;
            double slope = numbers(SLOPE, 1)[0];
            double intercept = numbers(INTERCEPT, 1)[0];
            float[] values = new float[(int) count];
            ByteBuffer row = ByteBuffer.allocate(0);
            int perRead = 1 << 14;
            for (int i = 0; i < values.length; i++) {
                if (!row.hasRemaining()) {
                    row = in.take(Math.min(perRead, values.length - i) * (long) (bits / 8));
                }
                int raw = bits == 8 ? row.get() : bits == 16 ? row.getShort() : row.getInt();
                int high = raw << (32 - bits) << unused; // unused bits hold overlays in old files
                long value = signed ? high >> (32 - bits + unused) : (high & 0xFFFF_FFFFL) >>> (32 - bits + unused);
                values[i] =
                        (float) (value * (Double.isNaN(slope) ? 1 : slope) + (Double.isNaN(intercept) ? 0 : intercept));
            }
            return values;
        }

        private double thickness() {
            double between = numbers(BETWEEN, 1)[0];
            return step(between > 0 ? between : numbers(THICKNESS, 1)[0]);
        }

        private static double step(double said) {
            return said > 0 && said < 1e6 ? said : 1;
        }

        /** Along the normal of the slice, which is the cross product of the directions of its rows and columns. */
        private double place() {
            double[] position = numbers(POSITION, 3);
            double[] o = numbers(ORIENTATION, 6);
            return position[0] * (o[1] * o[5] - o[2] * o[4])
                    + position[1] * (o[2] * o[3] - o[0] * o[5])
                    + position[2] * (o[0] * o[4] - o[1] * o[3]);
        }

        private int whole(int tag, int otherwise) {
            String text = texts.getOrDefault(tag, "");
            if (text.isEmpty()) {
                return otherwise;
            }
            if (!text.matches("[+-]?[0-9]{1,9}")) {
                throw new IllegalArgumentException("it is damaged: a whole number is written wrongly");
            }
            return Integer.parseInt(text);
        }

        /** So many numbers, each NaN where the file does not tell. */
        private double[] numbers(int tag, int count) {
            String[] parts = texts.getOrDefault(tag, "").split("\\\\");
            double[] numbers = new double[count];
            for (int i = 0; i < count; i++) {
                boolean told = parts.length >= count && parts[i].strip().matches("[-+0-9.eE]{1,16}");
                try {
                    numbers[i] = told ? Double.parseDouble(parts[i].strip()) : Double.NaN;
                } catch (NumberFormatException e) {
                    numbers[i] = Double.NaN;
                }
            }
            return numbers;
        }
    }
}
