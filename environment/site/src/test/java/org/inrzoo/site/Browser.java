package org.inrzoo.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.inrzoo.io.Json;

/** A real browser with one page, led by the protocol that its own tools use. */
final class Browser implements AutoCloseable {

    private static final String PROGRAM = "/usr/bin/chromium";
    private static final int SECONDS = 60;

    private final Process process;
    private final WebSocket socket;
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final AtomicInteger numbers = new AtomicInteger();
    private final List<String> problems = new ArrayList<>();
    private String session;

    private Browser(Process process, URI address) throws Exception {
        this.process = process;
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(address, new Listener())
                .get(SECONDS, TimeUnit.SECONDS);
        String page = call("Target.createTarget", Map.of("url", "about:blank"))
                .path("targetId")
                .asText();
        session = call("Target.attachToTarget", Map.of("targetId", page, "flatten", true))
                .path("sessionId")
                .asText();
        call("Page.enable", Map.of());
        call("Runtime.enable", Map.of());
        call("Log.enable", Map.of());
    }

    /** Starts the browser; skips the test where there is none, but for {@code inrzoo test}, which installs what is needed. */
    static Browser start(Path folder) throws Exception {
        boolean there = Files.isExecutable(Path.of(PROGRAM));
        if ("required".equals(System.getProperty("inrzoo.jupyter"))) {
            assertThat(there).as(PROGRAM + " is there").isTrue();
        }
        assumeTrue(there, "no browser: " + PROGRAM + " is not there");
        Process process = new ProcessBuilder(
                        PROGRAM,
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + folder,
                        "about:blank")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Path told = folder.resolve("DevToolsActivePort");
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (!Files.exists(told) || Files.readAllLines(told).size() < 2) {
            assertThat(process.isAlive() && System.nanoTime() < end)
                    .as("the browser starts")
                    .isTrue();
            Thread.sleep(50);
        }
        List<String> lines = Files.readAllLines(told);
        return new Browser(process, URI.create("ws://127.0.0.1:" + lines.get(0) + lines.get(1)));
    }

    private JsonNode call(String method, Map<String, ?> parameters) throws Exception {
        int number = numbers.incrementAndGet();
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("id", number);
        message.put("method", method);
        message.put("params", parameters);
        if (session != null) {
            message.put("sessionId", session);
        }
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.put(number, answer);
        socket.sendText(Json.line(message), true).get(SECONDS, TimeUnit.SECONDS);
        return answer.get(SECONDS, TimeUnit.SECONDS);
    }

    /** A window of a size, in light or dark colours. */
    void window(int width, int height, String scheme) throws Exception {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
        call(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /** Opens a file, perhaps at a place behind {@code #}, and waits until all of it is there. */
    void open(Path file, String place) throws Exception {
        call("Page.navigate", Map.of("url", "about:blank"));
        call("Page.navigate", Map.of("url", file.toUri() + place));
        await("location.protocol === 'file:' && document.readyState === 'complete'");
    }

    /** What an expression is, once what it promises is there. */
    JsonNode is(String expression) throws Exception {
        JsonNode answer =
                call("Runtime.evaluate", Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
        assertThat(answer.path("exceptionDetails").toString()).as(expression).isEmpty();
        return answer.path("result").path("value");
    }

    /** Waits until an expression is true. */
    void await(String expression) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (!call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true))
                .at("/result/value")
                .asBoolean()) {
            assertThat(System.nanoTime()).as("until " + expression).isLessThan(end);
            Thread.sleep(30);
        }
    }

    /** Presses a key, as {@code KeyboardEvent.key} calls it. */
    void press(String key) throws Exception {
        Map<String, Object> down = new LinkedHashMap<>(Map.of("type", "keyDown", "key", key));
        if (key.length() == 1) {
            down.put("text", key);
        } else if (key.equals("Tab")) {
            down.put("windowsVirtualKeyCode", 9);
        } else if (key.equals("Enter")) {
            down.put("windowsVirtualKeyCode", 13);
            down.put("text", "\r");
        }
        call("Input.dispatchKeyEvent", down);
        call("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key));
    }

    /** Types a text into what has the focus. */
    void type(String text) throws Exception {
        call("Input.insertText", Map.of("text", text));
    }

    /** What pages complained of so far. */
    List<String> problems() {
        synchronized (problems) {
            return List.copyOf(problems);
        }
    }

    void screenshot(Path file) throws Exception {
        String png = call("Page.captureScreenshot", Map.of("format", "png"))
                .path("data")
                .asText();
        Files.createDirectories(file.getParent());
        Files.write(file, Base64.getDecoder().decode(png));
    }

    @Override
    public void close() {
        socket.abort();
        process.destroy();
        try {
            process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            process.destroyForcibly().onExit().join();
        }
    }

    private final class Listener implements WebSocket.Listener {

        private final StringBuilder parts = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            parts.append(part);
            if (last) {
                hear(Json.read(parts.toString(), JsonNode.class, "the browser's message"));
                parts.setLength(0);
            }
            from.request(1);
            return null;
        }

        private void hear(JsonNode message) {
            CompletableFuture<JsonNode> answer =
                    answers.remove(message.path("id").asInt());
            String method = message.path("method").asText();
            boolean problem = method.equals("Runtime.exceptionThrown")
                    || (method.equals("Log.entryAdded")
                            && message.at("/params/entry/level").asText().equals("error"));
            if (problem) {
                synchronized (problems) {
                    problems.add(message.path("params").toString());
                }
            }
            if (answer != null && message.has("error")) {
                answer.completeExceptionally(
                        new AssertionError(message.path("error").toString()));
            } else if (answer != null) {
                answer.complete(message.path("result"));
            }
        }
    }
}
