package org.inrzoo.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class TablesTests {

    @Test
    void roundRealNumbersOnlyAndLeaveTheTableAsItWas() {
        Table table = Table.create(
                "t",
                StringColumn.create("name", "siren"),
                DoubleColumn.create("dB", new double[] {41.71684}),
                IntColumn.create("steps", new int[] {9000}));
        assertThat(Tables.html(table, 2)).contains("<table>", "siren", ">41.72<", ">9000<");
        assertThat(table.doubleColumn(1).getString(0)).isEqualTo("41.71684");
    }

    @Test
    void haveARowForEachThing() {
        String html = Tables.of(List.of("siren", "a<b"))
                .column("model", name -> name)
                .column("letters", String::length)
                .column("dB", name -> name.length() * 1000.456)
                .column("rate", 4, name -> 1e-4)
                .html();
        assertThat(html)
                .contains(
                        ">model</th>",
                        ">letters</th>",
                        ">dB</th>",
                        ">rate</th>",
                        "left\">siren</td>",
                        "right\">5</td>",
                        "right\">5,002.28</td>",
                        "right\">0.0001</td>",
                        "a&lt;b");
    }

    @Test
    void leaveBlankWhatIsNotKnown() {
        String html = Tables.of(List.of(1))
                .column("null", n -> null)
                .column("empty", n -> Optional.empty())
                .column("none", n -> Double.NaN)
                .column("there", n -> Optional.of(1.5))
                .html();
        assertThat(html)
                .contains(
                        "left\"></td><td style=\"text-align: left\"></td><td style=\"text-align: right\"></td>",
                        ">1.50<");
    }

    @Test
    void alignAColumnOfNumbersAtTheirRight() {
        String html = Tables.of(List.of(1, 2))
                .column("step", n -> n == 1 ? "not yet" : n)
                .html();
        assertThat(html).contains("<th style=\"text-align: right\">step", "right\">not yet<", "right\">2<");
    }

    @Test
    void speakOneLanguageEverywhere() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("fa"));
            assertThat(Tables.of(List.of(1)).column("n", n -> 12345.678).html()).contains("12,345.68");
        } finally {
            Locale.setDefault(before);
        }
    }
}
