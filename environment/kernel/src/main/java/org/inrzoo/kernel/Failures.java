package org.inrzoo.kernel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.EvalException;

/** What went wrong, told by cells and lines instead of the shell's snippets and positions. */
final class Failures {

    private static final String COMPILE_ERROR = "CompileError";
    private static final String TOO_SHORT = "compiler.err.premature.eof";
    private static final int FRAMES = 12;

    private final Map<String, Place> places = new HashMap<>();

    /** Remembers where the snippet of this id stands. */
    void place(String id, Place place) {
        places.put(id, place);
    }

    /** The compiler's errors in a snippet. */
    CellError compilation(Place place, String source, List<Diag> diagnostics) {
        List<String> lines = new ArrayList<>();
        for (Diag diagnostic : diagnostics) {
            if (diagnostic.isError()) {
                if (diagnostic.getCode().equals(TOO_SHORT)) {
                    return tooShort(place, source);
                }
                int position = (int) Math.max(0, Math.min(diagnostic.getPosition(), source.length()));
                int line = Place.lineOf(source, position);
                int column = position - 1 - source.lastIndexOf('\n', position - 1);
                lines.add(place.at(line) + ": "
                        + diagnostic.getMessage(null).indent(4).strip());
                lines.add("    " + place.text(line));
                lines.add("    " + " ".repeat(Math.max(0, column)) + "^");
            }
        }
        String message = lines.isEmpty()
                ? place.at(1) + ": this is no Java"
                : lines.get(0).lines().findFirst().orElseThrow();
        return new CellError(COMPILE_ERROR, message, lines.isEmpty() ? List.of(message) : lines);
    }

    /** Source that ends before it is whole. */
    private static CellError tooShort(Place place, String source) {
        int last = Place.lineOf(source, source.stripTrailing().length());
        boolean open = source.chars()
                        .filter(character -> "({[".indexOf(character) >= 0)
                        .count()
                > source.chars()
                        .filter(character -> ")}]".indexOf(character) >= 0)
                        .count();
        String message = open
                ? place.at(1) + ": the cell ends before what begins here does: a ')', '}' or ']' is missing"
                : place.at(last) + ": a ';' is missing at the end of this line";
        String line = place.text(open ? 1 : last);
        return new CellError(
                COMPILE_ERROR,
                message,
                open
                        ? List.of(message, "    " + line)
                        : List.of(
                                message,
                                "    " + line,
                                "    " + " ".repeat(line.stripTrailing().length()) + "^"));
    }

    /**
     * A declaration that uses what is declared nowhere.
     *
     * @param missing such as {@code method foo(int)}
     */
    CellError unresolved(Place place, DeclarationSnippet snippet, List<String> missing) {
        String first = missing.isEmpty() ? "something" : missing.get(0);
        String name = first.replaceFirst("^\\w+ ", "").replaceFirst("\\(.*", "");
        Matcher use = Pattern.compile("\\b" + Pattern.quote(name) + "\\b").matcher(snippet.source());
        int line = use.find() ? Place.lineOf(snippet.source(), use.start()) : 1;
        String message = place.at(line) + ": '" + snippet.name() + "' uses what is declared nowhere: "
                + String.join(", ", missing);
        return new CellError(COMPILE_ERROR, message, List.of(message, "    " + place.text(line)));
    }

    /** What Java would take and this shell does not. */
    CellError refused(Place place, String why) {
        String message = place.at(1) + ": " + why;
        return new CellError(COMPILE_ERROR, message, List.of(message, "    " + place.text(1)));
    }

    /** An exception that a snippet threw. */
    CellError exception(Place place, EvalException thrown) {
        String kind = thrown.getExceptionClassName();
        Optional<StackTraceElement> own = firstOwn(thrown);
        String message =
                own.map(frame -> placeOf(frame).at(frame.getLineNumber())).orElse(place.cell()) + ": " + named(thrown);
        List<String> lines = new ArrayList<>(List.of(message));
        own.ifPresent(frame ->
                lines.add("    " + placeOf(frame).text(frame.getLineNumber()).strip()));
        lines.addAll(frames(thrown));
        for (Throwable cause = thrown.getCause(); cause != null; cause = cause.getCause()) {
            lines.add("caused by " + named(cause));
            lines.addAll(frames(cause));
        }
        return new CellError(kind.substring(kind.lastIndexOf('.') + 1), message, lines);
    }

    /** A snippet that ended because the user asked it to. */
    CellError interrupt(Place place, Optional<EvalException> thrown) {
        String at = thrown.flatMap(this::firstOwn)
                .map(frame -> placeOf(frame).at(frame.getLineNumber()))
                .orElse(place.cell());
        String message = at + ": interrupted";
        return new CellError("Interrupted", message, List.of(message));
    }

    /** The frames down to the last one of a cell; those beneath are the kernel's. */
    private List<String> frames(Throwable thrown) {
        List<String> lines = new ArrayList<>();
        StackTraceElement[] frames = thrown.getStackTrace();
        int last = frames.length;
        while (last > 0 && placeOf(frames[last - 1]) == null) {
            last--;
        }
        for (int i = 0; i < last; i++) {
            if (i < FRAMES || placeOf(frames[i]) != null) {
                lines.add("    at " + frame(frames[i]));
            }
        }
        return lines;
    }

    private String frame(StackTraceElement frame) {
        Place place = placeOf(frame);
        if (place == null) {
            return frame.toString();
        }
        String at = place.at(frame.getLineNumber());
        String method = frame.getMethodName();
        return method.isEmpty() || method.startsWith("do_it$") ? at : method + " (" + at + ")";
    }

    private Optional<StackTraceElement> firstOwn(Throwable thrown) {
        for (StackTraceElement frame : thrown.getStackTrace()) {
            if (placeOf(frame) != null) {
                return Optional.of(frame);
            }
        }
        return Optional.empty();
    }

    /** The shell names a snippet's file by its id: {@code #12}. */
    private Place placeOf(StackTraceElement frame) {
        String file = frame.getFileName();
        return file != null && file.startsWith("#") ? places.get(file.substring(1)) : null;
    }

    private static String named(Throwable thrown) {
        String kind = thrown instanceof EvalException eval
                ? eval.getExceptionClassName()
                : thrown.getClass().getName();
        return thrown.getMessage() == null ? kind : kind + ": " + thrown.getMessage();
    }
}
