package org.inrzoo.notebook;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.inrzoo.datasets.FileBytes;
import org.inrzoo.fit.History;
import org.inrzoo.io.Json;
import org.inrzoo.vision.Classifier;
import org.inrzoo.vision.ClassifierRecord;

/**
 * One training of a notebook's networks for pictures; all but the network itself is kept in the notebook's records.
 *
 * @param label what tells it from the notebook's other runs
 * @param result its record
 * @param history loss of a batch and accuracy at each test
 * @param classifier the network as it was trained
 */
public record Training(String label, ClassifierRecord result, History history, Classifier classifier) {

    private static final int MAX_BYTES = 1 << 24;

    /**
     * What the records keep of it.
     *
     * @param label as of the training
     * @param result its record
     * @param steps done at each test
     * @param losses of the batch before each test, nats
     * @param accuracies of each test, percent
     */
    record Kept(
            String label, ClassifierRecord result, List<Integer> steps, List<Double> losses, List<Double> accuracies) {}

    /**
     * Longer trainings that are kept with the zoo, with what they reached.
     *
     * @param file a file of the folder {@code zoo/vision-results}, whose page says how each was made
     */
    public static List<ClassifierRecord> published(String file) {
        Path path = Project.above(Path.of("").toAbsolutePath())
                .resolve(Path.of("zoo", "vision-results"))
                .resolve(file);
        String text = new String(FileBytes.read(path, MAX_BYTES), StandardCharsets.UTF_8);
        return List.of(Json.read(text, ClassifierRecord[].class, path.toString()));
    }

    /** The share of the pictures not learnt from whose class the network says at the end, percent. */
    public double accuracy() {
        return result.accuracy();
    }

    /** Steps done at each test. */
    public double[] steps() {
        return history.rows().stream().mapToDouble(History.Row::step).toArray();
    }

    /** Accuracy of each test, percent. */
    public double[] accuracies() {
        return history.rows().stream().mapToDouble(History.Row::score).toArray();
    }

    /** Loss of the batch before each test, nats. */
    public double[] losses() {
        return history.rows().stream().mapToDouble(History.Row::loss).toArray();
    }

    Kept kept() {
        return new Kept(
                label,
                result,
                history.rows().stream().map(History.Row::step).toList(),
                history.rows().stream().map(History.Row::loss).toList(),
                history.rows().stream().map(History.Row::score).toList());
    }
}
