package org.inrzoo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every error that can strike a program from outside is told in a line that says what to do. */
class AdviceTests {

    static List<Throwable> failures() {
        return List.of(
                new OutOfMemoryError("Java heap space"),
                new StackOverflowError(),
                new NoClassDefFoundError("org/inrzoo/Missing"),
                new UnsatisfiedLinkError("no such library"),
                new ExceptionInInitializerError(new IllegalStateException("broken")),
                new UnsupportedClassVersionError("too new"),
                new InvalidPathException("Gr\ufffdn", "Malformed input"),
                new UncheckedIOException("cannot read 'x': no such file", new NoSuchFileException("x")));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void isOneLine(Throwable failure) {
        assertThat(Advice.of(failure))
                .hasValueSatisfying(line -> assertThat(line).isNotBlank().doesNotContain("\n", "\tat "));
    }

    @Test
    void namesTheFolderOfNativeLibrariesAndThePropertyThatMovesIt() {
        for (Throwable cause : List.of(
                new UnsatisfiedLinkError("/root/.javacpp/cache/libjnijavacpp.so: failed to map segment"),
                new NoClassDefFoundError("Could not initialize class org.nd4j.linalg.factory.Nd4j"))) {
            assertThat(Advice.of(new ExceptionInInitializerError(cause)))
                    .hasValueSatisfying(line -> assertThat(line)
                            .contains(
                                    System.getProperty("user.home") + "/.javacpp",
                                    "JAVA_TOOL_OPTIONS=-Dorg.bytedeco.javacpp.cachedir=FOLDER"));
        }
    }

    @Test
    void namesTheLocaleWhereTheWorkingFolderCannotBeNamed() {
        Throwable failure = new ExceptionInInitializerError(new InvalidPathException("/tmp/\ufffd", "Malformed input"));
        assertThat(Advice.of(failure))
                .hasValueSatisfying(line -> assertThat(line).contains("LC_ALL=C.UTF-8"));
    }

    @Test
    void leavesToTheProgrammersWhatIsTheirs() {
        assertThat(Advice.of(new IllegalStateException("a bug"))).isEmpty();
        assertThat(Advice.of(new AssertionError("a bug"))).isEmpty();
    }
}
