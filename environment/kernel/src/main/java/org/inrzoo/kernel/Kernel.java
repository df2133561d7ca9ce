package org.inrzoo.kernel;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The kernel: answers the requests of a front end.
 *
 * <p>Cells run on a thread of their own, the only one that is ever interrupted.
 */
final class Kernel implements Display.Sink {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static final String RED = "\u001b[1;31m";
    private static final String PLAIN = "\u001b[0m";

    private final Outbox outbox;
    private final ExecutorService cells = Executors.newSingleThreadExecutor(Kernel::daemon);
    private final Future<Session> session;
    private final CellStream out = new CellStream(text -> stream("stdout", text));
    private final CellStream err = new CellStream(text -> stream("stderr", text));
    private final PrintStream outPrinter = out.printer();
    private final PrintStream errPrinter = err.printer();
    private final UserInput in = new UserInput(() -> this.current, this::flush);
    private volatile Message current = Message.unasked("none", JSON.objectNode());
    private int executions;

    Kernel(Outbox outbox) {
        this.outbox = outbox;
        session = cells.submit(Session::new);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "cells");
        thread.setDaemon(true);
        return thread;
    }

    /** Sends what cells print and show to the front end. */
    void captureOutput() {
        System.setOut(outPrinter);
        System.setErr(errPrinter);
        System.setIn(in);
        Display.to(this);
    }

    /** Cells may set other streams, which stay; but none is no stream. */
    private void keepStreams() {
        if (System.out == null) {
            System.setOut(outPrinter);
        }
        if (System.err == null) {
            System.setErr(errPrinter);
        }
        if (System.in == null) {
            System.setIn(in);
        }
    }

    /** Passes on what has been printed so far. */
    void flush() {
        for (PrintStream stream : new PrintStream[] {System.out, System.err, outPrinter, errPrinter}) {
            if (stream != null) {
                stream.flush();
            }
        }
    }

    /** Where cells read what the user types. */
    UserInput input() {
        return in;
    }

    /** The answer to a request; none for messages that want none. */
    Optional<Message> answer(Message request) {
        try {
            return switch (request.type()) {
                case "kernel_info_request" -> reply(request, KernelInfo.content());
                case "execute_request" -> reply(request, execute(request));
                case "complete_request" -> reply(request, complete(request.content()));
                case "inspect_request" -> reply(request, inspect(request.content()));
                case "is_complete_request" -> reply(request, isComplete(request.content()));
                case "history_request" -> reply(request, history());
                case "comm_info_request" -> reply(request, ok().set("comms", JSON.objectNode()));
                case "interrupt_request" -> reply(request, interrupt());
                case "shutdown_request" ->
                    reply(
                            request,
                            ok().put(
                                            "restart",
                                            request.content().path("restart").asBoolean()));
                default -> Optional.empty();
            };
        } catch (RuntimeException e) {
            return reply(request, error(e.getClass().getSimpleName(), String.valueOf(e.getMessage()), List.of()));
        }
    }

    private static Optional<Message> reply(Message request, ObjectNode content) {
        return Optional.of(request.reply(request.type().replace("_request", "_reply"), content));
    }

    /** The answer to a request to run that follows a failure. */
    static Message aborted(Message request) {
        return request.reply("execute_reply", JSON.objectNode().put("status", "aborted"));
    }

    private ObjectNode execute(Message request) {
        String code = request.content().path("code").asText();
        boolean silent = request.content().path("silent").asBoolean();
        current = request;
        in.forget();
        keepStreams();
        if (!silent) {
            executions++;
            publish("execute_input", JSON.objectNode().put("code", code).put("execution_count", executions));
        }
        ObjectNode reply;
        try {
            Optional<MimeBundle> value = run("cell [" + executions + "]", code);
            flush();
            if (value.isPresent() && !silent) {
                publish("execute_result", forms(value.get()).put("execution_count", executions));
            }
            reply = ok();
            reply.set("user_expressions", JSON.objectNode());
            reply.set("payload", JSON.arrayNode());
        } catch (CellError e) {
            flush();
            List<String> trace = new ArrayList<>(e.trace());
            trace.set(0, RED + trace.get(0) + PLAIN);
            reply = error(e.kind(), e.getMessage(), trace);
            publish("error", error(e.kind(), e.getMessage(), trace).without("status"));
        }
        return reply.put("execution_count", executions);
    }

    private Optional<MimeBundle> run(String cell, String code) throws CellError {
        Session shell = session();
        Future<Optional<MimeBundle>> running =
                cells.submit(() -> shell.evaluate(cell, code).map(Display::render));
        try {
            return running.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CellError error) {
                throw error;
            }
            String message = cell + ": " + e.getCause();
            throw new CellError(e.getCause().getClass().getSimpleName(), message, List.of(message));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Session session() {
        try {
            return session.get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException("the Java shell does not start: " + e.getMessage(), e);
        }
    }

    private ObjectNode interrupt() {
        session().interrupt();
        return ok();
    }

    private ObjectNode complete(ObjectNode request) {
        String code = request.path("code").asText();
        Assistant.Completion completion = session().assistant().complete(code, cursor(request, code));
        ObjectNode content = ok().put("cursor_start", code.codePointCount(0, completion.begin()))
                .put("cursor_end", code.codePointCount(0, completion.end()));
        content.set("matches", texts(completion.matches()));
        content.set("metadata", JSON.objectNode());
        return content;
    }

    private ObjectNode inspect(ObjectNode request) {
        String code = request.path("code").asText();
        Optional<String> help = session().assistant().explain(code, cursor(request, code));
        ObjectNode content = help.map(text -> forms(MimeBundle.text(text))).orElse(forms(new MimeBundle(Map.of())));
        return content.put("status", "ok").put("found", help.isPresent());
    }

    /** Positions on the wire count code points. */
    private static int cursor(ObjectNode request, String code) {
        int most = code.codePointCount(0, code.length());
        return code.offsetByCodePoints(
                0, Math.max(0, Math.min(most, request.path("cursor_pos").asInt(most))));
    }

    private ObjectNode isComplete(ObjectNode request) {
        String state = session().assistant().completeness(request.path("code").asText());
        ObjectNode content = JSON.objectNode().put("status", state);
        return state.equals("incomplete") ? content.put("indent", "    ") : content;
    }

    private static ObjectNode history() {
        ObjectNode content = ok();
        content.set("history", JSON.arrayNode());
        return content;
    }

    @Override
    public void show(String id, MimeBundle bundle) {
        flush();
        publish("display_data", forms(bundle, id));
    }

    @Override
    public void update(String id, MimeBundle bundle) {
        flush();
        publish("update_display_data", forms(bundle, id));
    }

    private void stream(String name, String text) {
        publish("stream", JSON.objectNode().put("name", name).put("text", text));
    }

    private void publish(String type, ObjectNode content) {
        outbox.publish(current.publication(type, content));
    }

    private static ObjectNode ok() {
        return JSON.objectNode().put("status", "ok");
    }

    private static ObjectNode error(String kind, String message, List<String> trace) {
        ObjectNode content =
                JSON.objectNode().put("status", "error").put("ename", kind).put("evalue", message);
        content.set("traceback", texts(trace));
        return content;
    }

    private static ObjectNode forms(MimeBundle bundle, String id) {
        ObjectNode content = forms(bundle);
        content.set("transient", JSON.objectNode().put("display_id", id));
        return content;
    }

    private static ObjectNode forms(MimeBundle bundle) {
        ObjectNode data = JSON.objectNode();
        bundle.data().forEach(data::put);
        ObjectNode content = JSON.objectNode();
        content.set("data", data);
        content.set("metadata", JSON.objectNode());
        return content;
    }

    private static ArrayNode texts(List<String> lines) {
        ArrayNode array = JSON.arrayNode();
        lines.forEach(array::add);
        return array;
    }
}
