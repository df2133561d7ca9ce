package org.inrzoo.metric;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a fitted picture is compared with between the pixels it was fitted to. */
public enum BetweenReference {
    /** The picture's source at twice the size, where it has as many pixels. */
    @JsonProperty("source")
    SOURCE,
    /** The band-limited signal through the fitted pixels, {@link org.inrzoo.datasets.Interpolation}. */
    @JsonProperty("interpolation")
    INTERPOLATION
}
