package org.inrzoo.bench;

import java.util.Comparator;
import java.util.List;
import org.inrzoo.io.Shipped;

/** The benchmarks that ship with the zoo: {@code zoo/results/MODEL.bench.json}. */
public final class BenchReports {

    private BenchReports() {}

    /** All of them, by the model's name. */
    public static List<BenchReport> all() {
        return Shipped.records(BenchReports.class, "results", ".bench.json", BenchReport.class).stream()
                .sorted(Comparator.comparing(BenchReport::model))
                .toList();
    }
}
