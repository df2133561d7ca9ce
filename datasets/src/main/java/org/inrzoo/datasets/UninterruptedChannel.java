package org.inrzoo.datasets;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;

/**
 * Writes to a file's channel, or to none of it, whatever interrupts the thread: an interrupt closes a channel, and this one is then opened
 * again, and what was being done is done once more. Once this is closed the thread is interrupted again.
 */
final class UninterruptedChannel extends OutputStream {

    /** How a channel is opened. */
    @FunctionalInterface
    interface Opening {
        FileChannel open() throws IOException;
    }

    /** What is done with an open channel. */
    @FunctionalInterface
    private interface Work {
        void on(FileChannel open) throws IOException;
    }

    private final Opening again;
    private FileChannel channel;
    private long length;
    private boolean interrupted;

    /**
     * A channel that is open.
     *
     * @param first writes from the file's beginning
     * @param again opens it once more, as long as it was written so far
     */
    UninterruptedChannel(FileChannel first, Opening again) {
        channel = first;
        this.again = again;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value});
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, count);
        while (buffer.hasRemaining()) {
            int before = buffer.position();
            uninterrupted(open -> {
                buffer.position(before); // what an interrupt cut short is written anew
                open.write(buffer, length);
            });
            length += buffer.position() - before;
        }
    }

    /** Makes what was written last, or a folder's new names. */
    void force() throws IOException {
        uninterrupted(open -> open.force(true));
    }

    private void uninterrupted(Work work) throws IOException {
        for (boolean done = false; !done; ) {
            interrupted |= Thread.interrupted();
            try {
                work.on(channel);
                done = true;
            } catch (ClosedByInterruptException e) {
                channel = again.open();
            }
        }
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
