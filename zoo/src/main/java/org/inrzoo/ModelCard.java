package org.inrzoo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.inrzoo.datasets.Datasets;
import org.inrzoo.family.Citation;
import org.inrzoo.family.Published;
import org.inrzoo.family.Variant;
import org.inrzoo.network.Architecture;
import org.inrzoo.option.Options;
import org.inrzoo.record.FitRecord;
import org.inrzoo.record.FitRecords;
import org.inrzoo.record.SignalRecord;
import org.inrzoo.record.SignalRecords;

/**
 * A model's card; its numbers are computed from its definition, or quoted from the records of fits and from its paper.
 *
 * @param variant the model
 */
public record ModelCard(Variant variant) {

    private static final Set<String> DETAILS = Set.of(
            "beta1",
            "beta2",
            "epsilon",
            "auxRate",
            "matrixDecay",
            "decay",
            "decayEvery",
            "block",
            "evaluations",
            "seed");

    /** Trainable parameters for the variant's signal. */
    public int parameters() {
        return network().parameters().trainable();
    }

    /** Multiply-accumulates per point of that signal: a queried point gives one pixel of every tile. */
    public long macsPerPoint() {
        return Math.round(
                (double) network().macsPerPoint() / variant.family().tiles().count());
    }

    private Architecture network() {
        return variant.family()
                .architecture(variant.signal().dimensions(), variant.signal().outputs());
    }

    /** What the model is, in one sentence without its full stop. */
    public String summary() {
        return variant.summary();
    }

    /** The paper it comes from: authors, title and venue. */
    public String paper() {
        return variant.source().paper();
    }

    /** What to cite, as BibTeX: an entry for each of {@link #references}, an empty line between two. */
    public String citation() {
        return references().stream().map(Citation::bibtex).collect(Collectors.joining("\n\n"));
    }

    /** The card's {@link #text}. */
    @Override
    public String toString() {
        return text();
    }

