package org.inrzoo.notebook.exercise;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.inrzoo.kernel.CellError;
import org.inrzoo.kernel.Session;

/**
 * The process that runs the cells of one submission, for {@link Marker}. What it has to say begins with a word that it was
 * told on its standard input and that the cells cannot know.
 */
final class Candidate {

    private static final String FAILURE = "\u2717 ";

    private Candidate() {}

    /** Reads a line of JSON: the word, and the cells' code. */
    public static void main(String[] arguments) throws IOException {
        PrintStream report = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        JsonNode job = new ObjectMapper().readTree(System.in.readAllBytes());
        System.setIn(InputStream.nullInputStream());
        System.setErr(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        run(job.path("word").asText(), job.path("cells"), report);
        System.exit(0);
    }

    private static void run(String word, JsonNode cells, PrintStream report) {
        try (Session session = new Session()) {
            for (JsonNode cell : cells) {
                int number = cell.path("number").asInt();
                report.println(word + " begin " + number);
                String failure = evaluate(
                        session, "cell " + (number + 1), cell.path("code").asText());
                report.println(word + " end " + number + " " + failure.replaceAll("\\s+", " "));
            }
        }
    }

    /** What is wrong; empty when nothing is. */
    private static String evaluate(Session session, String name, String code) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            session.evaluate(name, code);
            return "";
        } catch (CellError e) {
            return failure(e, printed.toString(StandardCharsets.UTF_8));
        } catch (RuntimeException | Error e) {
            return e.toString();
        }
    }

    /** The sentence of the check, or else the error. */
    private static String failure(CellError error, String printed) {
        return printed.lines()
                .filter(line -> line.startsWith(FAILURE))
                .reduce((one, next) -> next)
                .map(line -> line.substring(FAILURE.length()))
                .orElse(error.getMessage());
    }
}
