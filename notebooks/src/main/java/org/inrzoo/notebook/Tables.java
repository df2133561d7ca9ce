package org.inrzoo.notebook;

import org.inrzoo.kernel.Display;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.numbers.NumberColumnFormatter;

/** Tables for {@code display(…, "text/html")}. */
public final class Tables {

    private Tables() {}

    /** A table with a row for each thing; its columns are added one by one. */
    public static <T> RowTable<T> of(Iterable<? extends T> things) {
        return new RowTable<>(things);
    }

    /**
     * The table as HTML.
     *
     * @param decimals digits behind the point of all columns of real numbers
     */
    public static String html(Table table, int decimals) {
        Table copy = table.copy();
        for (NumericColumn<?> column : copy.numericColumns()) {
            if (column instanceof DoubleColumn real) {
                real.setPrintFormatter(NumberColumnFormatter.fixedWithGrouping(decimals));
            }
        }
        return Display.render(copy, "text/html").data().get("text/html");
    }
}
