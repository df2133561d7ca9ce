package org.inrzoo;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.inrzoo.family.Citation;
import org.inrzoo.family.Published;
import org.inrzoo.record.FitRecord;
import org.inrzoo.record.SignalRecord;
import org.inrzoo.weights.WeightsShelves;

/** A model's card; its numbers are computed from its definition, or quoted from the records of fits and from its paper. */
public interface ModelCard {

    /** The model. */
    NamedModel model();

    /** How large it is. */
    default ModelSize size() {
        return model().size();
    }

    /** Values that training changes. */
    default int parameters() {
        return size().trained();
    }

    /** Multiply-accumulates of a forward pass in training: per point, and of a network for pictures per picture. */
    default long macsPerPoint() {
        return size().macs();
    }

    /** What the model is, in one sentence without its full stop. */
    default String summary() {
        return model().summary();
    }

    /** The paper it comes from: authors, title and venue. */
    default String paper() {
        return model().source().paper();
    }

    /** The papers it comes from, as BibTeX. */
    default List<Citation> references() {
        return Citation.of(model().source());
    }

    /** What to cite, as BibTeX: an entry for each of {@link #references}, an empty line between two. */
    default String citation() {
        return references().stream().map(Citation::bibtex).collect(Collectors.joining("\n\n"));
    }

    /** The records of its fits of images by their values that ship with the zoo, best first for each image; often none. */
    default List<FitRecord> results() {
        return List.of();
    }

    /** The records of its fits of other signals, or by other objectives, that ship with the zoo; often none. */
    default List<SignalRecord> signals() {
        return List.of();
    }

    /** The names of weights of it that can be had, {@code MODEL.TAG}, in alphabetical order; see {@link Zoo#pretrained}. */
    default List<String> weights() {
        String begin = model().name() + ".";
        return WeightsShelves.names().stream()
                .filter(name -> name.startsWith(begin))
                .toList();
    }

    /** What its paper states of fits of images, to stand beside {@link #results}; often nothing. */
    default List<Published> published() {
        return List.of();
    }

    /** The settings, other than steps, in which a recorded fit differs from the card's, each behind a comma. */
    default String changes(FitRecord result) {
        return changes(result.settings());
    }

    /** The same of a record's settings. */
    default String changes(Map<String, Object> recorded) {
        Map<String, Object> settings = model().settings();
        return recorded.entrySet().stream()
                .filter(setting -> settings.containsKey(setting.getKey())
                        && !setting.getKey().equals("steps"))
                .filter(setting ->
                        !String.valueOf(setting.getValue()).equals(String.valueOf(settings.get(setting.getKey()))))
                .map(setting -> ", " + setting.getKey() + "=" + setting.getValue())
                .collect(Collectors.joining());
    }

    /** Whose code it is, and the terms of the data that its results were measured on. */
    String license();

    /** The card as data, in the order of {@link #text}. */
    Map<String, Object> data();

    /** The card as text: where the model comes from, its settings, what it reached, and what to cite. */
    default String text() {
        return text(false);
    }

    /**
     * The card as text.
     *
     * @param allSettings whether each setting is explained in a line of its own, also those that are rarely changed
     */
    String text(boolean allSettings);
}
