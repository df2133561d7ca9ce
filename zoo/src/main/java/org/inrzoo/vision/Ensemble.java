package org.inrzoo.vision;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.inrzoo.datasets.label.LabelledPictures;
import org.inrzoo.option.OptionException;

/**
 * Several trained networks that are asked together: the mean of their probabilities counts.
 *
 * @param members at least one, all of the same classes
 */
public record Ensemble(List<Classifier> members) {

    /** Copies the members. */
    public Ensemble {
        members = List.copyOf(members);
    }

    /** The file of a training's snapshot, counted from 1. */
    static Path file(Path folder, int number) {
        return folder.resolve(String.format(Locale.ROOT, "snapshot-%03d.safetensors", number));
    }

    /**
     * The snapshots that a training has kept.
     *
     * @param run the training's folder
     * @throws OptionException when it has kept none
     * @throws java.io.UncheckedIOException when one is no longer there
     */
    public static Ensemble load(Path run) {
        ClassifierSpec spec = ClassifierRun.spec(run);
        VisionModel model = VisionModels.get(spec.model()).withAll(spec.settings());
        int count = model.recipe().snapshots();
        if (count == 0) {
            throw new OptionException(
                    "the training in '" + run + "' kept no snapshots; 'inrzoo train --snapshots K' keeps K");
        }
        return new Ensemble(IntStream.rangeClosed(1, count)
                .mapToObj(number -> Classifier.load(file(run, number)))
                .toList());
    }

    /** The same with all members folded. */
    public Ensemble deployed() {
        return new Ensemble(members.stream().map(Classifier::deployed).toList());
    }

    /**
     * What they say of pictures whose classes are known.
     *
     * @throws OptionException when the pictures are of another size or of other classes
     */
    public Confusion test(LabelledPictures pictures) {
        int classes = members.get(0).classes().size();
        double[] mean = new double[Math.multiplyExact(pictures.size(), classes)];
        for (Classifier member : members) {
            member.requireClasses(pictures);
            double[] probabilities = probabilities(member.logits(pictures), classes);
            for (int i = 0; i < mean.length; i++) {
                mean[i] += probabilities[i] / members.size();
            }
        }
        int[][] counts = new int[classes][classes];
        double loss = 0;
        for (int i = 0; i < pictures.size(); i++) {
            int label = pictures.labels()[i];
            counts[label][largest(mean, i * classes, classes)]++;
            loss -= Math.log(mean[i * classes + label]);
        }
        return Confusion.of(members.get(0).classes(), counts, loss / pictures.size());
    }

    /** The soft-max of every row. */
    private static double[] probabilities(float[] logits, int classes) {
        double[] rows = new double[logits.length];
        for (int first = 0; first < logits.length; first += classes) {
            double largest = Double.NEGATIVE_INFINITY;
            for (int k = 0; k < classes; k++) {
                largest = Math.max(largest, logits[first + k]);
            }
            double sum = 0;
            for (int k = 0; k < classes; k++) {
                rows[first + k] = StrictMath.exp(logits[first + k] - largest);
                sum += rows[first + k];
            }
            for (int k = 0; k < classes; k++) {
                rows[first + k] /= sum;
            }
        }
        return rows;
    }

    /** The class of the largest, the first of equal ones. */
    private static int largest(double[] values, int first, int classes) {
        int best = 0;
        for (int k = 1; k < classes; k++) {
            best = values[first + k] > values[first + best] ? k : best;
        }
        return best;
    }
}
