package org.inrzoo.record;

import java.util.List;
import org.inrzoo.io.Shipped;

/** The records of fits of any signal by any objective that ship with the zoo: {@code zoo/signal-results/FIT/result.json}. */
public final class SignalRecords {

    private SignalRecords() {}

    private static final class Holder {
        private static final List<SignalRecord> ALL =
                Shipped.records(SignalRecords.class, "signals", "result.json", SignalRecord.class);
    }

    /** All records, by the names of their folders in {@code zoo/signal-results}. */
    public static List<SignalRecord> all() {
        return Holder.ALL;
    }

    /** The records of a model's fits, in the same order. */
    public static List<SignalRecord> of(String model) {
        return all().stream().filter(result -> result.model().equals(model)).toList();
    }
}
