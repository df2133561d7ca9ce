package org.inrzoo.record;

import java.util.Comparator;
import java.util.List;
import org.inrzoo.io.Shipped;

/** The records of fits that ship with the zoo: {@code zoo/results/FIT/result.json}. */
public final class FitRecords {

    private FitRecords() {}

    private static final class Holder {
        private static final List<FitRecord> ALL =
                Shipped.records(FitRecords.class, "results", "result.json", FitRecord.class);
    }

    /** All records, by the names of their folders in {@code zoo/results}. */
    public static List<FitRecord> all() {
        return Holder.ALL;
    }

    /** The records of a model's fits, by image, then by PSNR, best first. */
    public static List<FitRecord> of(String model) {
        return all().stream()
                .filter(result -> result.model().equals(model))
                .sorted(Comparator.comparing(FitRecord::image)
                        .thenComparing(Comparator.comparing(FitRecord::psnr).reversed()))
                .toList();
    }
}
