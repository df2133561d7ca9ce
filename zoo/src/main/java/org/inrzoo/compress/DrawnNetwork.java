package org.inrzoo.compress;

import java.io.ByteArrayOutputStream;
import java.util.Locale;
import org.inrzoo.engine.EngineException;
import org.inrzoo.engine.Engines;
import org.inrzoo.family.Variant;
import org.inrzoo.network.Architecture;
import org.inrzoo.network.Network;
import org.inrzoo.option.OptionException;

/** What a file says of a network before its weights: enough to make it again as a registered model's seed draws it. */
interface DrawnNetwork {

    /** The engine that shows it. */
    String ENGINE = "fused";

    /** Most samples of a signal, channels apart. */
    int MOST_SAMPLES = 1 << 26;

    /** Most values, those of all channels. */
    int MOST_VALUES = 3 * MOST_SAMPLES;

    /** Most weights of a network. */
    int MOST_WEIGHTS = 1 << 24;

    /** Most multiply-adds that show it, about a minute of one of a processor's cores. */
    long MOST_WORK = 1L << 42;

    /** What its files are: the byte behind the magic letters. */
    int kind();

    /** The model with all its settings. */
    Variant variant();

    /** Pixels, or samples of another signal, channels apart. */
    long samples();

    /** Samples along the longest axis. */
    int longestAxis();

    /** Writes what a reader of its kind reads. */
    void write(ByteArrayOutputStream out);

    /** The network with its first weights as the seed draws them, its normalisations folded. */
    Network drawn();

    /** The checksum of what trained weights show. */
    int checksum(Network trained);

    /**
     * Refuses a trained network that could not be made again from the model's name.
     *
     * @param folded the trained one, its normalisations folded
     * @throws OptionException when it is too large, the model is not registered, or the fused engine does not compute it
     */
    default void requireSame(Network folded) {
        if (samples() > MOST_SAMPLES || folded.architecture().parameters().size() > MOST_WEIGHTS) {
            throw new OptionException("what is compressed has at most " + MOST_SAMPLES + " samples and " + MOST_WEIGHTS
                    + " weights; take less of it, or a smaller network");
        }
        requireWork(folded.architecture());
        Variant variant = variant();
        Variant again = NamedVariant.parse(variant.name(), NamedVariant.settings(variant));
        if (!again.family().equals(variant.family()) || !drawn().architecture().equals(folded.architecture())) {
            throw new OptionException(variant.name()
                    + " cannot be compressed: its network is not the one that the zoo makes of its name and settings");
        }
        try {
            Engines.create(ENGINE, folded.architecture(), 1).close();
        } catch (EngineException e) {
            throw new OptionException(variant.name() + " cannot be compressed: " + e.getMessage());
        }
    }

    /** Refuses a network that takes too long to show all samples. */
    default void requireWork(Architecture architecture) {
        if ((double) samples() * architecture.macsPerPoint() > MOST_WORK) {
            throw new OptionException(String.format(
                    Locale.ROOT,
                    "its network takes %.1e multiply-adds to be shown, more than %.1e",
                    (double) samples() * architecture.macsPerPoint(),
                    (double) MOST_WORK));
        }
    }

    /** Refuses a network of too many weights. */
    static void requireSize(int weights) {
        if (weights > MOST_WEIGHTS) {
            throw new OptionException("its network has more than " + MOST_WEIGHTS + " weights");
        }
    }
}
