package org.inrzoo.kernel;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

/** The kernel's five sockets, each with a thread that alone uses it. */
final class Server {

    private static final int FLUSH_MILLIS = 100;

    /** How long a message that was sent may take to arrive. */
    private static final int ARRIVAL_MILLIS = 20;

    private static final int LINGER_MILLIS = 1000;

    private final PrintStream log = System.err;
    private final ZMQ.Context context = ZMQ.context(1);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Outbox outbox = new Outbox();
    private final Connection connection;
    private final Wire wire;
    private final Kernel kernel;

    Server(Connection connection) {
        this.connection = connection;
        wire = new Wire(connection.key());
        kernel = new Kernel(outbox);
    }

    /** Serves until it is told to shut down. */
    void run() throws InterruptedException {
        kernel.captureOutput();
        serve("iopub", SocketType.PUB, connection.iopub(), socket -> outbox.run(socket, wire));
        outbox.starting();
        serve("heartbeat", SocketType.REP, connection.heartbeat(), Server::echo);
        serve(
                "stdin",
                SocketType.ROUTER,
                connection.stdin(),
                socket -> kernel.input().serve(socket, wire));
        serve("control", SocketType.ROUTER, connection.control(), this::answerAll);
        serve("shell", SocketType.ROUTER, connection.shell(), this::answerAll);
        start("flush", this::flush);
        stopped.await();
        Thread ending = start("end", context::term);
        ending.join(LINGER_MILLIS);
    }

    /** Ends {@link #run}; any thread may call. */
    void stop() {
        stopped.countDown();
    }

    private void serve(String name, SocketType type, int port, Consumer<ZMQ.Socket> service) {
        ZMQ.Socket socket = context.socket(type);
        socket.setLinger(LINGER_MILLIS);
        socket.bind(connection.address(port));
        start(name, () -> {
            try (socket) {
                service.accept(socket);
            } catch (ZMQException e) {
                if (e.getErrorCode() != ZMQ.Error.ETERM.getCode()) {
                    throw e;
                }
            }
        });
    }

    private static Thread start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void echo(ZMQ.Socket socket) {
        while (true) {
            Frames.send(socket, Frames.receive(socket));
        }
    }

    private void flush() {
        try {
            while (stopped.getCount() > 0) {
                Thread.sleep(FLUSH_MILLIS);
                kernel.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answerAll(ZMQ.Socket socket) {
        while (true) {
            receive(socket).ifPresent(request -> answer(socket, request));
        }
    }

    private Optional<Message> receive(ZMQ.Socket socket) {
        List<byte[]> frames = Frames.receive(socket);
        try {
            return Optional.of(wire.read(frames));
        } catch (Wire.WireException e) {
            log.println("inrzoo: " + e.getMessage());
            return Optional.empty();
        }
    }

    private void answer(ZMQ.Socket socket, Message request) {
        outbox.status(request, "busy");
        Optional<Message> reply = kernel.answer(request);
        boolean failed = reply.filter(Server::isFailedCell).isPresent();
        boolean stop = failed && request.content().path("stop_on_error").asBoolean(true);
        List<Message> behind = stop ? waiting(socket) : List.of();
        reply.ifPresent(message -> send(socket, message));
        outbox.status(request, "idle");
        behind.forEach(message -> abort(socket, message));
        if (request.type().equals("shutdown_request")) {
            stop();
        }
    }

    private static boolean isFailedCell(Message reply) {
        return reply.type().equals("execute_reply")
                && reply.content().path("status").asText().equals("error");
    }

    /** What was sent before the sender could know that a cell failed. */
    private List<Message> waiting(ZMQ.Socket socket) {
        List<Message> waiting = new ArrayList<>();
        try (ZMQ.Poller poller = context.poller(1)) {
            poller.register(socket, ZMQ.Poller.POLLIN);
            while (poller.poll(ARRIVAL_MILLIS) > 0) {
                receive(socket).ifPresent(waiting::add);
            }
        }
        return waiting;
    }

    /** "Run all" sends all cells at once; those behind one that failed are not to run. */
    private void abort(ZMQ.Socket socket, Message request) {
        if (!request.type().equals("execute_request")) {
            answer(socket, request);
            return;
        }
        outbox.status(request, "busy");
        send(socket, Kernel.aborted(request));
        outbox.status(request, "idle");
    }

    private void send(ZMQ.Socket socket, Message message) {
        Frames.send(socket, wire.write(message));
    }
}
