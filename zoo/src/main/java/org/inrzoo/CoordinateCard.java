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
import org.inrzoo.option.Options;
import org.inrzoo.record.FitRecord;
import org.inrzoo.record.FitRecords;
import org.inrzoo.record.SignalRecord;
import org.inrzoo.record.SignalRecords;

/**
 * The card of a function of coordinates.
 *
 * @param variant the model
 */
public record CoordinateCard(Variant variant) implements ModelCard {

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

    @Override
    public CoordinateModel model() {
        return new CoordinateModel(variant);
    }

    @Override
    public int parameters() {
        return model().network().parameters().trainable();
    }

    /** A queried point gives one pixel of every tile. */
    @Override
    public long macsPerPoint() {
        return model().perPoint(model().network());
    }

    /** The card's {@link #text}. */
    @Override
    public String toString() {
        return text();
    }

    @Override
    public Map<String, Object> data() {
        ModelSize size = size();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("model", variant.name());
        data.put("summary", variant.summary());
        data.put("signal", variant.signal().name());
        data.put("parameters", parameters());
        data.put("macsPerPoint", macsPerPoint());
        data.put("deployedParameters", size.deployed());
        data.put("deployedMacsPerPoint", size.deployedMacs());
        data.put("paper", variant.source().paper());
        data.put("place", variant.source().place());
        data.put("note", variant.source().note());
        data.put("settings", variant.settings());
        data.put("stated", variant.source().stated().stream().sorted().toList());
        data.put("licence", license());
        data.put("weights", weights());
        data.put("results", results());
        data.put("signals", signals());
        data.put("published", published());
        data.put("references", references());
        return data;
    }

    @Override
    public List<FitRecord> results() {
        return FitRecords.of(variant.name());
    }

    @Override
    public List<SignalRecord> signals() {
        return SignalRecords.of(variant.name());
    }

    /** The keys of the recipe chosen here that differ from the card's, with their values; empty where there is none. */
    public String chosen() {
        return variant.chosen().entrySet().stream()
                .map(setting -> setting.getKey() + " " + setting.getValue())
                .collect(Collectors.joining(", "));
    }

    @Override
    public List<Published> published() {
        return Published.of(variant);
    }

    @Override
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

    @Override
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
        if (!weights().isEmpty()) {
            line(text, "Weights      " + String.join(", ", weights()));
        }
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
