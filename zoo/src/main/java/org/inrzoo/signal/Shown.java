package org.inrzoo.signal;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleConsumer;
import org.inrzoo.field.Domain;
import org.inrzoo.field.Field;
import org.inrzoo.option.OptionException;
import org.inrzoo.option.Quoted;

/**
 * A field's values on the grid that it is to be shown on.
 *
 * @param domain axes and sizes of the grid
 * @param values [samples, channels], in the field's unit
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Shown(Domain domain, float[] values) {

    /**
     * Asks the field.
     *
     * @param size samples along the longest axis; 0 for as many as were fitted
     */
    static Shown of(Field field, int size, DoubleConsumer progress) {
        List<Integer> fitted = field.domain().sizes();
        int longest = fitted.stream().mapToInt(Integer::intValue).max().orElseThrow();
        List<Integer> sizes = size == 0
                ? fitted
                : fitted.stream()
                        .map(samples -> (int) Math.max(1, Math.round((double) samples * size / longest)))
                        .toList();
        return new Shown(field.domain().resampled(sizes), field.samples(sizes, progress));
    }

    int size(int axis) {
        return domain.sizes().get(axis);
    }

    /** The values, none beyond an interval. */
    float[] clamped(double low, double high) {
        float[] clamped = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            clamped[i] = (float) Math.max(low, Math.min(high, values[i]));
        }
        return clamped;
    }

    /**
     * The ending of a file's name among those a kind writes.
     *
     * @throws OptionException when it has none of them; names them
     */
    static String ending(Path file, List<String> endings) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return endings.stream()
                .filter(name::endsWith)
                .findFirst()
                .orElseThrow(() -> new OptionException(Quoted.of(String.valueOf(file.getFileName()))
                        + " has none of the endings that this is written with: " + String.join(", ", endings)));
    }
}
