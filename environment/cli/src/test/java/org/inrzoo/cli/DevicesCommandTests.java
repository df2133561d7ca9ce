package org.inrzoo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevicesCommandTests {

    @TempDir
    private Path folder;

    @BeforeEach
    void needOpenCl() throws Exception {
        ListedDevices.all();
    }

    @Test
    void everyDeviceHasALineThatSaysWhetherItIsTaken() throws Exception {
        Program.Ended ended = Program.run(folder, "devices");
        assertThat(ended.code()).isZero();
        assertThat(ended.err()).isEmpty();
        assertThat(ended.out().lines()).hasSameSizeAs(ListedDevices.all());
        JsonNode first = ListedDevices.all().get(0);
        assertThat(ended.out())
                .startsWith("0  " + first.path("name").asText() + ", ")
                .contains(
                        first.path("gpu").asBoolean()
                                ? "--engine opencl takes it"
                                : "used with --device 0 alone, since it is no GPU");
    }

    @Test
    void aFitComputesOnTheDeviceThatIsNamedAndSaysSo() throws Exception {
        Program.Ended ended = Program.run(
                folder,
                "fit",
                "siren",
                "--engine",
                "opencl",
                "--device",
                "0",
                "--set",
                "width=8",
                "--size",
                "8",
                "--steps",
                "2",
                "--out",
                "run");
        assertThat(ended.code()).as("%s", ended.err()).isZero();
        assertThat(Files.readString(folder.resolve("run/result.json"))).contains("\"opencl\"");
    }

    @Test
    void aDeviceThatThereIsNotIsRefusedInOneLine() throws Exception {
        Program.Ended ended =
                Program.run(folder, "fit", "siren", "--engine", "opencl", "--device", "99", "--out", "run");
        assertThat(ended.code()).isOne();
        assertThat(ended.err()).last().asString().startsWith("inrzoo: no device is '99'; there are: 0 ");
    }
}
