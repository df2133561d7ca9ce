package org.inrzoo.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

/**
 * How a fit went: one row for every evaluation of the whole signal.
 *
 * @param rows in the order of steps
 */
public record History(List<Row> rows) {

    /**
     * One evaluation.
     *
     * @param step steps done
     * @param rate learning rate of the last of them
     * @param loss mean squared error of its batch, in the network's range
     * @param psnr standard PSNR of the whole signal, dB
     * @param seconds wall time since the start
     */
    public record Row(int step, double rate, double loss, double psnr, double seconds) {}

    public History {
        rows = List.copyOf(rows);
    }

    /** A history without rows. */
    public static History empty() {
        return new History(List.of());
    }

    /** This history and one more row. */
    public History plus(Row row) {
        List<Row> longer = new ArrayList<>(rows);
        longer.add(row);
        return new History(longer);
    }

    /** PSNR of the last evaluation, dB; NaN before the first. */
    public double psnr() {
        return rows.isEmpty() ? Double.NaN : rows.get(rows.size() - 1).psnr();
    }

    /** Best PSNR of all evaluations, dB; NaN before the first. */
    public double psnrBest() {
        return rows.stream().mapToDouble(Row::psnr).max().orElse(Double.NaN);
    }

    /** How many rows there are and what the last says; {@link #table} prints all. */
    @Override
    public String toString() {
        if (rows.isEmpty()) {
            return "History[no evaluations]";
        }
        Row last = rows.get(rows.size() - 1);
        return String.format(
                Locale.ROOT,
                "History[%d evaluations, %.2f dB after %d steps, best %.2f dB]",
                rows.size(),
                last.psnr,
                last.step,
                psnrBest());
    }

    /** The rows as a Tablesaw table with columns step, rate, loss, psnr, seconds. */
    public Table table() {
        IntColumn step = IntColumn.create("step");
        DoubleColumn rate = DoubleColumn.create("rate");
        DoubleColumn loss = DoubleColumn.create("loss");
        DoubleColumn psnr = DoubleColumn.create("psnr");
        DoubleColumn seconds = DoubleColumn.create("seconds");
        for (Row row : rows) {
            step.append(row.step);
            rate.append(row.rate);
            loss.append(row.loss);
            psnr.append(row.psnr);
            seconds.append(row.seconds);
        }
        return Table.create("history", step, rate, loss, psnr, seconds);
    }
}
