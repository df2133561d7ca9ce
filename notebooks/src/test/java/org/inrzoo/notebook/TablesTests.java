package org.inrzoo.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class TablesTests {

    @Test
    void roundRealNumbersOnlyAndLeaveTheTableAsItWas() {
        Table table = Table.create("t", StringColumn.create("name", "siren"), DoubleColumn.create("dB", new double[] {41.71684}),
                IntColumn.create("steps", new int[] {9000}));
        assertThat(Tables.html(table, 2)).contains("<table>", "siren", ">41.72<", ">9000<");
        assertThat(table.doubleColumn(1).getString(0)).isEqualTo("41.71684");
    }
}
