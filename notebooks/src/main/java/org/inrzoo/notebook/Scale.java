package org.inrzoo.notebook;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How long a notebook's runs may take: {@code INRZOO_SCALE} in the environment, or the system property
 * {@code inrzoo.scale}, which {@code inrzoo notebook --scale} sets.
 */
public enum Scale {

    /** Seconds: enough to see what happens. */
    QUICK,

    /** Minutes: what the notebooks' stored outputs were made with. */
    FULL,

    /** As long as the papers took. */
    PAPER;

    /**
     * The scale in force; {@link #QUICK} where none is set.
     *
     * @throws IllegalArgumentException when a scale is set that is none of the three
     */
    public static Scale current() {
        return of(Optional.ofNullable(System.getProperty("inrzoo.scale")).orElse(System.getenv("INRZOO_SCALE")));
    }

    static Scale of(String name) {
        if (name == null || name.isBlank()) {
            return QUICK;
        }
        return Arrays.stream(values())
                .filter(scale -> scale.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the scale is one of "
                        + Arrays.stream(values()).map(Scale::toString).collect(Collectors.joining(", "))
                        + ", not '" + name + "'"));
    }

    /** The value that belongs to this scale. */
    public <T> T pick(T quick, T full, T paper) {
        return switch (this) {
            case QUICK -> quick;
            case FULL -> full;
            case PAPER -> paper;
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
