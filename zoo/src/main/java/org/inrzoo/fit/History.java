package org.inrzoo.fit;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.inrzoo.datasets.FileBytes;
import org.inrzoo.io.MalformedFileException;
import org.inrzoo.metric.Measure;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

/**
 * How a fit went: one row for every evaluation of the whole signal.
 *
 * @param measure what a row's score says
 * @param rows in the order of steps
 */
public record History(Measure measure, List<Row> rows) {

    private static final int MAX_BYTES = 1 << 26;

    /**
     * One evaluation.
     *
     * @param step steps done
     * @param rate learning rate of the last of them
     * @param loss of its batch; of values the mean squared error, in the network's range
     * @param score of the whole signal, by the history's measure
     * @param seconds wall time since the start
     */
    public record Row(int step, double rate, double loss, double score, double seconds) {}

    public History {
        rows = List.copyOf(rows);
    }

    /** A history of standard PSNR. */
    public History(List<Row> rows) {
        this(Measure.PSNR, rows);
    }

    /**
     * The history that a run has left as CSV, see {@link #table}.
     *
     * @param measure what its scores say
     * @throws java.io.UncheckedIOException when it cannot be read
     * @throws MalformedFileException when it is no history of this measure
     */
    public static History read(Measure measure, Path file) {
        byte[] content = FileBytes.read(file, MAX_BYTES);
        try {
            Table table = Table.read().csv(new ByteArrayInputStream(content));
            List<Row> rows = new ArrayList<>();
            for (tech.tablesaw.api.Row row : table) {
                rows.add(new Row(
                        row.getInt("step"),
                        number(row, "rate"),
                        number(row, "loss"),
                        number(row, measure.name()),
                        number(row, "seconds")));
            }
            return new History(measure, rows);
        } catch (RuntimeException e) {
            throw new MalformedFileException(file.toString(), "it is no history of " + measure.name());
        }
    }

    /** A number that CSV may have for a whole one. */
    private static double number(tech.tablesaw.api.Row row, String column) {
        return row.getNumber(column);
    }

    /** A history without rows. */
    public static History empty() {
        return new History(List.of());
    }

    /** These rows, whose scores are of another measure. */
    public History of(Measure other) {
        return new History(other, rows);
    }

    /** This history and one more row. */
    public History plus(Row row) {
        List<Row> longer = new ArrayList<>(rows);
        longer.add(row);
        return new History(measure, longer);
    }

    /** Score of the last evaluation; NaN before the first. */
    public double score() {
        return rows.isEmpty() ? Double.NaN : rows.get(rows.size() - 1).score();
    }

    /** Best score of all evaluations; NaN before the first. */
    public double best() {
        return rows.stream().mapToDouble(Row::score).max().orElse(Double.NaN);
    }

    /** How many rows there are and what the last says; {@link #table} prints all. */
    @Override
    public String toString() {
        if (rows.isEmpty()) {
            return "History[no evaluations]";
        }
        Row last = rows.get(rows.size() - 1);
        return "History[" + rows.size() + " evaluations, "
                + measure.of(last.score).text() + " after " + last.step + " steps, best "
                + measure.of(best()).text() + "]";
    }

    /** The rows as a Tablesaw table with columns step, rate, loss, the measure's name, seconds. */
    public Table table() {
        IntColumn step = IntColumn.create("step");
        DoubleColumn rate = DoubleColumn.create("rate");
        DoubleColumn loss = DoubleColumn.create("loss");
        DoubleColumn score = DoubleColumn.create(measure.name());
        DoubleColumn seconds = DoubleColumn.create("seconds");
        for (Row row : rows) {
            step.append(row.step);
            rate.append(row.rate);
            loss.append(row.loss);
            score.append(row.score);
            seconds.append(row.seconds);
        }
        return Table.create("history", step, rate, loss, score, seconds);
    }
}
