package org.inrzoo.spark;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A master and workers as processes of their own, with Spark's jars and none of the zoo's. */
final class Standalone implements AutoCloseable {

    private static final Pattern OF_THE_ZOO =
            Pattern.compile("/inr-|/nd4j|/openblas|/javacpp|/classes$|/test-classes$");
    private static final long STARTING = 60_000;

    private final Path home;
    private final int port;
    private final List<Process> processes = new ArrayList<>();

    private Standalone(Path folder) throws IOException {
        home = folder.resolve("spark");
        Path jars = Files.createDirectories(home.resolve("jars"));
        List<String> sent = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path jar = Path.of(entry);
            if (OF_THE_ZOO.matcher(entry.replace('\\', '/')).find()) {
                sent.add(entry);
            } else {
                Files.createSymbolicLink(jars.resolve(jar.getFileName()), jar);
            }
        }
        System.setProperty(SparkSettings.SENT, String.join(File.pathSeparator, sent));
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
    }

    /** Starts a master and workers of a core each. */
    static Standalone start(int workers, Path folder) throws IOException, InterruptedException {
        Standalone standalone = new Standalone(folder);
        standalone.run(
                "master.Master", "--host", "127.0.0.1", "--port", String.valueOf(standalone.port), "--webui-port", "0");
        standalone.awaitMaster();
        for (int i = 0; i < workers; i++) {
            Path work = folder.resolve("work" + i);
            standalone.run(
                    "worker.Worker",
                    "--host",
                    "127.0.0.1",
                    "--cores",
                    "1",
                    "--memory",
                    "1200m",
                    "--webui-port",
                    "0",
                    "--work-dir",
                    work.toString(),
                    standalone.master());
        }
        return standalone;
    }

    String master() {
        return "spark://127.0.0.1:" + port;
    }

    private void run(String daemon, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "--add-opens",
                "java.base/java.nio=ALL-UNNAMED",
                "--add-opens",
                "java.base/sun.nio.ch=ALL-UNNAMED",
                "--add-opens",
                "java.base/java.lang=ALL-UNNAMED",
                "--add-opens",
                "java.base/java.util=ALL-UNNAMED",
                "-cp",
                home.resolve("jars") + File.separator + "*",
                "org.apache.spark.deploy." + daemon));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("SPARK_HOME", home.toString());
        builder.redirectOutput(home.resolve(processes.size() + ".log").toFile());
        processes.add(builder.start());
    }

    private void awaitMaster() throws IOException, InterruptedException {
        long end = System.currentTimeMillis() + STARTING;
        while (!answers()) {
            if (System.currentTimeMillis() > end) {
                throw new IOException("no master at " + master());
            }
            Thread.sleep(100);
        }
    }

    private boolean answers() {
        try {
            new Socket(InetAddress.getLoopbackAddress(), port).close();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    boolean isAlive(int worker) {
        return processes.get(1 + worker).isAlive();
    }

    /** Kills a worker and the process in which it does fits, as a machine that is switched off does. */
    void killWorker(int worker) {
        Process process = processes.get(1 + worker);
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    @Override
    public void close() {
        System.clearProperty(SparkSettings.SENT);
        processes.forEach(process -> process.descendants().forEach(ProcessHandle::destroyForcibly));
        processes.forEach(Process::destroyForcibly);
        for (Process process : processes) {
            try {
                process.waitFor();
            } catch (InterruptedException e) {
                throw new UncheckedIOException(new IOException(e));
            }
        }
    }
}
