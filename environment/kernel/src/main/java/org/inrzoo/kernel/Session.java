package org.inrzoo.kernel;

import java.lang.module.ModuleFinder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.MethodSnippet;
import jdk.jshell.PersistentSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.Snippet.SubKind;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.TypeDeclSnippet;
import jdk.jshell.UnresolvedReferenceException;
import jdk.jshell.VarSnippet;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;

/**
 * A session with the JDK's shell: cells see what earlier ones declared. Their code runs in this process, with its class path.
 *
 * <p>For one thread at a time, but for {@link #interrupt}.
 */
public final class Session implements AutoCloseable {

    private static final List<String> IMPORTS = List.of(
            "java.io.*",
            "java.math.*",
            "java.net.*",
            "java.nio.file.*",
            "java.util.*",
            "java.util.concurrent.*",
            "java.util.function.*",
            "java.util.regex.*",
            "java.util.stream.*",
            "static org.inrzoo.kernel.Display.*");

    private static final Pattern BLANKS = Pattern.compile("(?:\\s|//[^\\n]*|/\\*(?s:.*?)\\*/)*+");

    private static final Pattern NAME = Pattern.compile("\\b[\\p{L}_$][\\p{L}\\d_$]*\\b");

    /** A variable or class of one of these names would stand for the packages of this name in all later cells. */
    private static final Set<String> ROOTS =
            Set.of("java", Session.class.getPackageName().split("\\.")[0]);

    private static final Pattern SHOWN = Pattern.compile("\\s*(?:Display\\s*\\.\\s*)?display\\s*\\(");

    private static final String VECTORS = "jdk.incubator.vector";

    private static volatile Session current;

    private final CellControl control = new CellControl();
    private final Failures failures = new Failures();
    private final JShell shell;
    private final Magics magics;
    private final Assistant assistant;

    /** Starts the shell, which takes a second. */
    public Session() {
        JShell.Builder builder = JShell.builder().executionEngine(new InThisProcess(), Map.of());
        if (ModuleFinder.ofSystem().find(VECTORS).isPresent()) {
            builder.compilerOptions("--add-modules", VECTORS);
        }
        shell = builder.build();
        magics = new Magics(shell::addToClasspath);
        IMPORTS.forEach(name -> shell.eval("import " + name + ";"));
        assistant = new Assistant(shell);
    }

    private final class InThisProcess implements ExecutionControlProvider {

        @Override
        public String name() {
            return "cells";
        }

        @Override
        public ExecutionControl generate(ExecutionEnv environment, Map<String, String> parameters) {
            return control;
        }
    }

    /** The session that ran a cell last. */
    public static Optional<Session> current() {
        return Optional.ofNullable(current);
    }

