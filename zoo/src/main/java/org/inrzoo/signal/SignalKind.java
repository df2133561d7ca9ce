package org.inrzoo.signal;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import org.inrzoo.datasets.Image;
import org.inrzoo.field.Field;
import org.inrzoo.metric.Measure;
import org.inrzoo.metric.Score;
import org.inrzoo.option.OptionException;

/**
 * A kind of signal. Kinds are found through {@link java.util.ServiceLoader}, so that any jar on the class path can bring its
 * own; they are made by their constructor without arguments.
 */
public interface SignalKind {

    /** Its name in {@code --signal KIND:SOURCE}: lower case, one word. */
    String name();

    /** What it is and which files it reads, in one sentence. */
    String summary();

    /** Names of built-in signals, the first for a first try. */
    List<String> examples();

    /** The terms that a built-in signal is under; empty of what is none, such as a file, whose terms its owner knows. */
    default Optional<String> licence(String source) {
        return examples().contains(source.split(":", 2)[0])
                ? Optional.of("computed; nobody's rights are on it")
                : Optional.empty();
    }

    /** The options of reading as a record whose components carry {@link org.inrzoo.option.Option}, with their usual values. */
    Record reading();

    /**
     * Reads a signal.
     *
     * @param source a built-in name or a file
     * @param reading a record of {@link #reading}'s class
     * @throws org.inrzoo.datasets.SignalFileException when a file cannot be read
     * @throws org.inrzoo.option.OptionException when there is nothing of that name, or the options ask for what it has not
     */
    Signal read(String source, Record reading);

    /** The objective that a fit has unless it is told otherwise. */
    default String objective() {
        return "values";
    }

    /** What {@link #scores} says first. */
    default Measure measure() {
        return Measure.PSNR;
    }

    /**
     * How good values are by the {@link #measure} alone, as a fit asks on its way.
     *
     * @param signal the truth
     * @param shown [samples, channels], in the signal's unit
     */
    default double score(Samples signal, float[] shown) {
        return SampleScores.psnr(signal, shown).value();
    }

    /**
     * How good values are, the {@link #measure} first.
     *
     * @param signal the truth
     * @param shown [samples, channels], in the signal's unit, as a network has them
     */
    default List<Score> scores(Samples signal, float[] shown) {
        return List.of(SampleScores.psnr(signal, shown));
    }

    /** Endings of the files that {@link #show} writes, each with its point; the first two are written at the end of a fit. */
    List<String> endings();

    /**
     * Writes a field as a file of the kind.
     *
     * @param size samples along the longest axis; 0 for as many as were fitted
     * @param file its name ends as one of {@link #endings}; an earlier file is replaced
     * @param progress is told which part is done, from 0 to 1
     * @throws org.inrzoo.option.OptionException when it cannot be shown like this; says how it can
     */
    void show(Field field, int size, Path file, DoubleConsumer progress);

    /**
     * Writes what cameras see of a field.
     *
     * @param cameras a file that says where they stand, and how they look
     * @param size pixels along the longer side; 0 for a usual number
     * @param file its name ends as one of {@link #endings} that is a picture or an animation; an earlier file is replaced
     * @param progress is told which part is done, from 0 to 1
     * @throws org.inrzoo.option.OptionException when it cannot be shown like this; what is no scene cannot
     */
    default void showSeen(Field field, Path cameras, int size, Path file, DoubleConsumer progress) {
        throw new OptionException("cameras see scenes, and this is of kind " + name());
    }

    /**
     * A picture of a field beside the signal that it was fitted to, for people; empty where {@link #show} says enough.
     *
     * @param signal one of this kind
     */
    default Optional<Image> beside(Signal signal, Field field) {
        return Optional.empty();
    }
}
