package org.inrzoo.datasets;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** What the segments of a JPEG file tell before it is decoded, and what the decoder's warnings mean. */
final class Jpeg {

    private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final int APP1 = 0xe1;
    private static final int START_OF_SCAN = 0xda;
    private static final int END = 0xd9;
    private static final int PROGRESSIVE = 0xc2;

    private Orientation orientation = Orientation.UPRIGHT;
    private boolean progressive;

    private Jpeg() {}

    static boolean is(byte[] file) {
        return file.length >= 3 && (file[0] & 0xff) == 0xff && (file[1] & 0xff) == 0xd8 && (file[2] & 0xff) == 0xff;
    }

    /** Walks over the segments up to the first scan; bytes between segments are passed over. */
    static Jpeg of(byte[] file) {
        Jpeg jpeg = new Jpeg();
        ByteBuffer in = ByteBuffer.wrap(file, 2, file.length - 2);
        while (in.remaining() >= 4) {
            int marker = in.get(in.position() + 1) & 0xff;
            if ((in.get(in.position()) & 0xff) != 0xff || marker == 0 || marker == 0xff) {
                in.get(); // a stray byte, or one that fills up
                continue;
            }
            int length = in.getShort(in.position() + 2) & 0xffff;
            if (marker == START_OF_SCAN || marker == END || length < 2 || length + 2 > in.remaining()) {
                break;
            }
            jpeg.take(marker, Arrays.copyOfRange(file, in.position() + 4, in.position() + 2 + length));
            in.position(in.position() + 2 + length);
        }
        return jpeg;
    }

    private void take(int marker, byte[] content) {
        progressive |= marker == PROGRESSIVE;
        if (marker == APP1
                && content.length > EXIF.length
                && Arrays.equals(EXIF, Arrays.copyOf(content, EXIF.length))) {
            orientation = Exif.orientation(Arrays.copyOfRange(content, EXIF.length, content.length));
        }
    }

    /** What its EXIF segment says. */
    Orientation orientation() {
        return orientation;
    }

    /**
     * What to tell of the decoder's warnings.
     *
     * @return a note where nothing of the picture is missing, or an empty text
     * @throws IllegalArgumentException if something is: the decoder fills it with gray and only warns
     */
    String judge(List<String> warnings) {
        String note = "";
        for (String warning : warnings) {
            if (warning.matches("(?is).*\\d+ extraneous bytes before marker.*")) {
                note = "stray bytes in the file passed over";
            } else if (warning.matches("(?is).*missing EOI.*") && !progressive) {
                // The samples of a picture that is not progressive end with a warning of their own where they are cut.
                note = "the file's end marker is missing";
            } else if (warning.matches("(?is).*(truncated|premature|corrupt|invalid SOS).*")) {
                throw new IllegalArgumentException("the file is cut off or damaged (" + warning + ")");
            }
        }
        return note;
    }
}
