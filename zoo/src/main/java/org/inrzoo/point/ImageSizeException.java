package org.inrzoo.point;

import java.util.List;
import java.util.stream.Collectors;
import org.inrzoo.error.ZooException;

/** An image cannot be split into equal tiles. */
public final class ImageSizeException extends ZooException {

    private static final long serialVersionUID = 1L;

    private final transient List<Integer> sizes;

    ImageSizeException(String side, int pixels, int parts) {
        this(side, pixels, parts, nearest(pixels, parts));
    }

    private ImageSizeException(String side, int pixels, int parts, List<Integer> sizes) {
        super("an image of " + side + " " + pixels + " cannot be cut into " + parts + " equal tiles; take a " + side
                + " of " + sizes.stream().map(String::valueOf).collect(Collectors.joining(" or ")));
        this.sizes = sizes;
    }

    private static List<Integer> nearest(int pixels, int parts) {
        int below = pixels / parts * parts;
        return below == 0 ? List.of(parts) : List.of(below, below + parts);
    }

    /** The nearest sizes of that side that can be split, in pixels, ascending. */
    public List<Integer> sizes() {
        return sizes;
    }
}
