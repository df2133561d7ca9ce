package org.inrzoo.kernel;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Gathers the text that cells print and passes it on whenever it is flushed; half a character waits for its rest. */
final class CellStream extends OutputStream {

    private static final int MAX_BYTES = 1 << 16;

    private final Consumer<String> receiver;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private final ByteBuffer bytes = ByteBuffer.allocate(MAX_BYTES);

    CellStream(Consumer<String> receiver) {
        this.receiver = receiver;
    }

    /** This stream for System.out or System.err; it is flushed by whoever made it. */
    PrintStream printer() {
        return new PrintStream(this, false, UnicodeText.UTF_8);
    }

    @Override
    public synchronized void write(int value) {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] source, int offset, int length) {
        int done = 0;
        while (done < length) {
            int count = Math.min(length - done, bytes.remaining());
            bytes.put(source, offset + done, count);
            done += count;
            if (!bytes.hasRemaining()) {
                flush();
            }
        }
    }

    @Override
    public synchronized void flush() {
        CharBuffer text = CharBuffer.allocate(bytes.position());
        decoder.decode(bytes.flip(), text, false);
        bytes.compact();
        if (text.position() > 0) {
            receiver.accept(text.flip().toString());
        }
    }
}
