package org.inrzoo.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.inrzoo.compress.CompressedImage;
import org.inrzoo.datasets.FileFailure;
import org.inrzoo.datasets.Image;

/**
 * A file that was made of a picture.
 *
 * @param file where it is
 * @param found what is in it
 * @param original the picture
 * @param bytes of the file
 * @param psnr standard PSNR of the decoded picture, dB
 * @param seconds that the search took
 */
record CompressedFile(Path file, CompressedImage found, Image original, long bytes, double psnr, double seconds) {

    static CompressedFile of(Path file, CompressedImage found, Image original, double seconds) {
        try {
            return new CompressedFile(file, found, original, Files.size(file), found.psnr(original), seconds);
        } catch (IOException e) {
            throw FileFailure.of("read", file, e);
        }
    }

    double bitsPerPixel() {
        return (double) Byte.SIZE * bytes / original.width() / original.height();
    }

    /** For programs. */
    Map<String, Object> data() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("file", file.toString());
        object.put("bytes", bytes);
        object.put("bpp", bitsPerPixel());
        object.put("psnr", psnr);
        object.put("model", found.variant().name());
        object.put("settings", found.settings());
        object.put("bits", found.bits());
        object.put("seconds", seconds);
        return object;
    }

    /** For people. */
    String line() {
        return String.format(
                Locale.ROOT,
                "%s: %,d bytes, %.3f bits a pixel, %.2f dB; %s, %d bits a weight, in %s",
                file,
                bytes,
                bitsPerPixel(),
                psnr,
                (found.variant().name() + " " + found.settings()).trim(),
                found.bits(),
                Durations.words(seconds));
    }
}
