package org.inrzoo.weights;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a model was trained for.
 *
 * @param kind of signal, such as {@code image}; {@code pictures} of a network for pictures
 * @param name of the signal or the pictures
 * @param sizes samples on every axis, of pictures how many were learnt from; of an image its width and height
 * @param tag what weights of it are called unless told otherwise
 * @param licence the terms the signal is under; empty of a file's, which only its owner knows
 */
public record WeightsSubject(String kind, String name, List<Integer> sizes, String tag, Optional<String> licence) {

    /** Copies the sizes. */
    public WeightsSubject {
        sizes = List.copyOf(sizes);
    }

    /** For people, such as {@code image camera, 128x128}. */
    public String text() {
        return kind + " " + name + ", " + sizes.stream().map(String::valueOf).collect(Collectors.joining("x"));
    }

    /** A name as a part of a tag: without a file's ending, of lower-case letters, digits and hyphens. */
    public static String word(String name) {
        String word = name.replaceFirst("\\.[^.]*$", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        return word.isEmpty() ? "signal" : word;
    }
}
