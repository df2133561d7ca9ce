package org.inrzoo.kernel;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.zeromq.ZMQ;

/**
 * What the kernel publishes, in order.
 *
 * <p>Messages go through a queue to a thread of their own: a socket dies with an interrupt of the thread that uses it, and
 * cells, which put out most of them, are interrupted.
 */
final class Outbox {

    private final BlockingQueue<Message> queue = new LinkedBlockingQueue<>();

    /** Sends a message soon; any thread may call. */
    void publish(Message message) {
        queue.add(message);
    }

    /** Says what the kernel does because of a request: busy or idle. */
    void status(Message request, String state) {
        publish(request.publication("status", status(state)));
    }

    /** Says that the kernel starts. */
    void starting() {
        publish(Message.unasked("status", status("starting")));
    }

    private static ObjectNode status(String state) {
        return JsonNodeFactory.instance.objectNode().put("execution_state", state);
    }

    /** Sends what comes, without end. */
    void run(ZMQ.Socket socket, Wire wire) {
        try {
            while (true) {
                send(socket, wire, queue.take());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(ZMQ.Socket socket, Wire wire, Message message) {
        try {
            Frames.send(socket, wire.write(message));
        } catch (OutOfMemoryError e) {
            System.err.println("What a cell showed was too large to be sent: not enough memory.");
        }
    }

    /** Whether all has been handed to the socket. */
    boolean isEmpty() {
        return queue.isEmpty();
    }
}
