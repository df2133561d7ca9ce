package org.inrzoo.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.InvalidPathException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.inrzoo.datasets.ImageFileException;
import org.inrzoo.error.ZooException;
import org.inrzoo.fit.BatchTooLargeException;
import org.inrzoo.fit.DivergedException;
import org.inrzoo.option.OptionException;
import org.inrzoo.run.FolderException;

/** What to tell a person of a failure: one line that says what is wrong and what to do. */
final class Advice {

    /** How to let Java have more memory than the launcher gives it. */
    private static final String HEAP = "INRZOO_HEAP=6g in front of the command";

    static final String MORE_MEMORY = HEAP + " gives more";

    /** What the library says of memory, which knows of no launcher. */
    private static final String LARGER_HEAP = "give Java a larger heap";

    private static final String LIBRARIES = "org.bytedeco.javacpp.cachedir";

    /** A kind of failure and what to tell of it. */
    private record Case<E extends Throwable>(Class<E> type, Function<E, String> told) {

        Optional<String> tell(Throwable failure) {
            return type.isInstance(failure) ? Optional.of(told.apply(type.cast(failure))) : Optional.empty();
        }
    }

    /** The first that fits counts. */
    private static final List<Case<?>> CASES = List.of(
            new Case<>(ImageFileException.class, Advice::ofPicture),
            new Case<>(FolderException.class, Advice::ofFolder),
            new Case<>(OptionException.class, e -> e.getMessage().replace(LARGER_HEAP, "put " + HEAP)),
            new Case<>(DivergedException.class, Advice::ofDivergence),
            new Case<>(BatchTooLargeException.class, Advice::ofBatch),
            new Case<>(ZooException.class, Throwable::getMessage),
            new Case<>(UncheckedIOException.class, Throwable::getMessage),
            new Case<>(InvalidPathException.class, e -> unnameable("the name '" + e.getInput() + "'")),
            new Case<>(
                    OutOfMemoryError.class,
                    e ->
                            "not enough memory for this image, batch, network and number of threads: try less of what is largest; "
                                    + MORE_MEMORY),
            new Case<>(
                    StackOverflowError.class,
                    e -> "a calculation went too deep: try a network of fewer layers"
                            + " or settings nested less deep"),
            new Case<>(LinkageError.class, Advice::ofLibrary));

    private Advice() {}

    /** What to tell of a failure, if it is of a kind that can be explained. */
    static Optional<String> of(Throwable failure) {
        Optional<String> unnameable = chain(failure)
                .filter(InvalidPathException.class::isInstance)
                .findFirst()
                .map(cause -> unnameable("the working folder, or a file's name in it,"));
        Optional<String> told =
                CASES.stream().flatMap(known -> known.tell(failure).stream()).findFirst();
        return failure instanceof LinkageError && unnameable.isPresent() ? unnameable : told;
    }

    private static Stream<Throwable> chain(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(20);
    }

    private static String ofPicture(ImageFileException failure) {
        return failure.getMessage()
                + (failure.getCause() instanceof OutOfMemoryError ? "; --size N reads it smaller, " + MORE_MEMORY : "");
    }

    private static String ofDivergence(DivergedException failure) {
        return failure.getMessage() + String.format(Locale.ROOT, "; try --set rate=%.2g", failure.smallerRate());
    }

    private static String ofBatch(BatchTooLargeException failure) {
        return failure.getMessage() + ": try --batch " + failure.fitting() + " or a smaller --size; " + MORE_MEMORY;
    }

    private static String ofFolder(FolderException failure) {
        return failure.getMessage()
                + switch (failure.reason()) {
                    case NOT_EMPTY -> "; --force goes on, --out takes another";
                    case NOT_WRITABLE -> ": choose another with --out";
                    case IN_USE -> ": wait for its end, or choose another with --out";
                };
    }

    /** The locale's encoding is how Java talks to the system of files. */
    private static String unnameable(String what) {
        return what + " has letters that this shell's locale does not know ("
                + System.getProperty(
                        "sun.jnu.encoding", Charset.defaultCharset().name())
                + "): put LC_ALL=C.UTF-8 in front of the command";
    }

    /** Native libraries that cannot be unpacked or loaded, and classes that are not there. */
    private static String ofLibrary(LinkageError failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        if (Stream.of("javacpp", "nd4j", "NoAvailableBackend").anyMatch(trace.toString()::contains)) {
            String folder = System.getProperty(LIBRARIES, System.getProperty("user.home") + "/.javacpp");
            return "ND4J's native libraries cannot be unpacked or loaded in '" + folder + "' (" + reason(failure)
                    + "): make room there and allow programs, or name another folder by JAVA_TOOL_OPTIONS=-D"
                    + LIBRARIES
                    + "=FOLDER";
        }
        return "a part of the program is missing or does not fit this Java (" + reason(failure)
                + "): build it anew, and leave a build alone while it runs";
    }

    private static String reason(Throwable failure) {
        Throwable last = chain(failure).reduce((a, b) -> b).orElse(failure);
        String told = last.getMessage() == null
                ? ""
                : ": " + last.getMessage().lines().findFirst().orElse("");
        return last.getClass().getSimpleName() + told;
    }
}
