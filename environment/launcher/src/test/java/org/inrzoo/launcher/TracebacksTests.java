package org.inrzoo.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TracebacksTests {

    private static String passedOn(String written) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Tracebacks.leaveOut(
                new ByteArrayInputStream(written.getBytes(StandardCharsets.UTF_8)), new PrintStream(out, true));
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void leaveTheLineThatSaysWhatIsWrongAndWhatFollows() throws IOException {
        assertThat(passedOn("""
                        Traceback (most recent call last):
                          File "a.py", line 3, in <module>
                            run()
                            ^^^^^
                        CellError: this cell failed:
                          1 / 0
                        cell [4]: by zero – é
                        """)).isEqualTo("""
                        CellError: this cell failed:
                          1 / 0
                        cell [4]: by zero – é
                        """);
    }

    @Test
    void ofWhichThereAreNoneChangeNothing() throws IOException {
        String plain = "one\n  two\n\nthree\n";
        assertThat(passedOn(plain)).isEqualTo(plain);
    }
}
