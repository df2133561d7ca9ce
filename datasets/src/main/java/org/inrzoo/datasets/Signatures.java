package org.inrzoo.datasets;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Names the kinds of files that people take for pictures and that are not read here, by how they begin. */
final class Signatures {

    private record Signature(int at, String begins, String kind) {}

    private static final List<Signature> KNOWN = List.of(
            new Signature(4, "ftyphei", "a HEIC picture"),
            new Signature(4, "ftyphev", "a HEIC picture"),
            new Signature(4, "ftypmif1", "a HEIC picture"),
            new Signature(4, "ftypmsf1", "a HEIC picture"),
            new Signature(4, "ftypavi", "an AVIF picture"),
            new Signature(4, "ftypcrx ", "a camera's raw picture"),
            new Signature(4, "ftyp", "a video"),
            new Signature(4, "JXL ", "a JPEG XL picture"),
            new Signature(0, "\u00ff\n", "a JPEG XL picture"),
            new Signature(4, "jP  ", "a JPEG 2000 picture"),
            new Signature(0, "\u00ffO\u00ffQ", "a JPEG 2000 picture"),
            new Signature(0, "v/1\u0001", "an OpenEXR picture"),
            new Signature(0, "#?RADIANCE", "a Radiance HDR picture"),
            new Signature(0, "8BPS", "a Photoshop picture"),
            new Signature(0, "P5", "a PGM picture"),
            new Signature(0, "P6", "a PPM picture"),
            new Signature(0, "%PDF", "a PDF document"),
            new Signature(0, "<svg", "an SVG drawing"),
            new Signature(0, "<?xml", "an XML text, perhaps an SVG drawing"),
            new Signature(0, "<!DOCTYPE html", "a web page"),
            new Signature(0, "<html", "a web page"),
            new Signature(0, "version https://git-lfs", "a pointer of Git LFS; 'git lfs pull' fetches the file"),
            new Signature(0, "\u0093NUMPY", "a NumPy array"),
            new Signature(0, "PK\u0003\u0004", "a ZIP archive"));

    private static final int MAX_BYTES = 32;

    private Signatures() {}

    /** What the file is, as far as its beginning tells. */
    static Optional<String> kind(byte[] file) {
        String start = new String(file, 0, Math.min(file.length, MAX_BYTES), StandardCharsets.ISO_8859_1);
        return KNOWN.stream()
                .filter(known -> start.startsWith(known.begins, known.at))
                .map(Signature::kind)
                .findFirst();
    }
}
