package org.inrzoo.engine.samediff;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.function.Supplier;

/**
 * ND4J prints a line to standard output for every operation that it differentiates; this drops what the calling thread
 * prints, and nothing else.
 *
 * <p>Standard output belongs to the whole process. So one thread at a time puts a stream in its place, which lets the
 * other threads' lines pass, and puts it back before the next one may.
 */
public final class Chatter {

    private static final Object TURN = new Object();

    private Chatter() {}

    /** What {@code work} gives, and nothing of what it prints on this thread. */
    public static <T> T without(Supplier<T> work) {
        synchronized (TURN) {
            PrintStream out = System.out;
            PrintStream quiet =
                    new PrintStream(new WithoutThread(out, Thread.currentThread()), true, Charset.defaultCharset());
            System.setOut(quiet);
            try {
                return work.get();
            } finally {
                if (System.out == quiet) { // unless the program has set another one meanwhile
                    System.setOut(out);
                }
            }
        }
    }

    /** A stream that drops what one thread writes. */
    private static final class WithoutThread extends OutputStream {

        private final PrintStream out;
        private final Thread silent;

        WithoutThread(PrintStream out, Thread silent) {
            this.out = out;
            this.silent = silent;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int count) {
            if (Thread.currentThread() != silent) {
                out.write(bytes, from, count);
            }
        }

        @Override
        public void flush() {
            out.flush();
        }
    }
}
