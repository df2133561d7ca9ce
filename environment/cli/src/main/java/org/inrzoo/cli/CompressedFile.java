package org.inrzoo.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.inrzoo.compress.Compressed;
import org.inrzoo.compress.Subject;
import org.inrzoo.datasets.FileFailure;

/**
 * A file that was made of a picture or another signal.
 *
 * @param file where it is
 * @param found what is in it
 * @param subject what it was made of
 * @param bytes of the file
 * @param quality of what is decoded, dB
 * @param seconds that the search took
 */
record CompressedFile(Path file, Compressed found, Subject subject, long bytes, double quality, double seconds) {

    static CompressedFile of(Path file, Compressed found, Subject subject, double seconds) {
        try {
            return new CompressedFile(file, found, subject, Files.size(file), subject.quality(found), seconds);
        } catch (IOException e) {
            throw FileFailure.of("read", file, e);
        }
    }

    private double rate() {
        return (double) Byte.SIZE * bytes / subject.samples();
    }

    /** For programs. */
    Map<String, Object> data() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("file", file.toString());
        object.put("bytes", bytes);
        object.put("bpp", rate());
        object.put(subject.measure().name(), quality);
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
                "%s: %,d bytes, %.3f bits a %s, %.2f dB; %s, %d bits a weight, in %s",
                file,
                bytes,
                rate(),
                subject.unit(),
                quality,
                (found.variant().name() + " " + found.settings()).trim(),
                found.bits(),
                Durations.words(seconds));
    }
}
