package org.inrzoo.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.inrzoo.CoordinateCard;
import org.inrzoo.record.FitRecord;

/**
 * The records of fits in Markdown: a table for those of one image, size and number of steps, since only they can be compared.
 *
 * @param cards the models' cards
 */
record ResultsTable(List<CoordinateCard> cards) {

    private record Fit(CoordinateCard card, FitRecord result) {

        /** What fits that stand together have in common. */
        String kind() {
            return String.format(
                    Locale.ROOT,
                    "%s, %d×%d, %,d steps",
                    result.image(),
                    result.width(),
                    result.height(),
                    result.steps());
        }
    }

    List<String> lines() {
        Map<String, List<Fit>> kinds = cards.stream()
                .flatMap(card -> card.results().stream().map(result -> new Fit(card, result)))
                .collect(Collectors.groupingBy(Fit::kind, TreeMap::new, Collectors.toList()));
        List<String> lines = new ArrayList<>();
        kinds.forEach((kind, fits) -> {
            if (fits.size() > 1) {
                lines.addAll(List.of("", "### " + kind, ""));
                table(lines, fits);
            }
        });
        List<Fit> alone = kinds.values().stream()
                .filter(fits -> fits.size() == 1)
                .map(fits -> fits.get(0))
                .toList();
        if (!alone.isEmpty()) {
            lines.addAll(
                    List.of("", "### Fits that no other is equal to", "", "Not to be compared with each other.", ""));
            alone.stream()
                    .collect(Collectors.groupingBy(Fit::kind, TreeMap::new, Collectors.toList()))
                    .forEach((kind, fits) -> fits.forEach(fit -> lines.add(String.format(
                            Locale.ROOT,
                            "- `%s`: %.2f dB on %s%s",
                            fit.card.variant().name(),
                            fit.result.psnr(),
                            kind,
                            fit.card.changes(fit.result)))));
        }
        published(lines);
        return lines;
    }

    private static void table(List<String> lines, List<Fit> fits) {
        boolean between = fits.stream().anyMatch(fit -> fit.result.psnrBetween() != null);
        lines.add("| model | dB | best, dB |" + (between ? " between, dB |" : "")
                + " a step, s | other than its recipe |");
        lines.add("|---|---:|---:|" + (between ? "---:|" : "") + "---:|---|");
        fits.stream()
                .sorted(Comparator.comparing(fit -> fit.card.variant().name()))
                .forEach(fit -> lines.add(String.format(
                        Locale.ROOT,
                        "| `%s` | %.2f | %.2f |%s %.3f | %s |",
                        fit.card.variant().name(),
                        fit.result.psnr(),
                        fit.result.psnrBest(),
                        between ? " " + Markdown.number(fit.result.psnrBetween()) + " |" : "",
                        fit.result.secondsPerStep(),
                        Markdown.cell(fit.card.changes(fit.result).replaceFirst("^, ", "")))));
    }

    private void published(List<String> lines) {
        lines.addAll(List.of(
                "",
                "### What the papers state",
                "",
                "Of their own data, steps and definition of PSNR.",
                "",
                "| model | dB | of | where |",
                "|---|---:|---|---|"));
        cards.forEach(card -> card.published()
                .forEach(result -> lines.add(String.format(
                        Locale.ROOT,
                        "| `%s` | %.2f | %s, %s, %d×%d | %s |",
                        card.variant().name(),
                        result.psnr(),
                        Markdown.cell(result.of()),
                        Markdown.cell(result.image()),
                        result.width(),
                        result.height(),
                        Markdown.cell(result.place())))));
    }
}
