package org.inrzoo.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.inrzoo.bench.BenchReport;

/**
 * How fast the fused engine is, in Markdown: a table for each phase, narrow enough for a phone, and in it one line for each
 * benchmark.
 *
 * @param reports the benchmarks, in the tables' order
 */
record SpeedTable(List<BenchReport> reports) {

    /** A phase's key in the reports, to what its milliseconds are of. */
    private static final Map<String, String> PHASES = new LinkedHashMap<>();

    static {
        PHASES.put("train-full", "A full step");
        PHASES.put("train-batched", "A pass in batches");
        PHASES.put("render", "A megapixel drawn");
    }

    /** The tables' lines. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        PHASES.forEach((phase, title) -> {
            lines.addAll(List.of(
                    "### " + title,
                    "",
                    "| model, pixels | ms | of peak | × SameDiff | × libtorch |",
                    "|---|---:|---:|---:|---:|"));
            reports.forEach(report -> lines.add(line(report, phase)));
            lines.add("");
        });
        return lines.subList(0, lines.size() - 1);
    }

    private static String line(BenchReport report, String phase) {
        String fused = report.result("fused", phase)
                .map(r -> String.format(
                        Locale.ROOT, " %.1f | %.0f %% |", 1000 * r.secondsMedian(), 100 * r.peakFraction()))
                .orElse(" | |");
        return String.format(Locale.ROOT, "| `%s`, %d² |", report.model(), report.size())
                + fused
                + ratio(report, "samediff", phase)
                + ratio(report, "libtorch", phase);
    }

    private static String ratio(BenchReport report, String to, String phase) {
        return report.ratio(to, phase)
                .map(r -> String.format(Locale.ROOT, " %.1f |", r.median()))
                .orElse(" |");
    }
}
