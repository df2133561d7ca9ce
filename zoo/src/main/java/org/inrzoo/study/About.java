package org.inrzoo.study;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.inrzoo.ZooModel;
import org.inrzoo.family.Variant;
import org.inrzoo.metric.Measure;

/**
 * What the fits of a study are of.
 *
 * @param name data set name or file name
 * @param extent its size for people, such as {@code 128x128}
 * @param samples on every axis; none where no points are fitted
 * @param channels values at each
 * @param data what the study's file says of it, by key
 * @param measure by which the fits are compared
 * @param further measures that every table has; those of the fits' records come behind
 */
public record About(
        String name,
        String extent,
        List<Integer> samples,
        int channels,
        Map<String, Object> data,
        Measure measure,
        List<Measure> further) {

    /** Copies map and lists, and keeps the keys in order. */
    public About {
        data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
        samples = List.copyOf(samples);
        further = List.copyOf(further);
    }

    /**
     * An image that is fitted by its values, at and between the pixels.
     *
     * @param width pixels per row
     * @param height rows
     * @param channels 1 for gray, 3 for colours
     */
    public static About image(String name, int width, int height, int channels) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("image", name);
        data.put("width", width);
        data.put("height", height);
        return new About(
                name,
                width + "x" + height,
                List.of(height, width),
                channels,
                data,
                Measure.PSNR,
                List.of(Measure.PSNR_BETWEEN));
    }

    /** What is no function of points. */
    public About(String name, String extent, Map<String, Object> data, Measure measure, List<Measure> further) {
        this(name, extent, List.of(), 0, data, measure, further);
    }

    /** Multiply-accumulates of a model's network for one sample, a queried point gives one of every tile; 0 where there are no points. */
    public long macsPerPoint(ZooModel model) {
        if (samples.isEmpty()) {
            return 0;
        }
        Variant variant = model.variant();
        long macs = variant.architecture(samples, channels).macsPerPoint();
        return Math.round((double) macs / variant.family().tiles().count());
    }

    /** Name and size, as in {@code camera, 128x128}. */
    public String text() {
        return name + ", " + extent;
    }
}
