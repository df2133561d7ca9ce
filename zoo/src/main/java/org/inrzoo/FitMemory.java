package org.inrzoo;

import java.util.Locale;
import java.util.stream.Collectors;
import org.inrzoo.network.ParameterLayout;
import org.inrzoo.option.OptionException;
import org.inrzoo.signal.Signal;

/** Refuses a fit that does not fit in memory before anything of it is computed, and says what takes most of it. */
public final class FitMemory {

    /** Arrays as large as the image at a time: its values, what the network is to give there, and what it gives. */
    private static final int OF_IMAGE = 3;

    /** Arrays as large as the network: its parameters, the last good ones, the gradient, Adam's two, and one to hand out. */
    private static final int OF_NETWORK = 6;

    private FitMemory() {}

    /**
     * Checks the least that a fit of a signal takes.
     *
     * @throws OptionException when it is more than Java may use
     */
    static void require(Signal signal, SignalFit fit) {
        long points = fit.observation().objective().evaluated().size();
        require(
                "the " + signal.kind() + " of "
                        + fit.observation().domain().sizes().stream()
                                .map(String::valueOf)
                                .collect(Collectors.joining("x"))
                        + " samples: take a part of it",
                points * fit.architecture().outputs(),
                fit.architecture().parameters());
    }

    /**
     * Checks the least that a fit of an image takes.
     *
     * @param width pixels per row
     * @param height rows
     * @param values of the image that are in memory, all channels
     * @param network the parameters of the network that is fitted
     * @throws OptionException when it is more than Java may use
     */
    public static void require(int width, int height, long values, ParameterLayout network) {
        require("the image of " + width + "x" + height + " pixels: make it smaller", values, network);
    }

    private static void require(String what, long values, ParameterLayout network) {
        double image = (double) values * OF_IMAGE * Float.BYTES;
        double weights = (double) network.size() * OF_NETWORK * Float.BYTES;
        double room = Runtime.getRuntime().maxMemory();
        if (image + weights > room) {
            throw new OptionException(String.format(
                    Locale.ROOT,
                    "this fit takes at least %.1f GB of memory, and Java may use %.1f; most is for %s,"
                            + " or give Java a larger heap",
                    (image + weights) * 1e-9,
                    room * 1e-9,
                    image > weights
                            ? what
                            : String.format(
                                    Locale.ROOT,
                                    "the network of %,d parameters: take less width or depth, fewer heads or experts,"
                                            + " or a smaller table",
                                    network.size())));
        }
    }
}
