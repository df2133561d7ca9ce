package org.inrzoo.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionTests {

    private static Session session;

    @BeforeAll
    static void start() {
        session = new Session();
    }

    @AfterAll
    static void end() {
        session.close();
    }

    private static Optional<Object> run(String... lines) throws CellError {
        return session.evaluate("cell [1]", String.join("\n", lines));
    }

    private static CellError failure(String... lines) {
        return catchThrowableOfType(CellError.class, () -> run(lines));
    }

    @Nested
    class TheValueOfACell {

        @Test
        void isTheExpressionItEndsWith() throws CellError {
            assertThat(run("int a = 6;", "int b = 7;", "a * b")).contains(42);
        }

        @Test
        void isTheObjectItself() throws CellError {
            run("var list = new ArrayList<String>(List.of(\"x\"));");
            assertThat(run("list")).contains(List.of("x"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"display(7)", "Display.display(\"x\")", "int e = 1; display(e)"})
        void isNotTheNameOfThePlaceWhereSomethingIsShown(String code) throws CellError {
            run("import org.inrzoo.kernel.Display;");
            assertThat(run(code)).isEmpty();
            assertThat(run("String place = display(1); place")).isPresent();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "int c = 1;",
                    "c2 = 5",
                    "int d() { return 1; }",
                    "1 + 1;",
                    "// a comment",
                    "",
                    "\"x\".length();",
                    "Object none = null; none",
                    "import java.util.Set;",
                    "System.out.print(\"\")"
                })
        void isNothingBehindAnythingElse(String code) throws CellError {
            run("int c2;");
            assertThat(run(code)).isEmpty();
        }

        @Test
        void maySpanLinesAndHaveCommentsBehindIt() throws CellError {
            assertThat(run("Stream.of(1, 2)", "    .map(x -> x + 1)", "    .toList() // all of them"))
                    .contains(List.of(2, 3));
        }
    }

    @Nested
    class Names {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "int org = 1;",
                    "class org {}",
                    "record org(int a) {}",
                    "String java = \"\";",
                    "enum java { A }"
                })
        void thatWouldHideThePackagesOfAllLaterCellsAreRefused(String code) throws CellError {
            assertThat(failure(code)).hasMessageContaining("would hide all packages that begin with it");
            assertThat(run("org.inrzoo.kernel.Display.attached()")).contains(false);
            assertThat(run("java.lang.Math.abs(-1)")).contains(1);
        }

        @Test
        void mayBeThoseOfPackagesInsideMethods() throws CellError {
            assertThat(run("int local() { int org = 3; return org; }", "local()"))
                    .contains(3);
        }

        @Test
        void areNotImportedFromTheShellsOwnClasses() throws CellError {
            run("class Holder { static class org {} }");
            String holder =
                    String.valueOf(run("Holder.class.getCanonicalName()").orElseThrow());
            assertThat(failure("import static " + holder + ".*;")).hasMessageContaining("inaccessible");
            assertThat(run("org.inrzoo.kernel.Display.attached()")).contains(false);
        }
    }

    @Nested
    class TheCodeBehindAName {

        @Test
        void isItsOwnAndThatOfAllItUses() throws CellError {
            run(
                    "int seven = 7;",
                    "int product(int factor) { return factor * seven; }",
                    "int answer() { return product(6); }",
                    "int other() { return 0; }");
            assertThat(session.codeBehind("answer"))
                    .containsExactlyInAnyOrder(
                            "int seven = 7;",
                            "int product(int factor) { return factor * seven; }",
                            "int answer() { return product(6); }");
            assertThat(session.codeBehind("declaredNowhere")).isEmpty();
            assertThat(Session.current()).contains(session);
        }

        @Test
        void isThatOfTheLastDeclaration() throws CellError {
            run("int version() { return 1; }");
            run("int version() { return 2; }");
            assertThat(session.codeBehind("version")).containsExactly("int version() { return 2; }");
        }
    }

    @Nested
    class Declarations {

        @Test
        void mayUseWhatFollowsInTheCell() throws CellError {
            assertThat(run(
                            "sealed interface Shape permits Circle, Square {}",
                            "record Circle(double r) implements Shape {}",
                            "record Square(double a) implements Shape {}",
                            "int twice(int x) { return add(x, x); }",
                            "int add(int x, int y) { return x + y; }",
                            "Shape shape = new Circle(twice(1));",
                            "shape"))
                    .map(Object::toString)
                    .contains("Circle[r=2.0]");
        }

        @Test
        void keepTheirVariablesWhenDeclaredTheSameAgain() throws CellError {
            run("record Point(int x) {}", "var point = new Point(3);");
            assertThat(run("record Point(int x) {}", "point.x()")).contains(3);
        }

        @Test
        void thatUseWhatIsNowhereAreErrors() {
            CellError error = failure("int x = 1;", "int f() {", "    return missing(x);", "}");
            assertThat(error).hasMessage("cell [1], line 3: 'f' uses what is declared nowhere: method missing(int)");
        }
    }

    @Nested
    class Errors {

        @Test
        void ofTheCompilerNameCellAndLineAndShowIt() {
            CellError error = failure("int y = 1;", "", "String s = y;");
            assertThat(error)
                    .hasMessage("cell [1], line 3: incompatible types: int cannot be converted to java.lang.String");
            assertThat(error.kind()).isEqualTo("CompileError");
            assertThat(error.trace()).contains("    String s = y;", "               ^");
        }

        @Test
        void ofSyntaxNameTheLine() {
            assertThat(failure("int z = 1;", "for (int i = 0; i < 3; i++ {"))
                    .hasMessageStartingWith("cell [1], line 2: ");
        }

        @Test
        void ofAMissingSemicolonSaySo() {
            CellError error = failure("int q = 5;", "int r = 6", "");
            assertThat(error).hasMessage("cell [1], line 2: a ';' is missing at the end of this line");
            assertThat(error.trace()).contains("    int r = 6", "             ^");
        }

        @Test
        void ofAMissingBraceSayWhereItBegins() {
            assertThat(failure("int q = 5;", "int f(int x) {", "    return x;"))
                    .hasMessage(
                            "cell [1], line 2: the cell ends before what begins here does: a ')', '}' or ']' is missing");
        }

        @Test
        void thrownNameTheLineTheTypeAndTheMessage() {
            CellError error = failure("int u = 1;", "// comment", "", "/* more */ List.of(1)", "    .get(u + 2);");
            assertThat(error.kind()).isEqualTo("IndexOutOfBoundsException");
            assertThat(error).hasMessageStartingWith("cell [1], line 5: java.lang.IndexOutOfBoundsException: ");
        }

        @Test
        void throughMethodsOfEarlierCellsNameBothCells() throws CellError {
            session.evaluate("cell [7]", "\nvoid fails() {\n    throw new IllegalStateException(\"boom\");\n}");
            CellError error =
                    catchThrowableOfType(CellError.class, () -> session.evaluate("cell [8]", "int v = 2;\nfails();"));
            assertThat(error).hasMessage("cell [7], line 3: java.lang.IllegalStateException: boom");
            assertThat(error.trace()).contains("    at fails (cell [7], line 3)", "    at cell [8], line 2");
        }

        @Test
        void tellTheirCause() {
            CellError error = failure("throw new RuntimeException(\"outer\", new java.io.IOException(\"inner\"));");
            assertThat(error.trace()).contains("caused by java.io.IOException: inner");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "int deep(int n) { return deep(n + 1); }\ndeep(0)",
                    "throw new OutOfMemoryError(\"no room\");"
                })
        void ofTheMachineLeaveTheSessionAlive(String code) throws CellError {
            assertThat(failure(code)).isNotNull();
            assertThat(run("1 + 1")).contains(2);
        }

        @Test
        void keepWhatRanBefore() throws CellError {
            failure("int kept = 5;", "nonsense");
            assertThat(run("kept")).contains(5);
        }
    }

    @Nested
    class LinesThatAreNoJava {

        @Test
        void addALibrary(@TempDir Path folder) throws Exception {
            Path source = Files.writeString(
                    folder.resolve("Extra.java"), "package extra; public class Extra { public static int SEVEN = 7; }");
            Path classes = Files.createDirectory(folder.resolve("classes"));
            assertThat(ToolProvider.getSystemJavaCompiler()
                            .run(null, null, null, "-d", classes.toString(), source.toString()))
                    .isZero();
            assertThat(run("%jar " + classes, "extra.Extra.SEVEN")).contains(7);
        }

        @Test
        void tellWhatIsNotThere() {
            assertThat(failure("int a = 1;", "%jar nowhere.jar"))
                    .hasMessageStartingWith("cell [1], line 2: %jar wants the path of a jar")
                    .hasMessageEndingWith("nowhere.jar' is not there");
        }

        @ParameterizedTest
        @ValueSource(strings = {"%maven org.example:example:1", "%%loadFromPOM", "!ls", "% jars x"})
        void ofOtherKernelsAreAnsweredByWhatToDo(String line) {
            assertThat(failure("// first", line))
                    .hasMessageContaining("cell [1], line 2: ")
                    .hasMessageContaining("'%jar FILE' adds a library");
        }

        @Test
        void areNotTakenForTheRemainder() throws CellError {
            assertThat(run("int left = 7", "    % 4;", "left")).contains(3);
        }
    }

    @Nested
    @Timeout(30)
    class Interrupts {

        private static final String BEGUN = "inrzoo.test.begun";

        /** Interrupts a cell once its last line runs. */
        private CellError interrupted(String first, String last) throws Exception {
            System.clearProperty(BEGUN);
            String code = first + "\n{ System.setProperty(\"" + BEGUN + "\", \"\"); " + last + " }\nint after = 1;";
            CompletableFuture<CellError> error = CompletableFuture.supplyAsync(() -> failure(code));
            while (System.getProperty(BEGUN) == null) {
                Thread.sleep(50);
            }
            Thread.sleep(200);
            assertThat(error).isNotDone();
            session.interrupt();
            return error.get(20, TimeUnit.SECONDS);
        }

        @Test
        void endACellThatWaits() throws Exception {
            CellError error = interrupted("int before = 1;", "Thread.sleep(60_000);");
            assertThat(error.kind()).isEqualTo("Interrupted");
            assertThat(error).hasMessage("cell [1], line 2: interrupted");
            assertThat(run("before")).contains(1);
        }

        @Test
        void endACellThatSwallowsThem() throws Exception {
            assertThat(interrupted("", "try { Thread.sleep(60_000); } catch (InterruptedException e) {}")
                            .kind())
                    .isEqualTo("Interrupted");
            assertThat(failure("after")).isNotNull();
        }

        @Test
        void sayWhereTheJdkCannotEndABusyLoop() throws Exception {
            org.junit.jupiter.api.Assumptions.assumeTrue(
                    Runtime.version().feature() >= 20, "this JDK can stop threads");
            PrintStream before = System.err;
            ByteArrayOutputStream said = new ByteArrayOutputStream();
            System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
            try {
                assertThat(interrupted(
                                        "long end = System.nanoTime() + 6_000_000_000L;",
                                        "while (System.nanoTime() < end) {}")
                                .kind())
                        .isEqualTo("Interrupted");
            } finally {
                System.setErr(before);
            }
            assertThat(said.toString(StandardCharsets.UTF_8)).contains("restart the kernel");
        }

        @Test
        void endABusyLoopWhereTheJdkCan() throws Exception {
            org.junit.jupiter.api.Assumptions.assumeTrue(
                    Runtime.version().feature() < 20, "this JDK cannot stop threads");
            assertThat(interrupted("long n = 0;", "while (true) { n++; }").kind())
                    .isEqualTo("Interrupted");
            assertThat(run("n > 0")).contains(true);
        }
    }
}
