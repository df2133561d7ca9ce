package org.inrzoo.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kernel as Jupyter's own client sees it. */
@Tag("slow")
class ConformanceTests {

    /** Debian's Python, for which Debian's packages are. */
    private static final String PYTHON =
            Files.isExecutable(Path.of("/usr/bin/python3")) ? "/usr/bin/python3" : "python3";

    @Test
    void theProtocolsTestSuitePasses(@TempDir Path folder) throws IOException, InterruptedException {
        Jupyter.require(PYTHON, "-c", "import jupyter_kernel_test");
        Path suite = Path.of("src/test/python/conformance.py").toAbsolutePath();
        String log = Jupyter.in(folder).run(PYTHON, suite.toString());
        assertThat(log).contains("test_execute_result", "test_interrupt_keeps_the_session");
    }
}
