package org.inrzoo.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kernel as a user sees it: Jupyter's notebook in a browser. Screenshots are left in {@code target/browser}. */
@Tag("slow")
class BrowserTests {

    private static final Path SCRIPTS = Path.of("src/test/browser").toAbsolutePath();
    private static final Path SCREENSHOTS = Path.of("target/browser").toAbsolutePath();
    private static final String CHROMIUM = "/usr/bin/chromium";

    @Test
    void aNotebookRunsIsInterruptedAndHelpsToWrite(@TempDir Path folder) throws IOException, InterruptedException {
        Jupyter.require("jupyter", "notebook", "--version");
        Jupyter.require(CHROMIUM, "--version");
        Jupyter.require("npm", "--version");
        Jupyter jupyter = Jupyter.in(folder);
        for (String file : new String[] {"package.json", "package-lock.json", "notebook.js", "browser.ipynb"}) {
            Files.copy(SCRIPTS.resolve(file), folder.resolve(file));
        }
        Files.createDirectories(SCREENSHOTS);
        jupyter.run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");

        int port = freePort();
        Path log = folder.resolve("notebook.log");
        Process server = jupyter.start(
                log,
                "jupyter",
                "notebook",
                "--no-browser",
                "--allow-root",
                "--ip=127.0.0.1",
                "--port=" + port,
                "--NotebookApp.token=",
                "--NotebookApp.port_retries=0");
        try {
            awaitStart(server, log);
            jupyter.run(
                    "node",
                    "notebook.js",
                    "http://127.0.0.1:" + port + "/notebooks/browser.ipynb",
                    CHROMIUM,
                    SCREENSHOTS.toString());
        } finally {
            Jupyter.end(server);
        }
        assertThat(SCREENSHOTS.resolve("running.png")).isNotEmptyFile();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void awaitStart(Process server, Path log) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!Files.readString(log).contains("is running at")) {
            assertThat(server.isAlive() && System.nanoTime() < end)
                    .as("Jupyter starts: %s", Files.readString(log))
                    .isTrue();
            Thread.sleep(200);
        }
    }
}
