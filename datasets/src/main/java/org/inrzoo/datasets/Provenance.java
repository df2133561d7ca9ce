package org.inrzoo.datasets;

/**
 * Where a picture comes from and what may be done with it.
 *
 * @param name     what it is asked for by, such as "camera" or "perlin:16"
 * @param title    what it shows
 * @param width    columns
 * @param height   rows
 * @param channels 1 (gray) or 3 (RGB)
 * @param license  the terms it is shipped under, and whose grant they are
 * @param source   where the file was taken from, or how the picture is computed
 * @param sha256   the SHA-256 of the file's bytes or, of a computed picture, {@link Image#sha256}: 64 lower-case
 *                 hexadecimal digits
 */
public record Provenance(
        String name, String title, int width, int height, int channels, String license, String source, String sha256) {

    /** All of it in lines to be read. */
    @Override
    public String toString() {
        return String.join(
                System.lineSeparator(),
                name + ": " + title,
                width + "x" + height + " pixels, " + (channels == 1 ? "gray" : "RGB"),
                "licence: " + license,
                "source:  " + source,
                "SHA-256: " + sha256);
    }
}