    /** The card as data, in the order of {@link #text}. */
    public Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("model", variant.name());
        data.put("summary", variant.summary());
        data.put("signal", variant.signal().name());
        data.put("parameters", parameters());
        data.put("macsPerPoint", macsPerPoint());
        data.put("paper", variant.source().paper());
        data.put("place", variant.source().place());
        data.put("note", variant.source().note());
        data.put("settings", variant.settings());
        data.put("stated", variant.source().stated().stream().sorted().toList());
        data.put("licence", license());
        data.put("results", results());
        data.put("signals", signals());
        data.put("published", published());
        data.put("references", references());
        return data;
    }

    /** The records of its fits that ship with the zoo, best first for each image. */
    public List<FitRecord> results() {
        return FitRecords.of(variant.name());
    }

    /** The records of its fits of other signals than images, or by other objectives than values, that ship with the zoo. */
    public List<SignalRecord> signals() {
        return SignalRecords.of(variant.name());
    }

    /** The settings, other than steps, in which a recorded fit differs from the card's, each behind a comma. */
    public String changes(FitRecord result) {
        return changes(result.settings());
    }

    private String changes(Map<String, Object> recorded) {
        Map<String, Object> settings = variant.settings();
        return recorded.entrySet().stream()
                .filter(setting -> settings.containsKey(setting.getKey())
                        && !setting.getKey().equals("steps"))
                .filter(setting ->
                        !String.valueOf(setting.getValue()).equals(String.valueOf(settings.get(setting.getKey()))))
                .map(setting -> ", " + setting.getKey() + "=" + setting.getValue())
                .collect(Collectors.joining());
    }

    /** The keys of the recipe chosen here that differ from the card's, with their values; empty where there is none. */
    public String chosen() {
        return variant.chosen().entrySet().stream()
                .map(setting -> setting.getKey() + " " + setting.getValue())
                .collect(Collectors.joining(", "));
    }

    /** What its paper states, to stand beside {@link #results}. */
    public List<Published> published() {
        return Published.of(variant);
    }

    /** The papers it comes from, as BibTeX. */
    public List<Citation> references() {
        return Citation.of(variant.source());
    }

    /** Whose code it is, and the terms of the data that its results were measured on. */
    public String license() {
        String data = results().stream()
                .map(FitRecord::image)
                .filter(Datasets::isName)
                .distinct()
                .map(image ->
                        "; data: " + image + ", " + Datasets.provenance(image).license())
                .collect(Collectors.joining());
        return "Apache-2.0, written for this project from its source, without the authors' code" + data;
    }

    /** The card as text: where the model comes from, its settings, what it reached, and what to cite. */
    public String text() {
        return text(false);
    }

    /**
     * The card as text.
     *
     * @param allSettings whether each setting is explained in a line of its own, also those that are rarely changed
     */
    public String text(boolean allSettings) {
        StringBuilder text = new StringBuilder();
        line(text, variant.name());
        line(text, variant.summary() + ".");
        Exhibit.ALL.stream()
                .filter(exhibit -> exhibit.shows(variant.name()))
                .findFirst()
                .ifPresent(exhibit -> {
                    line(text, "");
                    line(text, "    " + exhibit.formula());
                });
        line(text, "");
        line(text, "Paper        " + variant.source().paper());
        line(text, "Where        " + variant.source().place());
        line(
                text,
                String.format(
                        Locale.ROOT,
                        "Parameters   %,d for %s",
                        parameters(),
                        variant.signal().name()));
        line(text, String.format(Locale.ROOT, "MACs         %,d per point", macsPerPoint()));
        line(text, "Licence      " + license());
        line(text, "");
        if (allSettings) {
            settings(text, "Architecture", variant.hyperparameters());
            line(text, "");
            settings(text, "Recipe", variant.recipe());
        } else {
            line(text, "Network      " + listed(Options.values(variant.hyperparameters())));
            line(text, "Recipe       " + listed(Options.values(variant.recipe())));
            line(text, "             by the paper, but for those with a * chosen here");
        }
        if (!variant.chosen().isEmpty()) {
            line(text, "By choice    " + chosen());
            line(text, "             what 'fit' does with images; --recipe " + Variant.PAPER + " does the paper's");
        }
        line(text, "");
        line(text, variant.source().note());
        line(text, "");
        results(text);
        for (Citation reference : references()) {
            line(text, "");
            reference.bibtex().lines().forEach(line -> line(text, line));
        }
        return text.toString();
    }

    /** The settings that are worth a look: not those that only matter to an optimiser's or schedule's details. */
    private String listed(Map<String, Object> settings) {
        return settings.entrySet().stream()
                .filter(setting -> !DETAILS.contains(setting.getKey()))
                .map(setting -> setting.getKey() + "=" + setting.getValue()
                        + (variant.source().stated().contains(setting.getKey()) ? "" : "*"))
                .collect(Collectors.joining(" "));
    }

    private void results(StringBuilder text) {
        boolean none = results().isEmpty() && signals().isEmpty() && published().isEmpty();
        line(text, "Results" + (none ? "      none recorded" : ""));
        for (FitRecord result : results()) {
            line(
                    text,
                    String.format(
                            Locale.ROOT,
                            "- here: %.2f dB (best %.2f%s) on %s, %dx%d, %d steps in %.0f s, %s engine%s",
                            result.psnr(),
                            result.psnrBest(),
                            between(result),
                            result.image(),
                            result.width(),
                            result.height(),
                            result.steps(),
                            result.seconds(),
                            result.engine(),
                            changes(result)));
        }
        for (SignalRecord result : signals()) {
            line(
                    text,
                    String.format(
                            Locale.ROOT,
                            "- here: %s, %s, %d steps in %.0f s, %s engine%s",
                            result.mainScore(),
                            result.observed().text(),
                            result.computation().steps(),
                            result.seconds(),
                            result.computation().engine(),
                            changes(result.settings())));
        }
        for (Published result : published()) {
            line(
                    text,
                    String.format(
                            Locale.ROOT,
                            "- paper: %.2f dB, %s, on %s, %dx%d; %s",
                            result.psnr(),
                            result.of(),
                            result.image(),
                            result.width(),
                            result.height(),
                            result.place()));
        }
    }

    private static String between(FitRecord result) {
        return result.psnrBetween() == null
                ? ""
                : String.format(Locale.ROOT, ", between the pixels %.2f", result.psnrBetween());
    }

    private void settings(StringBuilder text, String title, Record record) {
        line(text, title);
        variant.source().explained(record).forEach(line -> line(text, line));
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append(System.lineSeparator());
    }
}
