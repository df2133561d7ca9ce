package org.inrzoo.notebook;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * A table with a row for each of some things, for {@code display(table.html(), "text/html")}.
 *
 * @param <T> what the rows are about
 */
public final class RowTable<T> {

    private static final int DECIMALS = 2;

    private record Column<T>(String title, Function<T, ?> value, int decimals) {}

    private final List<T> rows = new ArrayList<>();
    private final List<Column<T>> columns = new ArrayList<>();

    RowTable(Iterable<? extends T> things) {
        things.forEach(rows::add);
    }

    /** Adds a column at the right: texts, whole numbers, or real numbers with two decimals. */
    public RowTable<T> column(String title, Function<T, ?> value) {
        return column(title, DECIMALS, value);
    }

    /**
     * Adds a column at the right.
     *
     * @param title quantity and unit
     * @param decimals digits behind the point of real numbers
     * @param value of a row; what is null, an empty {@link Optional} or not a number leaves the cell blank
     */
    public RowTable<T> column(String title, int decimals, Function<T, ?> value) {
        columns.add(new Column<>(title, value, decimals));
        return this;
    }

    /** The table as HTML, which scrolls where it is wider than the page; columns with numbers are aligned at their right. */
    public String html() {
        List<List<Object>> shown =
                columns.stream().map(column -> values(column)).toList();
        StringBuilder html = new StringBuilder("<div style=\"overflow-x: auto\"><table>\n<tr>");
        for (int i = 0; i < columns.size(); i++) {
            html.append(cell("th", side(shown.get(i)), columns.get(i).title));
        }
        html.append("</tr>\n");
        for (int row = 0; row < rows.size(); row++) {
            html.append("<tr>");
            for (int i = 0; i < columns.size(); i++) {
                html.append(cell(
                        "td",
                        side(shown.get(i)),
                        text(columns.get(i), shown.get(i).get(row))));
            }
            html.append("</tr>\n");
        }
        return html.append("</table></div>").toString();
    }

    /** What the cells of a column show, null where that is nothing. */
    private List<Object> values(Column<T> column) {
        List<Object> values = new ArrayList<>();
        for (T row : rows) {
            Object value = column.value.apply(row);
            values.add(value instanceof Optional<?> optional ? optional.orElse(null) : value);
        }
        return values;
    }

    private static String side(List<?> values) {
        return values.stream().anyMatch(Number.class::isInstance) ? "right" : "left";
    }

    private static String cell(String tag, String side, String text) {
        return "<" + tag + " style=\"text-align: " + side + "\">" + escaped(text) + "</" + tag + ">";
    }

    private static String text(Column<?> column, Object value) {
        if (value == null || (value instanceof Double real && real.isNaN())) {
            return "";
        }
        if (!(value instanceof Number number)) {
            return value.toString();
        }
        boolean real = number instanceof Double || number instanceof Float;
        DecimalFormat format = new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT));
        format.setMinimumFractionDigits(real ? column.decimals : 0);
        format.setMaximumFractionDigits(real ? column.decimals : 0);
        return format.format(number);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
