package org.inrzoo.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.inrzoo.bench.BenchReport;

/**
 * How fast the fused engine is, in Markdown: one line for each benchmark.
 *
 * @param reports the benchmarks, in the table's order
 */
record SpeedTable(List<BenchReport> reports) {

    private static final List<String> PHASES = List.of("train-full", "train-batched", "render");

    /** The table's lines. */
    List<String> lines() {
        List<String> lines = new ArrayList<>(List.of(
                "| model, pixels | full step, ms | of peak | × SameDiff | × libtorch "
                        + "| batched pass, ms | of peak | × SameDiff | × libtorch "
                        + "| a megapixel, ms | of peak | × SameDiff | × libtorch |",
                "|---|" + "---:|".repeat(4 * PHASES.size())));
        reports.forEach(report -> lines.add(line(report)));
        return lines;
    }

    private static String line(BenchReport report) {
        StringBuilder line =
                new StringBuilder(String.format(Locale.ROOT, "| `%s`, %d² |", report.model(), report.size()));
        for (String phase : PHASES) {
            line.append(report.result("fused", phase)
                    .map(r -> String.format(
                            Locale.ROOT, " %.1f | %.0f %% |", 1000 * r.secondsMedian(), 100 * r.peakFraction()))
                    .orElse(" | |"));
            line.append(ratio(report, "samediff", phase)).append(ratio(report, "libtorch", phase));
        }
        return line.toString();
    }

    private static String ratio(BenchReport report, String to, String phase) {
        return report.ratio(to, phase)
                .map(r -> String.format(Locale.ROOT, " %.1f |", r.median()))
                .orElse(" |");
    }
}
