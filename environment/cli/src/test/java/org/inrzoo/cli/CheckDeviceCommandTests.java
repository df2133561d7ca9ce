package org.inrzoo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckDeviceCommandTests {

    @TempDir
    private Path folder;

    @BeforeEach
    void needOpenCl() throws Exception {
        ListedDevices.all();
    }

    @Test
    void leavesAPageWithItsTablesAndSaysWhereItIs() throws Exception {
        Program.Ended ended = Program.run(
                folder,
                "check-device",
                "--quick",
                "--device",
                "0",
                "--models",
                "siren",
                "--seeds",
                "1",
                "--out",
                "check");
        assertThat(ended.code()).as("%s", ended.err()).isZero();
        assertThat(ended.out().strip()).endsWith("README.md");
        String page = Files.readString(folder.resolve("check/README.md"));
        assertThat(page)
                .startsWith("# " + ListedDevices.all().get(0).path("name").asText())
                .contains("Made with --quick")
                .containsPattern("\\| opencl \\| 256 \\| adam \\| [0-9.]+ \\| [0-9.]+ \\|")
                .containsPattern("\\| opencl \\| 64 \\| muon \\| [0-9.]+ \\| [0-9.]+ \\|")
                .containsPattern("\\| single \\| paper \\| 0 \\|")
                .containsPattern("\\| single \\| chosen \\| 0 \\|")
                .containsPattern("\\| siren \\| [0-9.e-]+ \\| [0-9.e-]+ \\| .* \\| yes \\| yes \\|");
        assertThat(folder.resolve("check/speed.csv")).exists();
        assertThat(Files.readString(folder.resolve("check/agreement.csv"))).startsWith("model,outputs,gradient,");
    }

    @Test
    void refusesADeviceThatThereIsNotAndWritesNothing() throws Exception {
        Program.Ended ended = Program.run(folder, "check-device", "--device", "99", "--out", "check");
        assertThat(ended.code()).isOne();
        assertThat(ended.err()).last().asString().startsWith("inrzoo: no device is '99'; there are: 0 ");
        assertThat(folder.resolve("check")).doesNotExist();
    }
}
