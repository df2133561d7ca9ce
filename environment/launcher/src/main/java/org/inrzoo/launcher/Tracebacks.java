package org.inrzoo.launcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Leaves out the stack traces of a Python program; the line behind each, which says what is wrong, stays. */
final class Tracebacks {

    private static final Charset BYTES = StandardCharsets.ISO_8859_1; // each byte stays what it is

    private Tracebacks() {}

    /** Passes on what a program writes, line by line, until it ends. */
    static void leaveOut(InputStream written, PrintStream to) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(written, BYTES));
        boolean inside = false;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            inside = line.equals("Traceback (most recent call last):") || (inside && line.startsWith(" "));
            if (!inside) {
                to.write((line + "\n").getBytes(BYTES));
                to.flush();
            }
        }
    }
}
