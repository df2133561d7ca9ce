package org.inrzoo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.inrzoo.FittedImage;
import org.inrzoo.Zoo;
import org.inrzoo.io.Safetensors;
import org.inrzoo.io.Tensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands that write networks for other programs and read theirs. */
class ExportImportTests {

    @TempDir
    private Path folder;

    private String weights;
    private String theirs;

    @BeforeEach
    void write() {
        weights = folder.resolve("weights.safetensors").toString();
        new FittedImage(Zoo.get("siren").with("width", 2).with("depth", 1).variant(), 4, 3, 1, new float[9])
                .save(Path.of(weights));
        theirs = folder.resolve("theirs.safetensors").toString();
        Safetensors.of(
                        List.of(
                                Tensor.of("a.weight", new float[] {1, 2, 3, 4}, 2, 2),
                                Tensor.of("b.weight", new float[] {0.5f, 0.25f}, 1, 2)),
                        Map.of())
                .write(Path.of(theirs));
    }

    /** What is said on standard error, and the exit code. */
    private static String refused(String... arguments) {
        StringWriter said = new StringWriter();
        int code = Main.run(new PrintWriter(said, true), arguments);
        return code + " " + said.toString().strip();
    }

    @Test
    void exportsAFolderOrAFileAndOverwritesNothingUnasked() throws IOException {
        String out = folder.resolve("a.npz").toString();
        assertThat(refused("export", weights, "--out", out)).isEqualTo("0 ");
        byte[] first = Files.readAllBytes(Path.of(out));
        assertThat(refused("export", folder.toString(), "--out", out))
                .isEqualTo("2 inrzoo: '" + out + "' exists; --force overwrites it, --out takes another");
        assertThat(refused("export", folder.toString(), "--out", out, "--force"))
                .isEqualTo("0 ");
        assertThat(Files.readAllBytes(Path.of(out))).isEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a.onnx | 'a.onnx' needs the module org.inrzoo:inr-onnx on the class path",
                "a.npy  | 'a.npy' has the ending of no format to export to: .npz or .onnx",
                "a      | 'a' has the ending of no format to export to: .npz or .onnx"
            })
    void refusesFormatsThatAreNotThere(String name, String reason) {
        assertThat(refused("export", weights, "--out", folder.resolve(name).toString()))
                .isEqualTo("2 inrzoo: " + reason);
        assertThat(folder.resolve(name)).doesNotExist();
    }

    @Test
    void importsANetworkOfPyTorchs() {
        Path out = folder.resolve("ours.safetensors");
        assertThat(refused(
                        "import",
                        theirs,
                        "--model",
                        "siren",
                        "--size",
                        "8x6",
                        "--set",
                        "omega0=2",
                        "--points",
                        "xy",
                        "--coordinates",
                        "unit",
                        "--first-omega",
                        "3",
                        "--set",
                        "targets=unit",
                        "--set",
                        "grid=pixel-centres",
                        "--out",
                        out.toString()))
                .isEqualTo("0 ");
        FittedImage fitted = Zoo.load(out);
        assertThat(fitted)
                .hasToString(
                        "siren[width=2, depth=1, omega0=2.0, grid=pixel-centres, targets=unit]: 8x6, gray, 9 parameters");
        double wanted = 0.5 * Math.sin(3 * (0.1 + 2 * 0.2)) + 0.25 * Math.sin(3 * (3 * 0.1 + 4 * 0.2));
        assertThat((double) fitted.at(0.1, 0.2)[0]).isCloseTo(wanted, within(1e-5));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--size 8       | --size cannot be '8'; it is WIDTHxHEIGHT, such as 1024x768",
                "--points rows  | --points cannot be 'rows'; it is one of yx, xy",
                "--first-omega -1 | --first-omega cannot be -1.0; it is a number above 0",
                "--coordinates pixels | --coordinates cannot be 'pixels'; it is one of unit, symmetric",
                "--model wire   | wire is no chain of 2 linear layers, which 'theirs.safetensors' holds: it has ComplexDense"
            })
    void refusesWrongCalls(String option, String reason) {
        String[] words = option.split(" ");
        List<String> arguments = new ArrayList<>(
                List.of("import", theirs, "--out", folder.resolve("o").toString()));
        arguments.addAll(words[0].equals("--model") ? List.of() : List.of("--model", "siren"));
        arguments.addAll(words[0].equals("--size") ? List.of() : List.of("--size", "8x6"));
        arguments.addAll(List.of(words));
        assertThat(refused(arguments.toArray(String[]::new))).startsWith("2 inrzoo: " + reason);
        assertThat(folder.resolve("o")).doesNotExist();
    }

    @Test
    void refusesFilesThatAreNone() {
        assertThat(refused(
                        "import",
                        folder.resolve("none").toString(),
                        "--model",
                        "siren",
                        "--size",
                        "8x6",
                        "--out",
                        folder.resolve("o").toString()))
                .startsWith("1 inrzoo: ")
                .contains("none");
        assertThat(refused(
                        "import",
                        weights,
                        "--model",
                        "relu",
                        "--size",
                        "8x6",
                        "--out",
                        folder.resolve("o").toString()))
                .as("a file of the zoo's own")
                .startsWith("1 inrzoo: file 'weights.safetensors' is malformed: ")
                .contains("it is the zoo's own");
    }
}
