package org.inrzoo.cli;

import java.math.BigDecimal;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** Reads whole numbers as people write them: {@code 1000} and {@code 1e3}. */
final class WholeNumbers {

    private WholeNumbers() {}

    static void addTo(CommandLine commandLine) {
        commandLine
                .registerConverter(int.class, WholeNumbers::ofInt)
                .registerConverter(Integer.class, WholeNumbers::ofInt)
                .registerConverter(long.class, WholeNumbers::ofLong)
                .registerConverter(Long.class, WholeNumbers::ofLong);
    }

    private static int ofInt(String text) {
        try {
            return new BigDecimal(text).intValueExact();
        } catch (ArithmeticException | NumberFormatException e) {
            throw new TypeConversionException("'" + text + "' is no whole number");
        }
    }

    private static long ofLong(String text) {
        try {
            return new BigDecimal(text).longValueExact();
        } catch (ArithmeticException | NumberFormatException e) {
            throw new TypeConversionException("'" + text + "' is no whole number");
        }
    }
}
