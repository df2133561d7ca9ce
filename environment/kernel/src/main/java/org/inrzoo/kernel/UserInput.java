package org.inrzoo.kernel;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import org.zeromq.ZMQ;

/** {@code System.in} of cells: asks the user through the front end, a line at a time. */
final class UserInput extends InputStream {

    private static final int LOOK_MILLIS = 100;

    /** What is asked, and the line that answers it. */
    private record Question(Message message, CompletableFuture<String> answer) {}

    private final BlockingQueue<Question> questions = new LinkedBlockingQueue<>();
    private final Supplier<Message> request;
    private final Runnable flush;
    private byte[] line = {};
    private int read;

    /**
     * @param request the request to run that is being served
     * @param flush passes on what has been printed, which may say what is asked for
     */
    UserInput(Supplier<Message> request, Runnable flush) {
        this.request = request;
        this.flush = flush;
    }

    @Override
    public synchronized int read() {
        fill();
        return line[read++] & 0xFF;
    }

    @Override
    public synchronized int read(byte[] target, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        fill();
        int count = Math.min(length, line.length - read);
        System.arraycopy(line, read, target, offset, count);
        read += count;
        return count;
    }

    @Override
    public synchronized int available() {
        return line.length - read;
    }

    /** Forgets what the cell before left unread. */
    synchronized void forget() {
        read = line.length;
    }

    private void fill() {
        if (read < line.length) {
            return;
        }
        Message asking = request.get();
        if (!asking.content().path("allow_stdin").asBoolean()) {
            throw new IllegalStateException("System.in: nobody can be asked here; give the value in the cell instead");
        }
        flush.run();
        ObjectNode content =
                JsonNodeFactory.instance.objectNode().put("prompt", "").put("password", false);
        Question question = new Question(asking.reply("input_request", content), new CompletableFuture<>());
        questions.add(question);
        try {
            line = (question.answer().get() + "\n").getBytes(StandardCharsets.UTF_8);
            read = 0;
        } catch (InterruptedException e) {
            question.answer().cancel(false);
            Thread.currentThread().interrupt();
            throw new IllegalStateException("System.in: interrupted while waiting for a line", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Passes questions to the front end and its answers back, without end. */
    void serve(ZMQ.Socket socket, Wire wire) {
        socket.setReceiveTimeOut(LOOK_MILLIS);
        try {
            while (true) {
                ask(socket, wire, questions.take());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void ask(ZMQ.Socket socket, Wire wire, Question question) {
        while (Frames.poll(socket).isPresent()) {
            // the late answer to a question that was given up
        }
        Frames.send(socket, wire.write(question.message()));
        while (!question.answer().isDone()) {
            Frames.poll(socket).ifPresent(frames -> {
                try {
                    question.answer()
                            .complete(wire.read(frames).content().path("value").asText());
                } catch (Wire.WireException e) {
                    question.answer().completeExceptionally(e);
                }
            });
        }
    }
}
