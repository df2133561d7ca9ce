package org.inrzoo.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.zeromq.ZMQ;

/** Messages of several frames on a socket. */
final class Frames {

    private Frames() {}

    /** Waits for a message. */
    static List<byte[]> receive(ZMQ.Socket socket) {
        return rest(socket, socket.recv());
    }

    /** Waits for a message, as long as the socket's receive timeout allows. */
    static Optional<List<byte[]>> poll(ZMQ.Socket socket) {
        return Optional.ofNullable(socket.recv()).map(first -> rest(socket, first));
    }

    private static List<byte[]> rest(ZMQ.Socket socket, byte[] first) {
        List<byte[]> frames = new ArrayList<>(List.of(first));
        while (socket.hasReceiveMore()) {
            frames.add(socket.recv());
        }
        return frames;
    }

    static void send(ZMQ.Socket socket, List<byte[]> frames) {
        for (int i = 0; i < frames.size() - 1; i++) {
            socket.sendMore(frames.get(i));
        }
        socket.send(frames.get(frames.size() - 1));
    }
}
