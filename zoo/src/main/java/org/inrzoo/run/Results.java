package org.inrzoo.run;

import java.util.Comparator;
import java.util.List;
import org.inrzoo.io.Shipped;

/** The records of fits that ship with the zoo: {@code zoo/results/FIT/result.json}. */
public final class Results {

    private Results() {}

    private static final class Holder {
        private static final List<Result> ALL =
                Shipped.records(Results.class, "results", "result.json", Result.class).stream()
                        .sorted(Comparator.comparing(Result::image)
                                .thenComparing(
                                        Comparator.comparing(Result::psnr).reversed()))
                        .toList();
    }

    /** The records of a model's fits, by image, then by PSNR, best first. */
    public static List<Result> of(String model) {
        return Holder.ALL.stream()
                .filter(result -> result.model().equals(model))
                .toList();
    }
}
