package org.inrzoo.cli;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.inrzoo.cli.Program.Ended;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The program {@code inrzoo} as one process that does one command after another in its working folder, for tests of what commands
 * say and leave: most of a short command's time is the start of its JVM. Starts, signals and kills are tested by {@link Program}.
 */
final class WarmProgram implements ExtensionContext.Store.CloseableResource {

    private static final int MILLISECONDS = 120_000;

    private final Process process;
    private final Path folder;
    private final Told out;
    private final Told err;
    private final Socket socket;

    private WarmProgram(Process process, Path folder, Told out, Told err, Socket socket) {
        this.process = process;
        this.folder = folder;
        this.out = out;
        this.err = err;
        this.socket = socket;
    }

    /** Gives tests that ask for it the one program of all tests. */
    static final class Shared implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == WarmProgram.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(Namespace.create(WarmProgram.class))
                    .getOrComputeIfAbsent(WarmProgram.class, key -> start(), WarmProgram.class);
        }
    }

    /** Where the program writes, read piece by piece. */
    private static final class Told {

        private final Path file;
        private long read;

        Told(Path file) {
            this.file = file;
        }

        /** What was written since the last call. */
        String next() throws IOException {
            try (RandomAccessFile written = new RandomAccessFile(file.toFile(), "r")) {
                byte[] bytes = new byte[Math.toIntExact(written.length() - read)];
                written.seek(read);
                written.readFully(bytes);
                read += bytes.length;
                return new String(bytes, Charset.defaultCharset());
            }
        }
    }

    private static WarmProgram start() {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout(MILLISECONDS);
            Path folder = Files.createTempDirectory("inrzoo");
            Path out = Files.createTempFile("inrzoo", ".out");
            Path err = Files.createTempFile("inrzoo", ".err");
            List<String> call = List.of(Server.class.getName(), String.valueOf(server.getLocalPort()));
            Process process = Program.jvm(Program.classPath(), folder, List.of(), call)
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            Socket socket = server.accept();
            socket.setSoTimeout(MILLISECONDS);
            return new WarmProgram(process, folder, new Told(out), new Told(err), socket);
        } catch (IOException e) {
            throw new AssertionError("the program does not start", e);
        }
    }

    /** The program's working folder with nothing in it. */
    Path emptied() {
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
                if (!path.equals(folder)) {
                    Files.delete(path);
                }
            }
            return folder;
        } catch (IOException e) {
            throw new AssertionError("the folder cannot be emptied", e);
        }
    }

    /** Does one command to its end. */
    Ended run(String... arguments) throws IOException {
        try {
            DataOutputStream call = new DataOutputStream(socket.getOutputStream());
            call.writeInt(arguments.length);
            for (String argument : arguments) {
                call.writeUTF(argument);
            }
            call.flush();
            int code = new DataInputStream(socket.getInputStream()).readInt();
            return new Ended(code, out.next(), Program.lines(err.next()));
        } catch (IOException e) {
            throw new AssertionError("the program did not end; it wrote: " + out.next() + err.next(), e);
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        socket.close();
        if (!process.waitFor(MILLISECONDS, TimeUnit.MILLISECONDS)) {
            process.destroyForcibly().waitFor();
        }
        emptied();
        for (Path file : List.of(folder, out.file, err.file)) {
            Files.delete(file);
        }
    }

    /** The process: reads commands from a port and answers with their exit codes, until nobody asks any more. */
    static final class Server {

        private Server() {}

        /** Takes the port's number. */
        public static void main(String[] arguments) throws IOException {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0]))) {
                DataInputStream calls = new DataInputStream(socket.getInputStream());
                DataOutputStream codes = new DataOutputStream(socket.getOutputStream());
                while (true) {
                    List<String> call = new ArrayList<>();
                    for (int words = calls.readInt(); words > 0; words--) {
                        call.add(calls.readUTF());
                    }
                    int code = Main.run(call.toArray(String[]::new));
                    System.out.flush();
                    System.err.flush();
                    codes.writeInt(code);
                    codes.flush();
                }
            } catch (EOFException | SocketException e) {
                System.exit(0);
            }
        }
    }
}
