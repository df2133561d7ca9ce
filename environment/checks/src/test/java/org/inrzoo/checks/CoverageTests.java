package org.inrzoo.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * How much of the code the tests run, added up over all modules and printed. Programs that tests start are not counted, and
 * the fused engine neither: its kernels run as hidden classes, and counting makes the rest of it slow.
 */
class CoverageTests {

    /** Percent; what is reached lies well above, so that only a whole part without tests falls below. */
    private static final double MIN_LINES = 80;

    @Test
    void isPrinted() throws IOException {
        List<String> rows = Files.readAllLines(Path.of("target/site/jacoco-aggregate/jacoco.csv"));
        double lines = percent(rows, "LINE");
        System.out.printf(Locale.ROOT, "coverage: lines %.1f %%, branches %.1f %%%n", lines, percent(rows, "BRANCH"));
        assertThat(lines).as("percent of lines that tests run").isGreaterThan(MIN_LINES);
    }

    private static double percent(List<String> rows, String what) {
        List<String> header = List.of(rows.get(0).split(","));
        long missed = sum(rows, header.indexOf(what + "_MISSED"));
        long covered = sum(rows, header.indexOf(what + "_COVERED"));
        return 100.0 * covered / (missed + covered);
    }

    private static long sum(List<String> rows, int column) {
        return new ArrayList<>(rows.subList(1, rows.size()))
                .stream()
                        .mapToLong(row -> Long.parseLong(row.split(",")[column]))
                        .sum();
    }
}