    /**
     * The code of what cells declared by this name, and of all of their declarations that it uses, directly or through
     * others. A name that is used may mean something else than the declaration; that is then among them too.
     *
     * @return empty when nothing of this name is declared
     */
    public List<String> codeBehind(String name) {
        Map<String, List<String>> declared = shell.snippets()
                .filter(snippet -> snippet instanceof PersistentSnippet
                        && shell.status(snippet).isActive())
                .map(PersistentSnippet.class::cast)
                .collect(Collectors.groupingBy(
                        PersistentSnippet::name, Collectors.mapping(Snippet::source, Collectors.toList())));
        List<String> code = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(name));
        while (!open.isEmpty()) {
            String next = open.pop();
            if (seen.add(next)) {
                for (String source : declared.getOrDefault(next, List.of())) {
                    code.add(source);
                    NAME.matcher(source).results().map(MatchResult::group).forEach(open::push);
                }
            }
        }
        return code;
    }

    /** Completion, help, and whether code is complete. */
    Assistant assistant() {
        return assistant;
    }

    /** Asks the running cell to end; after three seconds of grace it is stopped by force, where the JDK can. */
    public void interrupt() {
        control.interrupt();
    }

    /**
     * Runs a cell.
     *
     * @param cell its name, for messages
     * @return the value of the expression it ends with, if it ends with one that no semicolon follows
     * @throws CellError when it fails; what ran before the failure stays
     */
    public Optional<Object> evaluate(String cell, String code) throws CellError {
        control.reset();
        current = this;
        Map<DeclarationSnippet, Place> open = new LinkedHashMap<>();
        Optional<Object> value = Optional.empty();
        int begin = behindBlanks(code, 0);
        while (begin < code.length()) {
            if (Magics.isAt(code, begin)) {
                begin = behindBlanks(code, magics.follow(new Place(cell, code, begin), failures));
                continue;
            }
            CompletionInfo next = shell.sourceCodeAnalysis().analyzeCompletion(code.substring(begin));
            int end = next.completeness().isComplete()
                    ? code.length() - next.remaining().length()
                    : code.length();
            value = run(new Place(cell, code, begin), code.substring(begin, end), open);
            begin = behindBlanks(code, end);
        }
        requireResolved(open);
        return value;
    }

    /** Where the next snippet begins: the shell counts lines rightly only if nothing stands before it. */
    private static int behindBlanks(String code, int begin) {
        Matcher blanks = BLANKS.matcher(code).region(begin, code.length());
        return blanks.lookingAt() ? blanks.end() : begin;
    }

    private Optional<Object> run(Place place, String source, Map<DeclarationSnippet, Place> open) throws CellError {
        if (isDeclared(source)) {
            return Optional.empty();
        }
        Optional<Object> value = Optional.empty();
        for (SnippetEvent event : shell.eval(source)) {
            Snippet snippet = event.snippet();
            if (event.causeSnippet() != null) {
                warnOfReset(event);
                continue;
            }
            failures.place(snippet.id(), place);
            requireSuccess(event, place, source);
            requireRoots(snippet, place);
            if (snippet instanceof DeclarationSnippet declaration && isRecoverable(event.status())) {
                open.put(declaration, place);
            }
            value = shows(snippet, source) && !isShown(source)
                    ? Optional.ofNullable(control.value())
                    : Optional.empty();
        }
        return value;
    }

    private void requireSuccess(SnippetEvent event, Place place, String source) throws CellError {
        Optional<EvalException> thrown = Optional.ofNullable(event.exception())
                .filter(EvalException.class::isInstance)
                .map(EvalException.class::cast);
        if (control.interrupted()) {
            throw failures.interrupt(place, thrown);
        }
        if (event.status() == Status.REJECTED) {
            throw failures.compilation(
                    place, source, shell.diagnostics(event.snippet()).toList());
        }
        if (thrown.isPresent()) {
            throw failures.exception(place, thrown.get());
        }
        if (event.exception() instanceof UnresolvedReferenceException missing) {
            throw unresolved(missing.getSnippet(), place);
        }
    }

    /** Full names, such as those by which exercises call their checks, mean the same in every cell. */
    private void requireRoots(Snippet snippet, Place place) throws CellError {
        if (snippet instanceof PersistentSnippet named
                && !(snippet instanceof MethodSnippet)
                && ROOTS.contains(named.name())) {
            shell.drop(snippet);
            throw failures.refused(
                    place,
                    "the name '" + named.name() + "' would hide all packages that begin with it; choose another");
        }
    }

    /** Declarations may use what is declared further down in the cell, but no further. */
    private void requireResolved(Map<DeclarationSnippet, Place> open) throws CellError {
        for (Map.Entry<DeclarationSnippet, Place> entry : open.entrySet()) {
            if (isRecoverable(shell.status(entry.getKey()))) {
                throw unresolved(entry.getKey(), entry.getValue());
            }
        }
    }

    private CellError unresolved(DeclarationSnippet snippet, Place place) {
        return failures.unresolved(
                place, snippet, shell.unresolvedDependencies(snippet).toList());
    }

    private static boolean isRecoverable(Status status) {
        return status == Status.RECOVERABLE_DEFINED || status == Status.RECOVERABLE_NOT_DEFINED;
    }

    /** Whether this very type is there already; declaring it again would reset its variables. */
    private boolean isDeclared(String source) {
        return shell.types()
                .anyMatch(type -> shell.status(type) == Status.VALID
                        && type.source().strip().equals(source.strip()));
    }

    private static void warnOfReset(SnippetEvent event) {
        if (event.snippet() instanceof VarSnippet variable && event.causeSnippet() instanceof TypeDeclSnippet type) {
            System.err.println(
                    "'" + variable.name() + "' is null again, since '" + type.name() + "' was declared anew.");
        }
    }

    /** What {@code display} returns only names the place where the value is shown already. */
    private static boolean isShown(String source) {
        return SHOWN.matcher(source).lookingAt();
    }

    private static boolean shows(Snippet snippet, String source) {
        boolean expression =
                (snippet.kind() == Snippet.Kind.EXPRESSION && snippet.subKind() != SubKind.ASSIGNMENT_SUBKIND)
                        || snippet.subKind() == SubKind.TEMP_VAR_EXPRESSION_SUBKIND;
        return expression && !source.strip().endsWith(";");
    }

    @Override
    public void close() {
        shell.close();
    }
}
