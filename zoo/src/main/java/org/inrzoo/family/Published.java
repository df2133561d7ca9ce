package org.inrzoo.family;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.inrzoo.io.Json;

/**
 * A result that a model's paper, or its authors' code, states; they stand in {@code published.json}.
 *
 * @param model registry name
 * @param image data set name, or what was fitted in words
 * @param width pixels per row that were fitted
 * @param height rows that were fitted
 * @param psnr the paper's PSNR, dB; its definition is the paper's
 * @param of what the number is of: the run's end, its best, other pixels than those fitted
 * @param place table or figure that has it
 */
public record Published(String model, String image, int width, int height, double psnr, String of, String place) {

    private static final String FILE = "published.json";

    /** What is published of a model, perhaps nothing. */
    public static List<Published> of(Variant variant) {
        return all().stream()
                .filter(result -> result.model.equals(variant.name()))
                .toList();
    }

    static List<Published> all() {
        try (InputStream in = Published.class.getResourceAsStream(FILE)) {
            return List.of(Json.read(new String(in.readAllBytes(), StandardCharsets.UTF_8), Published[].class, FILE));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the shipped file '" + FILE + "'", e);
        }
    }
}
