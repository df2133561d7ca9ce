package org.inrzoo.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KernelspecTests {

    @Test
    void quotesWhatJsonWantsQuoted() {
        assertThat(new Kernelspec(List.of("a \"b\" \\ c", "d")).json())
                .contains("\"argv\": [\"a \\\"b\\\" \\\\ c\", \"d\"]");
    }

    @Test
    void startsTheScriptOrOnWindowsJava() {
        Checkout checkout = new Checkout(Path.of("/zoo"));
        assertThat(Kernelspec.of(checkout, new Host("Linux", Map.of())).command())
                .containsExactly("/zoo/environment/inrzoo", "kernel", "{connection_file}");
        assertThat(Kernelspec.of(checkout, new Host("Windows 11", Map.of())).command())
                .contains("org.inrzoo.launcher.Main", "run", "/zoo")
                .endsWith("kernel", "{connection_file}");
    }
}
