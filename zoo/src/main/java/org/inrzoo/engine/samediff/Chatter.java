package org.inrzoo.engine.samediff;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** ND4J prints a line to standard output for every operation it differentiates; this keeps them to itself. */
public final class Chatter {

    private Chatter() {}

    /** What {@code work} gives, and nothing of what it prints. */
    public static <T> T without(Supplier<T> work) {
        PrintStream out = System.out;
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        try {
            return work.get();
        } finally {
            System.setOut(out);
        }
    }
}
