package org.inrzoo.kernel;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Future;

/** Starts the kernel for a connection file; a front end calls this. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        if (arguments.length != 1) {
            fail("the kernel is started by Jupyter, with a connection file; 'inrzoo notebook' starts Jupyter");
        }
        try {
            Server server = new Server(Connection.read(Path.of(arguments[0])));
            endWithParent(server);
            server.run();
            System.exit(0);
        } catch (IOException e) {
            fail("cannot read the connection file: " + e.getMessage());
        }
    }

    /** A front end that dies unseen would leave the kernel behind. It started this process, or the launcher that did. */
    private static void endWithParent(Server server) {
        ProcessHandle.current().parent().ifPresent(process -> {
            Future<?> unused = process.onExit().thenRun(server::stop);
        });
    }

    private static void fail(String message) {
        System.err.println("inrzoo: " + message);
        System.exit(2);
    }
}
